using GradCheck.Programs.Reading;
using GradCheck.Programs.Tests.Support;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Syntax.Parsing;

namespace GradCheck.Programs.Tests.Reading;

/// <summary>Which functions of a file are meant.</summary>
public class FunctionFinderTests
{
    [Theory]
    [InlineData("batchnorm_forward batchnorm_backward", "batchnorm_forward", "batchnorm_backward")]
    [InlineData("affine_forward batchnorm_forward layernorm_forward batchnorm_backward affine_backward", "batchnorm_forward", "batchnorm_backward")]
    [InlineData("batchnorm_forward batchnorm_backward_alt", "batchnorm_forward", "batchnorm_backward_alt")]
    [InlineData("batchnorm_forward batchnorm_backward_alt batchnorm_backward", "batchnorm_forward", "batchnorm_backward")]
    [InlineData("batch_norm_forward batch_norm_backward", "batch_norm_forward", "batch_norm_backward")]
    [InlineData("forward backward", "forward", "backward")]
    [InlineData("my_forward_pass my_backward_pass", "my_forward_pass", "my_backward_pass")]
    [InlineData("Forward Backprop helper", "Forward", "Backprop")]
    [InlineData("bn_forward other_forward bn_backward", null, null)]
    [InlineData("helper", "helper", null)]
    [InlineData("helper another", null, null)]
    [InlineData("normalize normalize_grad", "normalize", "normalize_grad")]
    [InlineData("normalize rel_error normalize_bwd", "normalize", "normalize_bwd")]
    [InlineData("batchnorm_forward", "batchnorm_forward", null)]
    [InlineData("batchnorm_forward a_backward b_backward", "batchnorm_forward", null)]
    public void Find_WithoutAName_TakesTheCoursesNamesElseTheOnlyOneThatCanBeMeant(string defined, string? forward, string? backward)
    {
        var functions = FunctionsOf(defined);
        var subject = RightProgram.SubjectOf("batchnorm");

        var finder = new FunctionFinder(functions, subject);
        var found = finder.Forward(null);

        Assert.Equal(forward, found?.Name);
        if (found is not null)
        {
            Assert.Equal(backward, finder.Backward(null, found)?.Name);
        }
    }

    [Fact]
    public void Find_WithAName_TakesThatAlone()
    {
        var functions = FunctionsOf("batchnorm_forward mine");

        var finder = new FunctionFinder(functions, RightProgram.SubjectOf("batchnorm"));

        Assert.Equal("mine", finder.Forward("mine")!.Name);
        Assert.Null(finder.Forward("yours"));
    }

    [Fact]
    public void Find_AFunctionDefinedTwice_IsTheLast()
    {
        var functions = FunctionsOf("batchnorm_forward batchnorm_forward");

        Assert.Same(functions[1], new FunctionFinder(functions, RightProgram.SubjectOf("batchnorm")).Forward(null));
    }

    [Fact]
    public void Find_TheOnlyFunctionOfALoss_NeedsNoName()
    {
        Assert.Equal("anything", new FunctionFinder(FunctionsOf("anything"), RightProgram.SubjectOf("softmax_loss")).Forward(null)!.Name);
    }

    [Fact]
    public void Backward_OfANamedForward_IsTheOneWithItsStem()
    {
        var functions = FunctionsOf("batchnorm_forward bn_forward batchnorm_backward bn_backward");

        Assert.Equal("bn_backward", new FunctionFinder(functions, RightProgram.SubjectOf("batchnorm")).Backward(null, functions[1])!.Name);
    }

    private static List<FunctionStatement> FunctionsOf(string names) =>
        [.. Parser.Parse(new SourceText(string.Concat(names.Split(' ').Select(name => $"def {name}(x):\n    pass\n")))).Body.OfType<FunctionStatement>()];
}
