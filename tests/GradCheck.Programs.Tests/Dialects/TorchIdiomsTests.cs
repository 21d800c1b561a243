using GradCheck.Programs.Dialects;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Syntax.Parsing;
using GradCheck.Python.Syntax.Printing;

namespace GradCheck.Programs.Tests.Dialects;

/// <summary>What torch's idioms read of an expression, and that they write it back as the student spelt it.</summary>
public class TorchIdiomsTests
{
    private static readonly TorchIdioms Idioms = new("torch", "F");

    [Theory]
    [InlineData("torch.sum(x, dim=0)", "Sum of x along 0")]
    [InlineData("torch.sum(x, 1, True)", "Sum of x along 1 keeps True")]
    [InlineData("torch.sum(input=x, dim=1)", "Sum of x along 1")]
    [InlineData("x.sum(0, keepdim=True)", "Sum of x along 0 keeps True")]
    [InlineData("x.sum(axis=0, keepdims=True)", "Sum of x along 0 keeps True")]
    [InlineData("(x - mu).mean((0, 2))", "Mean of x - mu along 0, 2")]
    [InlineData("x.var(0)", "Variance of x along 0 less 1")]
    [InlineData("x.var(0, keepdim=True, unbiased=True)", "Variance of x along 0 keeps True less 1")]
    [InlineData("x.var(0, False, True)", "Variance of x along 0 keeps True")]
    [InlineData("torch.var(x, dim=0, unbiased=False)", "Variance of x along 0")]
    [InlineData("torch.std(x, 0, correction=0)", "Deviation of x along 0")]
    [InlineData("x.max(1, keepdim=True).values", "Largest of x along 1 keeps True")]
    [InlineData("torch.max(x, 1)[0]", "Largest of x along 1")]
    [InlineData("x.amax(1)", "Largest of x along 1")]
    [InlineData("x.max()", "Largest of x")]
    [InlineData("x.max(1)", null)]
    [InlineData("torch.max(x, y)", null)]
    [InlineData("x.var(False)", null)]
    [InlineData("sum(x)", null)]
    public void Reduction_OfACall_SaysWhatItMeans(string text, string? meaning) => Assert.Equal(meaning, Idioms.Reduction(Read(text)) is { } reduction
        ? $"{reduction.Kind} of {Said(reduction.Operand)}{Said(" along ", reduction.Axis)}{Said(" keeps ", reduction.Keeps)}{Said(" less ", reduction.Ddof)}"
        : null);

    [Theory]
    [InlineData("torch.sum(x, 1)", "torch.mean(y, 0, keepdim=True)")]
    [InlineData("torch.sum(x)", "torch.mean(y, dim=0, keepdim=True)")]
    [InlineData("torch.sum(x, dim=1, keepdim=False)", "torch.mean(y, dim=0, keepdim=True)")]
    [InlineData("x.sum(1)", "y.mean(0, keepdim=True)")]
    [InlineData("x.sum(axis=1, keepdims=False)", "y.mean(axis=0, keepdims=True)")]
    [InlineData("x.var(1, False, False)", "y.mean(0, keepdim=True)")]
    [InlineData("x.max(1).values", "y.mean(0, keepdim=True)")]
    public void Write_AChangedReduction_KeepsTheForm(string text, string made)
    {
        var changed = Idioms.Reduction(Read(text))! with { Kind = ReductionKind.Mean, Operand = Read("y"), Axis = Read("0"), Keeps = Read("True"), Ddof = null };

        Assert.Equal(made, Said(Idioms.Write(changed)));
    }

    [Theory]
    [InlineData("x.var(0)", "x.var(0, unbiased=False)")]
    [InlineData("x.var(0, keepdim=True, unbiased=True)", "x.var(0, keepdim=True, unbiased=False)")]
    [InlineData("torch.var(x, 0, True, True)", "torch.var(x, 0, False, True)")]
    [InlineData("torch.std(x, dim=0)", "torch.std(x, dim=0, unbiased=False)")]
    [InlineData("x.var(0, correction=1)", "x.var(0, correction=0)")]
    public void Write_AVarianceOverAll_SaysThatItIsBiased(string text, string made)
    {
        var variance = Idioms.Reduction(Read(text))!;

        Assert.Equal(text, Said(Idioms.Write(variance)));
        Assert.Equal(made, Said(Idioms.Write(variance with { Ddof = null })));
    }

    [Theory]
    [InlineData("x.var(0, unbiased=False)", "x.var(0)")]
    [InlineData("x.var(0, False)", "x.var(0, True)")]
    [InlineData("x.std(dim=0, unbiased=False, keepdim=True)", "x.std(dim=0, keepdim=True)")]
    public void Write_AVarianceOverOneLess_SaysNoMoreThanItMust(string text, string made) =>
        Assert.Equal(made, Said(Idioms.Write(Idioms.Reduction(Read(text))! with { Ddof = Read("1") })));

    [Theory]
    [InlineData("x.max(1, keepdim=True).values", "x.max(0, keepdim=True).values")]
    [InlineData("torch.max(x, 1)[0]", "torch.max(x, 0)[0]")]
    [InlineData("x.max()", "x.max(dim=0).values")]
    [InlineData("x.amax(1)", "x.amax(0)")]
    public void Write_APairAlongAnotherAxis_TakesItsValues(string text, string made) =>
        Assert.Equal(made, Said(Idioms.Write(Idioms.Reduction(Read(text))! with { Axis = Read("0") })));

