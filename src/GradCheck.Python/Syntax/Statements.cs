using GradCheck.Python.Source;

namespace GradCheck.Python.Syntax;

/// <summary>A statement.</summary>
/// <param name="Span">Where it stands: for a compound one, its first line up to the colon.</param>
internal abstract record Statement(Span Span);

/// <summary>A program: the statements of a file.</summary>
internal sealed record ProgramTree(IReadOnlyList<Statement> Body)
{
    /// <summary>Why Python 3 refuses to read the file, in the order of the text; empty where it reads it. Each place is a <see cref="FaultyStatement"/> in the body too, so that the rest can still be run.</summary>
    public IReadOnlyList<ProgramError> Faults { get; init; } = [];
}

/// <summary><c>a = b = value</c>: each target in turn, from the left.</summary>
internal sealed record AssignStatement(IReadOnlyList<Expression> Targets, Expression Value, Span Span) : Statement(Span)
{
    /// <summary>The <c>float</c> of <c>a: float = value</c>, which is never evaluated; null without one.</summary>
    public Expression? Annotation { get; init; }
}

/// <summary><c>a: float</c>, which gives no value; the annotation is never evaluated.</summary>
internal sealed record AnnotationStatement(Expression Target, Span Span) : Statement(Span)
{
    /// <summary>The <c>float</c>.</summary>
    public required Expression Annotation { get; init; }
}

/// <summary><c>a += value</c>.</summary>
internal sealed record AugmentedAssignStatement(Expression Target, BinaryOperator Operator, Expression Value, Span Span) : Statement(Span);

/// <summary>An expression that stands alone.</summary>
internal sealed record ExpressionStatement(Expression Value, Span Span) : Statement(Span);

/// <summary><c>return value</c>.</summary>
internal sealed record ReturnStatement(Expression? Value, Span Span) : Statement(Span);

/// <summary><c>if test: ... else: ...</c>; <c>elif</c> is an <c>if</c> inside the <c>else</c>.</summary>
internal sealed record IfStatement(Expression Test, IReadOnlyList<Statement> Then, IReadOnlyList<Statement> Otherwise, Span Span) : Statement(Span);

/// <summary><c>for target in source: ... else: ...</c>.</summary>
internal sealed record ForStatement(Expression Target, Expression Source, IReadOnlyList<Statement> Body, IReadOnlyList<Statement> Otherwise, Span Span) : Statement(Span);

/// <summary><c>while test: ... else: ...</c>.</summary>
internal sealed record WhileStatement(Expression Test, IReadOnlyList<Statement> Body, IReadOnlyList<Statement> Otherwise, Span Span) : Statement(Span);

/// <summary><c>with context as target: ...</c>; several contexts are one inside of the other.</summary>
internal sealed record WithStatement(Expression Context, Expression? Target, IReadOnlyList<Statement> Body, Span Span) : Statement(Span);

/// <summary><c>def name(parameters): ...</c>. A fault in the body, such as Python 2's <c>print</c>, is kept here and told when the function is called.</summary>
internal sealed record FunctionStatement(string Name, Parameters Parameters, IReadOnlyList<Statement> Body, Span Span) : Statement(Span)
{
    /// <summary>What stands behind each <c>@</c> above it, from the top.</summary>
    public IReadOnlyList<Expression> Decorators { get; init; } = [];

    /// <summary>Whether it has a <c>yield</c> of its own.</summary>
    public bool IsGenerator { get; init; }

    /// <summary>The names that a <c>:=</c> in it binds.</summary>
    public IReadOnlyList<string> Named { get; init; } = [];
}

/// <summary><c>class name(bases, key=value): ...</c>.</summary>
internal sealed record ClassStatement(string Name, IReadOnlyList<Expression> Bases, IReadOnlyList<KeywordArgument> Keywords, IReadOnlyList<Statement> Body, Span Span) : Statement(Span)
{
    /// <summary>What stands behind each <c>@</c> above it, from the top.</summary>
    public IReadOnlyList<Expression> Decorators { get; init; } = [];
}

/// <summary>The parameters of a function or a lambda.</summary>
/// <param name="Items">The plain ones, in order.</param>
/// <param name="Rest">The name after <c>*</c>, or null.</param>
/// <param name="KeywordOnly">Those after <c>*</c>.</param>
/// <param name="Keywords">The name after <c>**</c>, or null.</param>
internal sealed record Parameters(IReadOnlyList<Parameter> Items, string? Rest, IReadOnlyList<Parameter> KeywordOnly, string? Keywords);

/// <summary>One parameter with its default, if it has one.</summary>
internal sealed record Parameter(string Name, Expression? Default, Span Span);

/// <summary><c>pass</c>.</summary>
internal sealed record PassStatement(Span Span) : Statement(Span);

/// <summary><c>break</c>.</summary>
internal sealed record BreakStatement(Span Span) : Statement(Span);

/// <summary><c>continue</c>.</summary>
internal sealed record ContinueStatement(Span Span) : Statement(Span);

/// <summary><c>raise exception</c>.</summary>
internal sealed record RaiseStatement(Expression? Exception, Span Span) : Statement(Span);

/// <summary><c>assert test, message</c>.</summary>
internal sealed record AssertStatement(Expression Test, Expression? Message, Span Span) : Statement(Span);

/// <summary><c>del a, b[0]</c>.</summary>
internal sealed record DeleteStatement(IReadOnlyList<Expression> Targets, Span Span) : Statement(Span);

/// <summary><c>global a</c> or <c>nonlocal a</c>.</summary>
internal sealed record ScopeStatement(bool IsGlobal, IReadOnlyList<string> Names, Span Span) : Statement(Span);

/// <summary><c>import a.b as c</c>, or <c>from a.b import c as d</c>, or <c>from a import *</c> (one alias named <c>*</c>).</summary>
internal sealed record ImportStatement(string? From, IReadOnlyList<ImportAlias> Names, Span Span) : Statement(Span);

/// <summary><c>name as alias</c>.</summary>
internal sealed record ImportAlias(string Name, string? Alias);

/// <summary><c>try: ... except Type as name: ... else: ... finally: ...</c>.</summary>
internal sealed record TryStatement(IReadOnlyList<Statement> Body, IReadOnlyList<ExceptClause> Handlers, IReadOnlyList<Statement> Otherwise, IReadOnlyList<Statement> Finally, Span Span) : Statement(Span);

/// <summary><c>except Type as name: ...</c>.</summary>
internal sealed record ExceptClause(Expression? Type, string? Name, IReadOnlyList<Statement> Body, Span Span);

/// <summary>A statement that cannot be run: outside the subset (<c>match</c>, <c>async</c>), or not Python 3. Running it is <paramref name="Error"/>.</summary>
internal sealed record FaultyStatement(ProgramError Error) : Statement(Error.Span);
