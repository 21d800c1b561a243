using GradCheck.Programs.Dialects;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Syntax.Parsing;
using GradCheck.Python.Syntax.Printing;

namespace GradCheck.Programs.Tests.Dialects;

/// <summary>What NumPy's idioms read of an expression, and that they write it back as the student spelt it.</summary>
public class NumPyIdiomsTests
{
    private static readonly NumPyIdioms Idioms = new("np");

    [Theory]
    [InlineData("np.sum(x, axis=0)", "Sum of x along 0")]
    [InlineData("np.sum(x, 1)", "Sum of x along 1")]
    [InlineData("np.mean(a=x)", "Mean of x")]
    [InlineData("(x - mu).mean((0, 2))", "Mean of x - mu along 0, 2")]
    [InlineData("x.var(axis=0, ddof=1, keepdims=True)", "Variance of x along 0 keeps True less 1")]
    [InlineData("np.average(x)", "Mean of x")]
    [InlineData("np.amax(x, axis=-1)", "Largest of x along -1")]
    [InlineData("np.reshape(x, -1)", null)]
    [InlineData("sum(x)", null)]
    public void Reduction_OfACall_SaysWhatItMeans(string text, string? meaning) => Assert.Equal(meaning, Idioms.Reduction(Read(text)) is { } reduction
        ? $"{reduction.Kind} of {Said(reduction.Operand)}{Said(" along ", reduction.Axis)}{Said(" keeps ", reduction.Keeps)}{Said(" less ", reduction.Ddof)}"
        : null);

    [Theory]
    [InlineData("np.sum(x, 1)", "np.var(x, 0, keepdims=True)")]
    [InlineData("np.sum(x)", "np.var(x, axis=0, keepdims=True)")]
    [InlineData("np.sum(a=x, axis=1)", "np.var(a=x, axis=0, keepdims=True)")]
    [InlineData("x.sum(1)", "x.var(0, keepdims=True)")]
    [InlineData("x.std(keepdims=False, axis=1)", "x.var(keepdims=True, axis=0)")]
    [InlineData("np.var(x, dtype=float)", "np.var(x, axis=0, dtype=float, keepdims=True)")]
    public void Write_AChangedReduction_KeepsTheForm(string text, string made)
    {
        var changed = Idioms.Reduction(Read(text))! with { Kind = ReductionKind.Variance, Axis = Read("0"), Keeps = Read("True") };

        Assert.Equal(made, Said(Idioms.Write(changed)));
    }

    [Theory]
    [InlineData("x.T", "Transpose of x by ", "y.T")]
    [InlineData("np.transpose(x)", "Transpose of x by ", "np.transpose(y)")]
    [InlineData("x.transpose(0, 2, 3, 1)", "Transpose of x by 0, 2, 3, 1", "y.transpose(0, 2, 3, 1)")]
    [InlineData("np.transpose(x, (1,0))", "Transpose of x by 1, 0", "np.transpose(y, (1, 0))")]
    [InlineData("x.reshape(N, -1)", "Reshape of x by N, -1", "y.reshape(N, -1)")]
    [InlineData("np.reshape(x, (N, -1))", "Reshape of x by N, -1", "np.reshape(y, (N, -1))")]
    [InlineData("x.swapaxes(0, 1)", "Swap of x by 0, 1", "y.swapaxes(0, 1)")]
    public void Layout_OfAnExpression_IsReadAndWritten(string text, string meaning, string ofAnother)
    {
        var layout = Idioms.Layout(Read(text))!;

        Assert.Equal(meaning, $"{layout.Kind} of {Said(layout.Operand)} by {string.Join(", ", layout.Arguments.Select(Said))}");
        Assert.Equal(ofAnother, Said(Idioms.Write(layout with { Operand = Read("y") })));
    }

    [Theory]
    [InlineData("x @ w", "w.T @ x.T")]
    [InlineData("x.T @ w", "w.T @ x")]
    [InlineData("x.dot(w.T)", "w.dot(x.T)")]
    [InlineData("np.matmul(x, w)", "np.matmul(w.T, x.T)")]
    public void Product_TurnedRound_KeepsTheForm(string text, string made)
    {
        var product = Idioms.Product(Read(text))!;

        Assert.Equal(made, Said(Idioms.Write(product with { Left = Idioms.Turned(product.Right), Right = Idioms.Turned(product.Left) })));
    }

    [Theory]
    [InlineData("import numpy as np", "np.sqrt(x)")]
    [InlineData("import numpy", "numpy.sqrt(x)")]
    [InlineData("import math\nimport numpy as n", "n.sqrt(x)")]
    [InlineData("x = 1", "np.sqrt(x)")]
    public void Of_AProgram_CallsNumPyAsItDoes(string program, string root) =>
        Assert.Equal(root, Said(GradCheck.Programs.Dialects.Idioms.Of(Parser.Parse(new SourceText(program))).RootOf(Read("x"))));

    private static Expression Read(string text) => ((ExpressionStatement)Parser.Parse(new SourceText(text)).Body[0]).Value;

    private static string Said(Expression expression) => Printer.Print(expression);

    private static string Said(string before, Expression? expression) => expression is null ? string.Empty : before + Said(expression);
}