    [Theory]
    [InlineData(true, "g.sum(dim=0, keepdim=True)")]
    [InlineData(false, "torch.sum(g, dim=0, keepdim=True)")]
    public void Write_ANewSum_IsTorchs(bool isMethod, string made) => Assert.Equal(made, Said(Idioms.Write(
        new ReductionCall(ReductionKind.Sum, Read("g")) { Axis = Read("0"), Keeps = Read("True"), IsMethod = isMethod })));

    [Theory]
    [InlineData("x.T", "Transpose of x by ", "y.T")]
    [InlineData("x.t()", "Transpose of x by ", "y.t()")]
    [InlineData("torch.t(x)", "Transpose of x by ", "torch.t(y)")]
    [InlineData("x.permute(0, 2, 3, 1)", "Transpose of x by 0, 2, 3, 1", "y.permute(0, 2, 3, 1)")]
    [InlineData("torch.permute(x, (1, 0))", "Transpose of x by 1, 0", "torch.permute(y, (1, 0))")]
    [InlineData("x.transpose(0, 1)", "Swap of x by 0, 1", "y.transpose(0, 1)")]
    [InlineData("x.view(N, -1)", "Reshape of x by N, -1", "y.view(N, -1)")]
    [InlineData("torch.reshape(x, (N, -1))", "Reshape of x by N, -1", "torch.reshape(y, (N, -1))")]
    public void Layout_OfAnExpression_IsReadAndWritten(string text, string meaning, string ofAnother)
    {
        var layout = Idioms.Layout(Read(text))!;

        Assert.Equal(meaning, $"{layout.Kind} of {Said(layout.Operand)} by {string.Join(", ", layout.Arguments.Select(Said))}");
        Assert.Equal(ofAnother, Said(Idioms.Write(layout with { Operand = Read("y") })));
    }

    [Fact]
    public void Write_AViewOfWhatLiesInAnotherOrder_IsAReshape() =>
        Assert.Equal("x.permute(0, 2, 3, 1).reshape(N, -1)", Said(Idioms.Write(Idioms.Layout(Read("x.view(N, -1)"))! with { Operand = Read("x.permute(0, 2, 3, 1)") })));

    [Theory]
    [InlineData("x @ w", "w.T @ x.T")]
    [InlineData("x.t() @ w", "w.T @ x")]
    [InlineData("x.mm(w.t())", "w.mm(x.T)")]
    [InlineData("torch.mm(x, w)", "torch.mm(w.T, x.T)")]
    [InlineData("torch.matmul(x, w)", "torch.matmul(w.T, x.T)")]
    public void Product_TurnedRound_KeepsTheForm(string text, string made)
    {
        var product = Idioms.Product(Read(text))!;

        Assert.Equal(made, Said(Idioms.Write(product with { Left = Idioms.Turned(product.Right), Right = Idioms.Turned(product.Left) })));
    }

    [Theory]
    [InlineData("torch.sqrt(v)", "torch.sqrt(u)")]
    [InlineData("v.sqrt()", "u.sqrt()")]
    public void Root_OfAnExpression_IsReadAndWritten(string text, string made) => Assert.Equal(made, Said(Idioms.Write(Idioms.Root(Read(text))! with { Operand = Read("u") })));

    [Theory]
    [InlineData("torch.pow(v, -1.5)", "v", "torch.pow(u, 2)")]
    [InlineData("v.pow(-1.5)", "v", "u.pow(2)")]
    [InlineData("torch.rsqrt(v + eps)", "v + eps", "u**2")]
    [InlineData("v.rsqrt()", "v", "u**2")]
    public void Power_OfAnExpression_IsReadAndWritten(string text, string operand, string made)
    {
        var power = Idioms.Power(Read(text))!;

        Assert.Equal(operand, Said(power.Operand));
        Assert.Equal(text, Said(Idioms.Write(power)));
        Assert.Equal(made, Said(Idioms.Write(power with { Operand = Read("u"), Exponent = Read("2") })));
    }

    [Theory]
    [InlineData("import torch", "torch.sqrt(x)")]
    [InlineData("import torch as th", "th.sqrt(x)")]
    [InlineData("import torch.nn.functional as F", "torch.sqrt(x)")]
    [InlineData("from torch import nn", "torch.sqrt(x)")]
    [InlineData("y = torch.exp(x)", "torch.sqrt(x)")]
    [InlineData("import numpy as np\nimport torch", "torch.sqrt(x)")]
    [InlineData("import numpy as np", "np.sqrt(x)")]
    [InlineData("import jax.numpy as jnp", "jnp.sqrt(x)")]
    [InlineData("import cupy as cp", "cp.sqrt(x)")]
    public void Of_AProgram_CallsTheLibraryThatItImports(string program, string root) =>
        Assert.Equal(root, Said(GradCheck.Programs.Dialects.Idioms.Of(Parser.Parse(new SourceText(program))).RootOf(Read("x"))));

    [Theory]
    [InlineData("np.sum(x, axis=1)", "np.sum(x, axis=0)")]
    [InlineData("torch.sum(x, 1)", "torch.sum(x, 0)")]
    [InlineData("x.sum(1)", "x.sum(0)")]
    public void Of_AProgramWithTwoLibraries_WritesEachAsItsOwn(string text, string made)
    {
        var both = GradCheck.Programs.Dialects.Idioms.Of(Parser.Parse(new SourceText("import numpy as np\nimport torch")));

        Assert.Equal(made, Said(both.Write(both.Reduction(Read(text))! with { Axis = Read("0") })));
    }

    private static Expression Read(string text) => ((ExpressionStatement)Parser.Parse(new SourceText(text)).Body[0]).Value;

    private static string Said(Expression expression) => Printer.Print(expression);

    private static string Said(string before, Expression? expression) => expression is null ? string.Empty : before + Said(expression);
}
