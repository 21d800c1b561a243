using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Syntax.Parsing;
using GradCheck.Python.Syntax.Printing;

namespace GradCheck.Python.Tests.Syntax;

/// <summary>A change reaches every place of a program where a name can stand, and leaves what holds no change the object it was.</summary>
public class SyntaxRewriterTests
{
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

        var made = Rewriter.Change(statement, node => node is NameExpression { Id: "old" } name ? name with { Id = "new" } : null);

        Assert.Equal(Printer.Print(Parser.Parse(new SourceText(line.Replace("old", "new", StringComparison.Ordinal))).Body[0]), Printer.Print(made));
        Assert.Same(statement, Rewriter.Change(statement, _ => null));
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
}
