using System.Collections;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Syntax.Parsing;
using GradCheck.Python.Syntax.Printing;

namespace GradCheck.Python.Tests.Syntax;

/// <summary>A change reaches every place of a program where a name can stand, and leaves what holds no change the object it was.</summary>
public class SyntaxRewriterTests
{
    public static TheoryData<Type> Kinds() => [.. typeof(Expression).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && (type.IsAssignableTo(typeof(Expression)) || type.IsAssignableTo(typeof(Statement))))];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Inside_ANodeOfAnyKind_ChangesEveryPartItHasAndNoOther(Type kind)
    {
        var node = Made(kind)!;
        var looking = new Looking();

        Assert.Same(node, Inside(looking, node));
        AssertSame(Holds<Expression>(node), looking.Expressions);
        AssertSame(Holds<IReadOnlyList<Statement>>(node), looking.Blocks);

        // A part changed alone leaves the others the objects they were.
        foreach (var part in looking.Expressions)
        {
            var changing = new Changing(part);
            AssertSame(Holds<Expression>(Inside(changing, node)), looking.Expressions.Select(found => ReferenceEquals(found, part) ? changing.Made : found));
        }
    }

    /// <summary>The same objects, in any order: <c>a if test else b</c> is read as it is written, and held with its test first.</summary>
    private static void AssertSame<T>(IEnumerable<T> expected, IEnumerable<T> actual)
        where T : class =>
        Assert.Equal(expected.ToHashSet<object>(ReferenceEqualityComparer.Instance), actual.ToHashSet<object>(ReferenceEqualityComparer.Instance), HashSet<object>.CreateSetComparer());

    private static object Inside(SyntaxRewriter rewriter, object node) =>
        node is Expression expression ? rewriter.Inside(expression) : rewriter.Inside((Statement)node);

    /// <summary>A node, or what it is made of, with another name in every place for an expression.</summary>
    private static object? Made(Type type) =>
        type == typeof(Expression) ? new NameExpression("a", default)
        : type.IsGenericType && type.GetGenericArguments() is [var item] && type.IsAssignableTo(typeof(IEnumerable)) ? MadeList(item)
        : type == typeof(string) ? "a"
        : type == typeof(FormattedString) ? new FormattedString([], default)
        : type.IsValueType ? Activator.CreateInstance(Nullable.GetUnderlyingType(type) ?? type)
        : type == typeof(ProgramError) ? SyntaxErrors.Of("a", default)
        : type.GetConstructors()[0] is var constructor ? constructor.Invoke([.. constructor.GetParameters().Select(value => Made(value.ParameterType))])
        : null;

    private static Array MadeList(Type item)
    {
        var list = Array.CreateInstance(item, 2);
        list.SetValue(item == typeof(Statement) ? new PassStatement(default) : Made(item), 0);
        list.SetValue(item == typeof(Statement) ? new PassStatement(default) : Made(item), 1);
        return list;
    }

    /// <summary>What a node holds of a kind, directly or in what is no node: an argument, a clause.</summary>
    private static IEnumerable<T> Holds<T>(object node) => node.GetType().GetProperties().Where(property => property.Name != "EqualityContract")
        .Select(property => property.GetValue(node)).SelectMany(Found<T>);

    private static IEnumerable<T> Found<T>(object? value) => value switch
    {
        null or string or ProgramError => [],
        T found => [found],
        Expression or IReadOnlyList<Statement> => [],
        IEnumerable items => items.Cast<object>().SelectMany(Found<T>),
        _ when value.GetType().Namespace == typeof(Expression).Namespace && !value.GetType().IsEnum => Holds<T>(value),
        _ => [],
    };

    [Theory]
    [InlineData("y = [old + i for i in range(3) if old > i]")]
    [InlineData("y = {k: old for k in old}")]
    [InlineData("y = {old, 1}")]
    [InlineData("y = {'a': old, **old}")]
    [InlineData("y = lambda a=old: a + old")]
    [InlineData("y = f'{old:{old}} {1}'")]
    [InlineData("y = (*old, 1)")]
    [InlineData("y = f(*old, **old, k=old)")]
    [InlineData("y = old[old:old:old, old.T]")]
    [InlineData("y = old if old else not old")]
    [InlineData("y = old < old < 1 and old")]
    [InlineData("assert old, old")]
    [InlineData("raise ValueError(old)")]
    [InlineData("y[old] += old")]
    [InlineData("del old[0]")]
    public void Change_AName_IsChangedInEveryPlaceOfAStatement(string line)
    {
        var statement = Parser.Parse(new SourceText(line)).Body[0];

        var made = Walk.Change(statement, node => node is NameExpression { Id: "old" } name ? name with { Id = "new" } : null);

        Assert.Equal(Printer.Print(Parser.Parse(new SourceText(line.Replace("old", "new", StringComparison.Ordinal))).Body[0]), Printer.Print(made));
        Assert.Same(statement, Walk.Change(statement, _ => null));
    }

    [Theory]
    [InlineData("if a:\n    b = 1\nelse:\n    b = 2\n")]
    [InlineData("for i in a:\n    c = 3\nelse:\n    b = 2\n")]
    [InlineData("while a:\n    c = 3\nelse:\n    b = 2\n")]
    [InlineData("try:\n    c = 3\nexcept ValueError:\n    b = 2\n")]
    [InlineData("try:\n    c = 3\nexcept ValueError:\n    d = 4\nelse:\n    b = 2\n")]
    [InlineData("try:\n    c = 3\nfinally:\n    b = 2\n")]
    [InlineData("with a:\n    b = 2\n")]
    [InlineData("def f():\n    b = 2\n")]
    public void Replace_AStatementInAnyBlock_IsReplacedThere(string text)
    {
        var tree = Parser.Parse(new SourceText(text));
        var old = Walk.Statements(tree.Body).OfType<AssignStatement>().Last();

        var made = Walk.Replace(tree, old, new PassStatement(old.Span));

        Assert.Equal(Printer.Print(Parser.Parse(new SourceText(text.Replace("b = 2", "pass", StringComparison.Ordinal)))), Printer.Print(made));
    }

    [Fact]
    public void Replace_ALoopAndAStatementInIt_ReplacesBoth()
    {
        var tree = Parser.Parse(new SourceText("for i in a:\n    b = 1\n    c = 2\n"));
        var loop = (ForStatement)tree.Body[0];

        var made = Walk.Replace(tree, (loop, [loop with { Source = new NameExpression("z", loop.Source.Span) }]), (loop.Body[0], []));

        Assert.Equal("for i in z:\n    c = 2\n", Printer.Print(made));
    }

    private sealed class Looking : SyntaxRewriter
    {
        public List<Expression> Expressions { get; } = [];

        public List<IReadOnlyList<Statement>> Blocks { get; } = [];

        public override Expression Rewrite(Expression expression)
        {
            Expressions.Add(expression);
            return expression;
        }

        public override IReadOnlyList<Statement> Rewrite(IReadOnlyList<Statement> block)
        {
            Blocks.Add(block);
            return block;
        }
    }

    private sealed class Changing(Expression old) : SyntaxRewriter
    {
        public Expression Made { get; } = old with { Span = new(7, 8) };

        public override Expression Rewrite(Expression expression) => ReferenceEquals(expression, old) ? Made : expression;
    }
}
