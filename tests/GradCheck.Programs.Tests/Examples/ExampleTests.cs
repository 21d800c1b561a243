using System.Text.Json;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Tests.Runtime;
using GradCheck.Tensors;
using Xunit.Abstractions;

namespace GradCheck.Programs.Tests.Examples;

/// <summary>The smallest example of a wrong line: small, and what the code really gives.</summary>
public class ExampleTests(ITestOutputHelper output)
{
    private const string WrongRelu = "def relu_forward(x):\n    out = np.maximum(0, x)\n    return out, x\n\ndef relu_backward(dout, cache):\n    x = cache\n    dx = dout * (x < 0)\n    return dx\n";

    [Fact]
    public void Check_OfAWrongMask_ShowsItOnTwoNumbers()
    {
        var report = ProgramChecker.Check(new() { Code = WrongRelu, Layer = "relu", Parts = ReportParts.Example });

        var example = report.Example!;
        Assert.Equal(["x", "dout"], example.Inputs.Keys);
        Assert.Equal([1, -2], example.Inputs["x"].Values.ToArray());
        Assert.Equal([1, 0], example.Inputs["dout"].Values.ToArray());
        Assert.Equal("dx", example.Tensor);
        Assert.Equal([0, 0], example.Got!.Values.ToArray());
        Assert.Equal([1, 0], example.Right.Values.ToArray());
        Assert.Equal([0], example.At);
        Assert.Equal((7, "dx = dout * (x < 0)", "dx", 1), (example.Line!.Line, example.Line.Source, example.Line.Name, example.Line.Executions));
        Assert.Equal(["x", "dout"], example.Line.Reads.Keys.OrderByDescending(name => name));
        Assert.Equal([0, 0], example.Line.Value!.Values.ToArray());
        Assert.Equal([1, 0], example.Line.Right!.Values.ToArray());
    }

    [Fact]
    public void Check_WithoutBeingAsked_HasNoExample() =>
        Assert.Null(ProgramChecker.Check(new() { Code = WrongRelu, Layer = "relu" }).Example);

    [Fact]
    public void Check_OfARightProgram_HasNoExample() =>
        Assert.Null(ProgramChecker.Check(new() { Code = WrongRelu.Replace('<', '>'), Layer = "relu", Parts = ReportParts.Example }).Example);

    [Fact]
    public void Check_OfACustomFunction_ShrinksItsInputs()
    {
        const string Code = "def forward(x, w):\n    h = x.dot(w)\n    return h ** 2, (x, w, h)\n\ndef backward(dout, cache):\n    x, w, h = cache\n    dh = dout * h\n    dx = dh.dot(w.T)\n    dw = x.T.dot(dh)\n    return dx, dw\n";
        var report = ProgramChecker.Check(new()
        {
            Code = Code,
            Layer = ProgramLayers.Custom,
            Inputs = [new("x", new(new Shape(4, 3), [0.3, 1.2, -0.7, 0.1, 2.2, 0.4, -1.3, 0.8, 0.6, 1.7, -0.2, 0.9])), new("w", new(new Shape(3, 2), [0.5, -0.4, 1.1, 0.2, -0.9, 0.7]))],
            Differentiate = ["x", "w"],
            Parts = ReportParts.Example,
        });

        var example = report.Example!;
        Assert.Equal((1, "(1, 1)", "(1, 1)"), (example.Inputs["x"].Shape.Count, example.Inputs["x"].Shape.ToString(), example.Inputs["w"].Shape.ToString()));
        Assert.Equal(2 * example.Got![0], example.Right[0]);
        Assert.Equal(7, example.Line!.Line);
    }

    [Fact]
    public void Check_OfTheWrongPrograms_FindsSmallExamplesForMost()
    {
        foreach (var item in ExampleCase.All)
        {
            output.WriteLine($"{item.Size?.ToString() ?? "-",3}  {item.Request.Layer,-18} {item.Report.Example?.Tensor,-7} {item.Name}: {item.Report.FirstWrongLine?.Finding.Code} ({item.Bare:f0} ms, {item.Whole:f0} ms with it)");
        }

        var sizes = ExampleCase.All.Where(item => item.Size is not null).Select(item => item.Size!.Value).Order().ToList();
        output.WriteLine($"{sizes.Count} of {ExampleCase.All.Count} with an example, median {sizes[sizes.Count / 2]}, largest {sizes[^1]}");
        output.WriteLine($"{ExampleCase.All.Sum(item => item.Bare):f0} ms without, {ExampleCase.All.Sum(item => item.Whole):f0} ms with");
        Assert.True(sizes[sizes.Count / 2] <= 6);
        Assert.True(sizes.Count >= 0.75 * ExampleCase.All.Count, $"{sizes.Count} of {ExampleCase.All.Count}");
    }

    [SkippableFact]
    public void Check_OfTheWrongPrograms_GivesTheNumbersThatRealNumPyGives()
    {
        // Dropout draws its own mask.
        var cases = ExampleCase.All.Where(item => item.Report.Example is not null && item.Request.Layer != "dropout").ToList();
        var asked = JsonSerializer.Serialize(cases.Select(item => new
        {
            item.Name,
            item.Request.Code,
            item.Request.Layer,
            Forward = item.Report.Forward.Function,
            Backward = item.Report.BackwardFunction,
            Inputs = item.Report.Example!.Inputs.Select(input => new { Name = input.Key, Value = Nested(input.Value) }),
            Differentiate = item.Report.Backward.Select(gradient => gradient.Name[1..]),
            item.Report.Example.Tensor,
            Got = item.Report.Example.Got is { } got ? Nested(got) : null,
            item.Report.Example.Raised,
            Right = Nested(item.Report.Example.Right),
        }));
        var answer = CPython.Run(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Examples", "run_examples.py")), asked);

        var wrong = answer.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(wrong.Length == 0, answer);
        Assert.True(cases.Count >= Effort.Count(50, 100), $"{cases.Count}");
        output.WriteLine($"{cases.Count} confirmed");
    }

    // What is not finite as a text, which Python reads as well.
    private static object Nested(Tensor tensor)
    {
        return At(0, 0, tensor.Shape.Count);

        object At(int axis, int from, int count) => axis == tensor.Shape.Rank
            ? double.IsFinite(tensor[from]) ? tensor[from] : tensor[from].ToString(System.Globalization.CultureInfo.InvariantCulture)
            : Enumerable.Range(0, tensor.Shape[axis]).Select(k => At(axis + 1, from + (k * count / tensor.Shape[axis]), count / tensor.Shape[axis])).ToArray();
    }
}
