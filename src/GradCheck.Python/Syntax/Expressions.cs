using System.Numerics;
using GradCheck.Python.Source;

namespace GradCheck.Python.Syntax;

/// <summary>A piece of a program that has a value.</summary>
/// <param name="Span">Where it stands. An edited tree keeps the spans of what it was made from.</param>
internal abstract record Expression(Span Span);

/// <summary>A name.</summary>
internal sealed record NameExpression(string Id, Span Span) : Expression(Span)
{
    /// <summary>The attribute that a name with a dot stands for, as <c>self.x</c> does where a checker reads attributes as names; null for a name of Python.</summary>
    public AttributeExpression? Attribute { get; } =
        Id.LastIndexOf('.') is > 0 and var dot ? new(new NameExpression(Id[..dot], Span), Id[(dot + 1)..], Span) : null;
}

/// <summary>A whole number.</summary>
internal sealed record IntegerLiteral(BigInteger Value, Span Span) : Expression(Span);

/// <summary>A number with a point or an exponent.</summary>
internal sealed record FloatLiteral(double Value, Span Span) : Expression(Span);

/// <summary>A text; adjacent ones are one.</summary>
internal sealed record StringLiteral(string Value, Span Span) : Expression(Span);

/// <summary>A text with expressions in it, <c>f"{a:.2f}"</c>.</summary>
internal sealed record FormattedString(IReadOnlyList<FormattedPart> Parts, Span Span) : Expression(Span);

/// <summary>A part of such a text: plain, or an expression with its conversion (<c>r</c>, <c>s</c>, or null) and its format.</summary>
internal sealed record FormattedPart(string? Text, Expression? Value, char? Conversion, FormattedString? Format);

/// <summary><c>True</c> or <c>False</c>.</summary>
internal sealed record BooleanLiteral(bool Value, Span Span) : Expression(Span);

/// <summary><c>None</c>.</summary>
internal sealed record NoneLiteral(Span Span) : Expression(Span);

/// <summary><c>...</c></summary>
internal sealed record EllipsisLiteral(Span Span) : Expression(Span);

/// <summary><c>-a</c>, <c>not a</c>.</summary>
internal sealed record UnaryExpression(UnaryOperator Operator, Expression Operand, Span Span) : Expression(Span);

/// <summary><c>a + b</c>. The span of the operator sign itself is not kept: the expression's is used for errors.</summary>
internal sealed record BinaryExpression(BinaryOperator Operator, Expression Left, Expression Right, Span Span) : Expression(Span);

/// <summary><c>a and b</c> or <c>a or b</c>, which may leave <c>b</c> alone.</summary>
internal sealed record LogicalExpression(bool IsAnd, Expression Left, Expression Right, Span Span) : Expression(Span);

/// <summary><c>a &lt; b &lt;= c</c>: one operator fewer than operands.</summary>
internal sealed record CompareExpression(IReadOnlyList<Expression> Operands, IReadOnlyList<CompareOperator> Operators, Span Span) : Expression(Span);

/// <summary><c>a if test else b</c>.</summary>
internal sealed record ConditionalExpression(Expression Test, Expression Then, Expression Otherwise, Span Span) : Expression(Span);

/// <summary><c>f(a, *b, key=c, **d)</c>; a starred positional argument is a <see cref="StarredExpression"/>.</summary>
internal sealed record CallExpression(Expression Function, IReadOnlyList<Expression> Arguments, IReadOnlyList<KeywordArgument> Keywords, Span Span) : Expression(Span);

/// <summary><c>key=value</c>, or <c>**value</c> where the name is null.</summary>
internal sealed record KeywordArgument(string? Name, Expression Value, Span Span);

/// <summary><c>a.name</c>.</summary>
internal sealed record AttributeExpression(Expression Value, string Name, Span Span) : Expression(Span);

/// <summary><c>a[index]</c>; more than one index is a tuple.</summary>
internal sealed record SubscriptExpression(Expression Value, Expression Index, Span Span) : Expression(Span);

/// <summary><c>lower:upper:step</c> inside of a subscript.</summary>
internal sealed record SliceExpression(Expression? Lower, Expression? Upper, Expression? Step, Span Span) : Expression(Span);

/// <summary><c>a, b</c>, in parentheses or not.</summary>
internal sealed record TupleExpression(IReadOnlyList<Expression> Elements, Span Span) : Expression(Span);

/// <summary><c>[a, b]</c>.</summary>
internal sealed record ListExpression(IReadOnlyList<Expression> Elements, Span Span) : Expression(Span);

/// <summary><c>{a, b}</c>.</summary>
internal sealed record SetExpression(IReadOnlyList<Expression> Elements, Span Span) : Expression(Span);

/// <summary><c>{key: value}</c>; <c>**value</c> where the key is null.</summary>
internal sealed record DictionaryExpression(IReadOnlyList<DictionaryItem> Items, Span Span) : Expression(Span);

/// <summary><c>key: value</c>, or <c>**value</c> where the key is null.</summary>
internal sealed record DictionaryItem(Expression? Key, Expression Value);

/// <summary><c>lambda a, b=1: body</c>.</summary>
internal sealed record LambdaExpression(Parameters Parameters, Expression Body, Span Span) : Expression(Span);

/// <summary><c>[element for target in source if condition]</c>; a dictionary's has a key as well.</summary>
internal sealed record ComprehensionExpression(ComprehensionKind Kind, Expression? Key, Expression Element, IReadOnlyList<ComprehensionClause> Clauses, Span Span) : Expression(Span);

/// <summary><c>for target in source</c> and the conditions behind it.</summary>
internal sealed record ComprehensionClause(Expression Target, Expression Source, IReadOnlyList<Expression> Conditions);

/// <summary><c>*a</c> in a call, a tuple, a list, or a target.</summary>
internal sealed record StarredExpression(Expression Value, Span Span) : Expression(Span);

/// <summary><c>name := value</c>.</summary>
internal sealed record NamedExpression(string Name, Expression Value, Span Span) : Expression(Span);

/// <summary><c>yield value</c>, or <c>yield from value</c>.</summary>
internal sealed record YieldExpression(Expression? Value, bool IsFrom, Span Span) : Expression(Span);

/// <summary>Legal Python that is outside the subset, such as <c>await</c>; evaluating it is an error.</summary>
internal sealed record UnsupportedExpression(string Message, Span Span) : Expression(Span);

/// <summary>What a comprehension makes.</summary>
internal enum ComprehensionKind
{
    /// <summary>A list.</summary>
    List,

    /// <summary>A set.</summary>
    Set,

    /// <summary>A dictionary.</summary>
    Dictionary,

    /// <summary>A generator.</summary>
    Generator,
}
