using GradCheck.Python.Syntax;

namespace GradCheck.Python.Tests.Syntax;

/// <summary>Every node stands where its text is.</summary>
public class SpanTests
{
    public static TheoryData<string> Files { get; } = [.. ProgramFiles.Names];

    [Theory]
    [InlineData("«x = 1» # note")]
    [InlineData("«dx += (a +\n  b)»")]
    [InlineData("«a: float = 1»; b")]
    [InlineData("«if a == b:» # note\n    pass")]
    [InlineData("«def f(x,\n  y) -> z:»\n    pass")]
    [InlineData("«for i in a,:»\n    pass")]
    [InlineData("«while (a):»\n    pass")]
    [InlineData("«try:»\n    pass\nfinally:\n    pass")]
    [InlineData("«from a import (b, c)»")]
    [InlineData("«assert a, b»")]
    [InlineData("«del a»")]
    [InlineData("«pass»")]
    public void Statement_StandsFromItsFirstToItsLastCharacter(string marked)
    {
        var text = new AnnotatedText(marked);
        Assert.Equal(marked, text.Mark(Read.Program(text.Source.Text).Body[0].Span));
    }

    [Theory]
    [InlineData("if a: pass\n«elif b:» pass")]
    [InlineData("if a: pass\nelse:\n    «if b:» pass")]
    public void SecondBranch_StandsWhereItIs(string marked)
    {
        var text = new AnnotatedText(marked);
        Assert.Equal(marked, text.Mark(Assert.IsType<IfStatement>(Read.Statement(text.Source.Text)).Otherwise[0].Span));
    }

    [Theory]
    [InlineData("x = «(a + b) * c»")]
    [InlineData("x = («a + b»)")]
    [InlineData("x = «(a, b)»")]
    [InlineData("x = «a, (b)»")]
    [InlineData("x = «f(a)[0].T»")]
    [InlineData("x = («a if b else (c)»)")]
    [InlineData("x = «'a' 'b'»")]
    [InlineData("x = «not (a)»")]
    public void Value_StandsWithoutTheParenthesesAroundIt(string marked)
    {
        var text = new AnnotatedText(marked);
        Assert.Equal(marked, text.Mark(Assert.IsType<AssignStatement>(Read.Statement(text.Source.Text)).Value.Span));
    }

    /// <summary>The text of any expression, read alone, is that expression.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void TextOfAnExpression_ReadAlone_IsThatExpression(string file)
    {
        var source = ProgramFiles.Read(file);
        var expressions = ProgramFiles.Statements(Read.Program(source.Text).Body).SelectMany(Walk.Children).SelectMany(ProgramFiles.Expressions)
            .Where(node => node is not (SliceExpression or StarredExpression or TupleExpression)).ToList();
        Assert.NotEmpty(expressions);
        Assert.All(expressions, node => Assert.Equal(TreeText.Of(node), TreeText.Of(Read.Expression($"({source.TextOf(node.Span)})"))));
    }
}
