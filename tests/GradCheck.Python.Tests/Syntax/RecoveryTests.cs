using GradCheck.Python.Syntax;
using GradCheck.Python.Syntax.Parsing;

namespace GradCheck.Python.Tests.Syntax;

/// <summary>One bad line does not hide the others.</summary>
public class RecoveryTests
{
    [Theory]
    [InlineData("x = 5 6\ny = 1", "F A")]
    [InlineData("x = (1 + 2\ndef f(): pass\ny = 1", "F D A")]
    [InlineData("if x = 1:\n    a = 1\nelse:\n    b = 1\ny = 1", "F A")]
    [InlineData("if x:\n    a = 1\nelif:\n    b = 1\nelse:\n    c = 1\ny = 1", "F A")]
    [InlineData("try:\n    a = 1\ny = 1", "F A")]
    [InlineData("x = 1\n    y = 2\nz = 3", "A A A")]
    [InlineData("def f():\n    a\n   b\n    c\ny = 1", "D A")]
    [InlineData("def f():\n\ta\n        b\n\tc\ny = 1", "D A")]
    [InlineData("x = 'abc\ny = 1", "F A")]
    [InlineData("x = $\ny = ?\nz = 1", "F F A")]
    [InlineData("def f():\ny = 1", "D A")]
    [InlineData("    x = 1\ny = 1", "A A")]
    public void Lines_AroundABadOne_AreRead(string text, string kinds)
    {
        var tree = Parser.Parse(new(text));
        Assert.NotEmpty(tree.Faults);
        Assert.Equal(kinds, string.Join(' ', tree.Body.Select(KindOf)));
    }

    [Fact]
    public void Faults_OfManyLines_AreInTheOrderOfTheText()
    {
        var faults = Parser.Parse(new("def f():\n    print 1\n   x = 2\n    y = 5 6\n\nx = (\n")).Faults;
        Assert.Equal(4, faults.Count);
        Assert.Equal(faults.OrderBy(fault => fault.Span.Start), faults);
    }

    [Fact]
    public void Reading_AfterAHundredErrors_Ends()
    {
        var tree = Parser.Parse(new(string.Concat(Enumerable.Repeat("x = $\n", 1000))));
        Assert.Equal("more than 100 errors; the rest of the text is not read", tree.Faults[^1].Message);
        Assert.Equal(101, tree.Body.Count);
    }

    private static string KindOf(Statement statement) => statement switch
    {
        FaultyStatement => "F",
        AssignStatement => "A",
        FunctionStatement => "D",
        _ => statement.GetType().Name,
    };
}
