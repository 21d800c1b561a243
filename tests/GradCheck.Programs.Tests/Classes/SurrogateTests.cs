using GradCheck.Comparison;
using GradCheck.Programs.Reports;
using GradCheck.Tensors;

namespace GradCheck.Programs.Tests.Classes;

/// <summary>Functions for torch's engine whose backward method is no derivative on purpose, and those that only look so.</summary>
public class SurrogateTests
{
    private const string Spike = """
        import torch

        class Spike(torch.autograd.Function):
            @staticmethod
            def forward(ctx, x):
                ctx.save_for_backward(x)
                return (x > 0).float()

            @staticmethod
            def backward(ctx, grad_output):
                x, = ctx.saved_tensors
                return grad_output * 0.5 / (1 + x.abs()) ** 2

        """;

    private const string Reverse = """
        import torch

        class Reverse(torch.autograd.Function):
            @staticmethod
            def forward(ctx, x):
                return x.view_as(x)

            @staticmethod
            def backward(ctx, grad_output):
                return -grad_output

        """;

    [Theory]
    [InlineData(Spike, "is a step in `x`")]
    [InlineData(Reverse, "returns `x` as it is")]
    public void Check_ABackwardMethodThatIsNoDerivativeOnPurpose_IsInconclusiveAndSaysWhy(string code, string words)
    {
        var report = Check(code);

        Assert.Equal(Verdict.Inconclusive, report.Verdict);
        Assert.Contains(words, report.Forward.Note, StringComparison.Ordinal);
        Assert.Equal(["surrogate_gradient"], report.Warnings.Select(warning => warning.Code));
    }

    [Theory]
    [InlineData("return (x > 0).float()", "return x * (x > 0).float()")]
    [InlineData("return (x > 0).float()", "return x.clone() * 2")]
    public void Check_AForwardMethodWithADerivative_IsHeldAgainstIt(string old, string made) =>
        Assert.Equal(Verdict.Mismatch, Check(Spike.Replace(old, made, StringComparison.Ordinal)).Verdict);

    [Theory]
    [InlineData("y * (g - (g * y).sum(-1, keepdim=True))", Verdict.Match)]
    [InlineData("y * (g - (g * y).sum(0, keepdim=True))", Verdict.Mismatch)]
    public void Check_AFunctionWithSetupContext_IsCalledWithoutAContext(string gradient, Verdict verdict)
    {
        var code = $"""
            import torch

            class Softmax(torch.autograd.Function):
                @staticmethod
                def forward(x, scale=2.0):
                    return torch.softmax(x * scale, dim=-1)

                @staticmethod
                def setup_context(ctx, inputs, output):
                    x, ctx.scale = inputs
                    ctx.save_for_backward(output)

                @staticmethod
                def backward(ctx, g):
                    y, = ctx.saved_tensors
                    return ctx.scale * {gradient}, None

            """;

        Assert.Equal(verdict, Check(code).Verdict);
    }

    private static ProgramReport Check(string code) => ProgramChecker.Check(new()
    {
        Layer = "custom",
        Code = code,
        Inputs = [KeyValuePair.Create("x", new Tensor(new Shape(2, 3), [0.3, -1.2, 0.8, 1.1, -0.4, 0.6]))],
        Differentiate = ["x"],
        Parts = ReportParts.None,
    });
}
