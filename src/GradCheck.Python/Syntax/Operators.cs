namespace GradCheck.Python.Syntax;

/// <summary>The operators with one operand.</summary>
internal enum UnaryOperator
{
    /// <summary><c>-a</c></summary>
    Negative,

    /// <summary><c>+a</c></summary>
    Positive,

    /// <summary><c>~a</c></summary>
    Invert,

    /// <summary><c>not a</c></summary>
    Not,
}

/// <summary>The operators of arithmetic and of bits.</summary>
internal enum BinaryOperator
{
    /// <summary><c>a + b</c></summary>
    Add,

    /// <summary><c>a - b</c></summary>
    Subtract,

    /// <summary><c>a * b</c></summary>
    Multiply,

    /// <summary><c>a / b</c></summary>
    Divide,

    /// <summary><c>a // b</c></summary>
    FloorDivide,

    /// <summary><c>a % b</c></summary>
    Modulo,

    /// <summary><c>a ** b</c></summary>
    Power,

    /// <summary><c>a @ b</c></summary>
    MatrixMultiply,

    /// <summary><c>a &amp; b</c></summary>
    And,

    /// <summary><c>a | b</c></summary>
    Or,

    /// <summary><c>a ^ b</c></summary>
    Xor,

    /// <summary><c>a &lt;&lt; b</c></summary>
    LeftShift,

    /// <summary><c>a &gt;&gt; b</c></summary>
    RightShift,
}

/// <summary>The operators of comparison.</summary>
internal enum CompareOperator
{
    /// <summary><c>a == b</c></summary>
    Equal,

    /// <summary><c>a != b</c></summary>
    NotEqual,

    /// <summary><c>a &lt; b</c></summary>
    Less,

    /// <summary><c>a &lt;= b</c></summary>
    LessOrEqual,

    /// <summary><c>a &gt; b</c></summary>
    Greater,

    /// <summary><c>a &gt;= b</c></summary>
    GreaterOrEqual,

    /// <summary><c>a is b</c></summary>
    Is,

    /// <summary><c>a is not b</c></summary>
    IsNot,

    /// <summary><c>a in b</c></summary>
    In,

    /// <summary><c>a not in b</c></summary>
    NotIn,
}
