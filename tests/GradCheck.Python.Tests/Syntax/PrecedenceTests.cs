using GradCheck.Python.Syntax;
using GradCheck.Python.Syntax.Printing;

namespace GradCheck.Python.Tests.Syntax;

/// <summary>Which operator binds tighter, and from which side equal ones group.</summary>
public class PrecedenceTests
{
    [Theory]
    [InlineData("a or b and c", "a or (b and c)")]
    [InlineData("not a and b", "(not a) and b")]
    [InlineData("not a == b", "not (a == b)")]
    [InlineData("not a in b", "not (a in b)")]
    [InlineData("a == b | c", "a == (b | c)")]
    [InlineData("a | b ^ c", "a | (b ^ c)")]
    [InlineData("a ^ b & c", "a ^ (b & c)")]
    [InlineData("a & b << c", "a & (b << c)")]
    [InlineData("a << b + c", "a << (b + c)")]
    [InlineData("a + b * c", "a + (b * c)")]
    [InlineData("a * b + c", "(a * b) + c")]
    [InlineData("a - b - c", "(a - b) - c")]
    [InlineData("a / b * c", "(a / b) * c")]
    [InlineData("a / b / c", "(a / b) / c")]
    [InlineData("a // b % c @ d", "((a // b) % c) @ d")]
    [InlineData("-a * b", "(-a) * b")]
    [InlineData("-a ** b", "-(a ** b)")]
    [InlineData("a ** -b", "a ** (-b)")]
    [InlineData("a ** b ** c", "a ** (b ** c)")]
    [InlineData("a ** -b ** c", "a ** (-(b ** c))")]
    [InlineData("-a.b", "-(a.b)")]
    [InlineData("~a[0] ** 2", "~((a[0]) ** 2)")]
    [InlineData("a if b else c if d else e", "a if b else (c if d else e)")]
    [InlineData("a or b if c else d", "(a or b) if c else d")]
    [InlineData("lambda: a if b else c", "lambda: (a if b else c)")]
    [InlineData("0.5 / np.sqrt(v + eps) * d", "(0.5 / (np.sqrt(v + eps))) * d")]
    public void Operators_SideBySide_GroupAsInPython(string text, string grouped)
    {
        Assert.Equal(TreeText.Of(Read.Expression(grouped)), TreeText.Of(Read.Expression(text)));
        Assert.Equal(text.Replace(" ** ", "**", StringComparison.Ordinal), Printer.Print(Read.Expression(grouped)));
    }

    [Theory]
    [InlineData("(a + b) * c")]
    [InlineData("a - (b - c)")]
    [InlineData("a / (b * c)")]
    [InlineData("(-a)**b")]
    [InlineData("(a**b)**c")]
    [InlineData("(a == b) == c")]
    [InlineData("a and (b and c)")]
    [InlineData("(a if b else c) if d else e")]
    [InlineData("(lambda: a) or b")]
    [InlineData("(a + b).T")]
    [InlineData("(not a) == b")]
    [InlineData("(1).real")]
    public void Parentheses_ThatSaySomething_ArePrinted(string text) => Assert.Equal(text, Printer.Print(Read.Expression(text)));

    [Fact]
    public void Comparisons_InAChain_AreOne()
    {
        var chain = Assert.IsType<CompareExpression>(Read.Expression("a < b <= c is not d not in e"));
        Assert.Equal(5, chain.Operands.Count);
        Assert.Equal([CompareOperator.Less, CompareOperator.LessOrEqual, CompareOperator.IsNot, CompareOperator.NotIn], chain.Operators);
    }
}
