using System.Collections.Frozen;
using GradCheck.Python.Syntax.Lexing;

namespace GradCheck.Python.Syntax.Parsing;

/// <summary>How tightly a piece of an expression holds together; the later binds the tighter.</summary>
internal enum BindingLevel
{
    Lambda,
    Conditional,
    Or,
    And,
    Not,
    Comparison,
    BitOr,
    BitXor,
    BitAnd,
    Shift,
    Sum,
    Product,
    Sign,
    Power,
    Primary,
}

/// <summary>The operators with two operands as data: what the parser reads by and the printer puts parentheses by.</summary>
internal static class Precedence
{
    /// <summary>Each operator of arithmetic and of bits with its sign and level, loosest first. All but <c>**</c> group from the left.</summary>
    public static readonly IReadOnlyList<(string Sign, TokenKind Token, BinaryOperator Operator, BindingLevel Level)> Binary =
    [
        ("|", TokenKind.Bar, BinaryOperator.Or, BindingLevel.BitOr),
        ("^", TokenKind.Caret, BinaryOperator.Xor, BindingLevel.BitXor),
        ("&", TokenKind.Ampersand, BinaryOperator.And, BindingLevel.BitAnd),
        ("<<", TokenKind.LeftShift, BinaryOperator.LeftShift, BindingLevel.Shift),
        (">>", TokenKind.RightShift, BinaryOperator.RightShift, BindingLevel.Shift),
        ("+", TokenKind.Plus, BinaryOperator.Add, BindingLevel.Sum),
        ("-", TokenKind.Minus, BinaryOperator.Subtract, BindingLevel.Sum),
        ("*", TokenKind.Star, BinaryOperator.Multiply, BindingLevel.Product),
        ("/", TokenKind.Slash, BinaryOperator.Divide, BindingLevel.Product),
        ("//", TokenKind.DoubleSlash, BinaryOperator.FloorDivide, BindingLevel.Product),
        ("%", TokenKind.Percent, BinaryOperator.Modulo, BindingLevel.Product),
        ("@", TokenKind.At, BinaryOperator.MatrixMultiply, BindingLevel.Product),
        ("**", TokenKind.DoubleStar, BinaryOperator.Power, BindingLevel.Power),
    ];

    /// <summary>Each comparison of one word; <c>is not</c> and <c>not in</c> are read by the parser.</summary>
    public static readonly IReadOnlyList<(string Sign, TokenKind Token, CompareOperator Operator)> Comparisons =
    [
        ("==", TokenKind.DoubleEqual, CompareOperator.Equal),
        ("!=", TokenKind.NotEqual, CompareOperator.NotEqual),
        ("<", TokenKind.Less, CompareOperator.Less),
        ("<=", TokenKind.LessOrEqual, CompareOperator.LessOrEqual),
        (">", TokenKind.Greater, CompareOperator.Greater),
        (">=", TokenKind.GreaterOrEqual, CompareOperator.GreaterOrEqual),
        ("is", TokenKind.Is, CompareOperator.Is),
        ("in", TokenKind.In, CompareOperator.In),
    ];

    /// <summary>Each sign with one operand; <c>not</c> has a level of its own.</summary>
    public static readonly IReadOnlyList<(string Sign, TokenKind Token, UnaryOperator Operator)> Signs =
    [
        ("-", TokenKind.Minus, UnaryOperator.Negative),
        ("+", TokenKind.Plus, UnaryOperator.Positive),
        ("~", TokenKind.Tilde, UnaryOperator.Invert),
    ];

    private static readonly FrozenDictionary<TokenKind, (BinaryOperator Operator, BindingLevel Level)> ByToken =
        Binary.ToFrozenDictionary(row => row.Token, row => (row.Operator, row.Level));

    private static readonly FrozenDictionary<BinaryOperator, (string Sign, BindingLevel Level)> ByOperator =
        Binary.ToFrozenDictionary(row => row.Operator, row => (row.Sign, row.Level));

    private static readonly FrozenDictionary<TokenKind, CompareOperator> ComparisonByToken =
        Comparisons.ToFrozenDictionary(row => row.Token, row => row.Operator);

    private static readonly FrozenDictionary<TokenKind, UnaryOperator> SignByToken =
        Signs.ToFrozenDictionary(row => row.Token, row => row.Operator);

    private static readonly FrozenDictionary<TokenKind, BinaryOperator> AugmentedByToken =
        Binary.ToFrozenDictionary(row => TokenTable.Signs[row.Sign + "="], row => row.Operator);

    public static bool IsBinary(TokenKind token, out BinaryOperator operation, out BindingLevel level)
    {
        var found = ByToken.TryGetValue(token, out var row);
        (operation, level) = row;
        return found;
    }

    public static bool IsComparison(TokenKind token, out CompareOperator operation) => ComparisonByToken.TryGetValue(token, out operation);

    public static bool IsSign(TokenKind token, out UnaryOperator operation) => SignByToken.TryGetValue(token, out operation);

    /// <summary>Whether a token is <c>+=</c> or another of its kind.</summary>
    public static bool IsAugmented(TokenKind token, out BinaryOperator operation) => AugmentedByToken.TryGetValue(token, out operation);

    public static string SignOf(BinaryOperator operation) => ByOperator[operation].Sign;

    public static BindingLevel LevelOf(BinaryOperator operation) => ByOperator[operation].Level;

    public static string SignOf(UnaryOperator operation) =>
        operation == UnaryOperator.Not ? "not " : Signs.First(row => row.Operator == operation).Sign;

    public static string SignOf(CompareOperator operation) => operation switch
    {
        CompareOperator.IsNot => "is not",
        CompareOperator.NotIn => "not in",
        _ => Comparisons.First(row => row.Operator == operation).Sign,
    };

    /// <summary>The level of an expression: what it can be an operand of without parentheses.</summary>
    public static BindingLevel LevelOf(Expression expression) => expression switch
    {
        LambdaExpression => BindingLevel.Lambda,
        ConditionalExpression => BindingLevel.Conditional,
        LogicalExpression logical => logical.IsAnd ? BindingLevel.And : BindingLevel.Or,
        UnaryExpression unary => unary.Operator == UnaryOperator.Not ? BindingLevel.Not : BindingLevel.Sign,
        CompareExpression => BindingLevel.Comparison,
        BinaryExpression binary => LevelOf(binary.Operator),
        IntegerLiteral { Value.Sign: < 0 } => BindingLevel.Sign,
        FloatLiteral literal when double.IsNegative(literal.Value) => BindingLevel.Sign,
        _ => BindingLevel.Primary,
    };
}
