using GradCheck.Diagnosis.Reports;
using GradCheck.Grading;
using GradCheck.Programs.Grading;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Budgets;
using GradCheck.Tensors;

namespace GradCheck.Programs.Tests.Grading;

public class ProgramGraderTests
{
    private const string Right = """
        import numpy as np

        def batchnorm_forward(x, gamma, beta, bn_param):
            mode = bn_param["mode"]
            eps = bn_param.get("eps", 1e-5)
            momentum = bn_param.get("momentum", 0.9)
            running_mean = bn_param.get("running_mean", np.zeros(x.shape[1]))
            running_var = bn_param.get("running_var", np.zeros(x.shape[1]))
            cache = None
            if mode == "train":
                mean = x.mean(axis=0)
                var = x.var(axis=0)
                running_mean = momentum * running_mean + (1 - momentum) * mean
                running_var = momentum * running_var + (1 - momentum) * var
                std = np.sqrt(var + eps)
                xhat = (x - mean) / std
                cache = (xhat, gamma, std)
            else:
                xhat = (x - running_mean) / np.sqrt(running_var + eps)
            out = gamma * xhat + beta
            bn_param["running_mean"] = running_mean
            bn_param["running_var"] = running_var
            return out, cache

        def batchnorm_backward(dout, cache):
            xhat, gamma, std = cache
            m = dout.shape[0]
            dbeta = np.sum(dout, axis=0)
            dgamma = np.sum(dout * xhat, axis=0)
            dxhat = dout * gamma
            dx = (dxhat - np.sum(dxhat, axis=0) / m - xhat * np.sum(dxhat * xhat, axis=0) / m) / std
            return dx, dgamma, dbeta
        """;

    private const string DgammaLine = "dgamma = np.sum(dout * xhat, axis=0)";
    private const string MeanDgamma = "dgamma = np.mean(dout * xhat, axis=0)";
    private const string DxLine = "dx = (dxhat - np.sum(dxhat, axis=0) / m - xhat * np.sum(dxhat * xhat, axis=0) / m) / std";

    public static TheoryData<string> Layers => [.. ProgramLayers.Ids.Where(id => id != ProgramLayers.Custom)];

    [Fact]
    public void Grade_ARightProgram_HasFullMarksForEveryPart()
    {
        var report = Grade(Right);

        Assert.Equal("10 of 10 points: 5 of 5 right.", report.Summary);
        Assert.Equal(["forward", "dx", "dgamma", "dbeta", "test_mode"], report.Items.Select(item => item.Name));
        Assert.Equal([3, 4, 1, 1, 1], report.Items.Select(item => item.Points));
        Assert.Equal(["The forward pass is right.", "dx is right.", "dgamma is right.", "dbeta is right.", "Running averages and test mode are right."], report.Items.Select(item => item.Reason));
    }

    [Fact]
    public void Grade_AWrongLine_CostsThePartItMakesWrong()
    {
        var report = Grade(Right.Replace(DgammaLine, MeanDgamma, StringComparison.Ordinal));
        var dgamma = report.Items[2];

        Assert.Equal(9, report.Score);
        Assert.Equal((GradeVerdict.Mismatch, new CodePlace(null, "batchnorm_backward", 29)), (dgamma.Verdict, dgamma.Place));
        Assert.Equal("mean_instead_of_sum", Assert.Single(dgamma.Causes));
        Assert.Equal(
            $"dgamma is wrong. The first line to mend: line 29 of batchnorm_backward, `{MeanDgamma}`. A mean where a sum belongs. A parameter that is shared by many values collects the gradients of all of them: a sum. Tried: `{DgammaLine}` makes it right.",
            dgamma.Reason);
    }

    [Fact]
    public void Grade_TwoWrongLines_GoToThePartThatEachMakesWrong()
    {
        var report = Grade(Right.Replace(DgammaLine, MeanDgamma, StringComparison.Ordinal).Replace("- np.sum(dxhat, axis=0) / m", "+ np.sum(dxhat, axis=0) / m", StringComparison.Ordinal));

        Assert.Equal([28 + 1], report.Items[2].Place is { } place ? [place.Line] : []);
        Assert.Equal("mean_instead_of_sum", Assert.Single(report.Items[2].Causes));
        Assert.Equal(31, report.Items[1].Place!.Line);
        Assert.DoesNotContain("mean_instead_of_sum", report.Items[1].Causes);
    }

    [Theory]
    [InlineData(Reveal.Verdict, "dgamma is wrong.", false, false)]
    [InlineData(Reveal.Index, "dgamma is wrong. The first line to mend: line 29 of batchnorm_backward, `dgamma = np.mean(dout * xhat, axis=0)`.", true, false)]
    [InlineData(Reveal.Hint, "dgamma is wrong. The first line to mend: line 29 of batchnorm_backward, `dgamma = np.mean(dout * xhat, axis=0)`.", true, false)]
    [InlineData(Reveal.Cause, "dgamma is wrong. The first line to mend: line 29 of batchnorm_backward, `dgamma = np.mean(dout * xhat, axis=0)`. A mean where a sum belongs. A parameter that is shared by many values collects the gradients of all of them: a sum.", true, true)]
    public void Grade_AtALevelOfReveal_TellsNoMore(Reveal reveal, string reason, bool hasPlace, bool hasCause)
    {
        var dgamma = Grade(Right.Replace(DgammaLine, MeanDgamma, StringComparison.Ordinal), reveal).Items[2];

        Assert.Equal((reason, hasPlace, hasCause), (dgamma.Reason, dgamma.Place is not null, !dgamma.Causes.IsEmpty));
    }

    [Fact]
    public void Grade_AListedMistake_LeavesItsShareOfThePoints()
    {
        var rubric = new Rubric(new RubricLine("dgamma", 2), new RubricLine("dx", 6)) { Partial = [new(0.5m, ["mean_instead_of_sum"])] };
        var report = Grade(Right.Replace(DgammaLine, MeanDgamma, StringComparison.Ordinal).Replace(DxLine, "dx = dxhat / std * 0.123", StringComparison.Ordinal), rubric: rubric);

        Assert.Equal((1, 0), (report.Items[0].Points, report.Items[1].Points));
        Assert.EndsWith("It earns 0.5 of its points.", report.Items[0].Reason, StringComparison.Ordinal);
    }

    /// <summary>Identity is a layer too, and its gradients are easily right.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Grade_TheRightGradientsOfAnotherLayer_EarnNothing(bool penaltyOnce)
    {
        const string Code = """
            def batchnorm_forward(x, gamma, beta, bn_param):
                out = x * 1
                return out, gamma

            def batchnorm_backward(dout, gamma):
                return dout, 0 * gamma, 0 * gamma
            """;
        var report = Grade(Code, rubric: new([.. ProgramParts.DefaultPoints("batchnorm")]) { PenaltyOnce = penaltyOnce });

        Assert.Equal(0, report.Score);
        Assert.Contains("It is the gradient of the forward pass as it is written, which is not the layer's.", report.Items[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Grade_AMistakeOfTheForwardPass_CostsOnceWhereItMay()
    {
        var code = Right.Replace("std = np.sqrt(var + eps)", "std = np.sqrt(var) + eps", StringComparison.Ordinal);
        var each = Grade(code);
        var once = Grade(code, rubric: new([.. ProgramParts.DefaultPoints("batchnorm")]) { PenaltyOnce = true });

        Assert.Equal([0, 0], [each.Items[0].Points, each.Items[1].Points]);
        Assert.Equal([0, 4], [once.Items[0].Points, once.Items[1].Points]);
        Assert.EndsWith("The mistake is counted once, at forward.", once.Items[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Grade_APart_IsWorthNothingMoreForItsPlaceInTheRubric()
    {
        var code = Right.Replace("std = np.sqrt(var + eps)", "std = np.sqrt(var) + eps", StringComparison.Ordinal);
        var report = Grade(code, rubric: new(new RubricLine("dx", 4), new RubricLine("forward", 3)) { PenaltyOnce = true });

        Assert.Equal(["dx", "forward"], report.Items.Select(item => item.Part));
        Assert.Equal([4, 0], report.Items.Select(item => item.Points));
    }

    [Theory]
    [InlineData("not Python", "def batchnorm_forward(x:\n    return x", GradeVerdict.Error)]
    [InlineData("nothing in it", "x = 1", GradeVerdict.Missing)]
    [InlineData("blank", " \n\t\n", GradeVerdict.Missing)]
    [InlineData("a function that is not there yet", "def batchnorm_forward(x, gamma, beta, bn_param):\n    pass\n\ndef batchnorm_backward(dout, cache):\n    pass", null)]
    [InlineData("an error", "def batchnorm_forward(x, gamma, beta, bn_param):\n    return gama * x, None\n\ndef batchnorm_backward(dout, cache):\n    return dout, dout, dout", GradeVerdict.Error)]
    [InlineData("an endless loop", "def batchnorm_forward(x, gamma, beta, bn_param):\n    while True:\n        x = x + 1\n    return x, None\n\ndef batchnorm_backward(dout, cache):\n    return dout, dout, dout", GradeVerdict.Unproven)]
    [InlineData("outside of the subset", "def batchnorm_forward(x, gamma, beta, bn_param):\n    match x:\n        case _:\n            return x\n\ndef batchnorm_backward(dout, cache):\n    return dout, dout, dout", GradeVerdict.Unproven)]
    public void Grade_CodeThatGivesNothing_EarnsNothingAndSaysWhy(string what, string code, GradeVerdict? verdict)
    {
        var report = Grade(code, Reveal.Verdict);

        Assert.Equal((0, 10), (report.Score, report.MaxScore));
        Assert.All(report.Items, item => Assert.True(verdict is null || item.Verdict == verdict, $"{what}: {item.Part} {item.Verdict}: {item.Reason}"));
        Assert.All(report.Items, item => Assert.True(item.Reason.Length > 10, $"{what}: {item.Reason}"));
    }

    [Fact]
    public void Grade_ABackwardPassOutsideOfTheSubset_LeavesThePointsOfTheForwardPass()
    {
        var report = Grade(Right.Replace("m = dout.shape[0]", "import scipy\n    m = scipy.size(dout)", StringComparison.Ordinal));

        Assert.Equal([3, 0, 0, 0, 1], report.Items.Select(item => item.Points));
        Assert.Equal(GradeVerdict.Unproven, report.Items[1].Verdict);
        Assert.StartsWith("dx could not be checked (line 28 of batchnorm_backward, `m = scipy.size(dout)`): ", report.Items[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Grade_AnErrorInTheBackwardPass_IsToldInPythonsWords()
    {
        var report = Grade(Right.Replace("dxhat = dout * gamma", "dxhat = dout * gama", StringComparison.Ordinal), Reveal.Verdict);

        Assert.Equal([3, 0, 0, 0, 1], report.Items.Select(item => item.Points));
        Assert.Equal("The code stopped before dx (line 30 of batchnorm_backward, `dxhat = dout * gama`): NameError: name 'gama' is not defined. Did you mean: 'gamma'?", report.Items[1].Reason);
        Assert.Equal(new CodePlace(null, "batchnorm_backward", 30), report.Items[1].Place);
    }

    [Fact]
    public void Grade_AFileThatPythonRefuses_EarnsNothingButWhatThePartialCreditLeaves()
    {
        var code = Right.Replace("m = dout.shape[0]", "print \"here\"\n    m = dout.shape[0]", StringComparison.Ordinal);

        Assert.Equal(0, Grade(code).Score);
        Assert.Equal(8, Grade(code, rubric: new([.. ProgramParts.DefaultPoints("batchnorm")]) { Partial = [new(0.8m, ["python_2"])] }).Score);
    }

    [Fact]
    public void Grade_AMissingBackwardPass_IsMissing()
    {
        var report = Grade(Right[..Right.IndexOf("def batchnorm_backward", StringComparison.Ordinal)]);

        Assert.Equal([3, 0, 0, 0, 1], report.Items.Select(item => item.Points));
        Assert.Equal((GradeVerdict.Missing, "There is no backward function, so there is no dx."), (report.Items[1].Verdict, report.Items[1].Reason));
    }

    [Fact]
    public void Grade_AWrongTestMode_CostsThatAlone()
    {
        var report = Grade(Right.Replace("momentum * running_mean + (1 - momentum) * mean", "(1 - momentum) * running_mean + momentum * mean", StringComparison.Ordinal));

        Assert.Equal([3, 4, 1, 1, 0], report.Items.Select(item => item.Points));
        Assert.NotEmpty(report.Items[4].Causes);
    }

    [Fact]
    public void Grade_Snippets_NamesTheLinesOfEach()
    {
        var program = new ProgramRequest
        {
            Layer = "layernorm",
            ForwardSnippet = "mean = x.mean(axis=1, keepdims=True)\nstd = np.sqrt(x.var(axis=1, keepdims=True) + eps)\nxhat = (x - mean) / std\nout = gamma * xhat + beta",
            BackwardSnippet = "dbeta = dout.sum(axis=0)\ndgamma = dout.sum(axis=0)\nd = dout * gamma\ndx = (d - d.mean(axis=1, keepdims=True) - xhat * (d * xhat).mean(axis=1, keepdims=True)) / std",
        };
        var report = ProgramGrader.Grade("t", new([.. ProgramParts.DefaultPoints("layernorm")]), program, Reveal.Fix);

        Assert.Equal([3, 4, 0, 1], report.Items.Select(item => item.Points));
        Assert.Equal(new CodePlace(null, "backward", 2), report.Items[2].Place);
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Parts_OfALayer_AreWhatItsCheckReports(string layer)
    {
        // A program that names nothing is refused before it has parts; one that returns nothing is run.
        var parts = ProgramParts.Of(layer);
        var report = ProgramGrader.Grade("t", new([.. parts.Select(part => new RubricLine(part, 1))]), new() { Layer = layer, ForwardSnippet = "out = x", BackwardSnippet = "dx = dout" }, Reveal.Fix, BudgetLimits.Default);

        Assert.Equal(parts, report.Items.Select(item => item.Part));
        Assert.True(report.Score < report.MaxScore);
    }

    [Fact]
    public void Grade_ACustomFunction_IsItsGradients()
    {
        var program = new ProgramRequest
        {
            Layer = ProgramLayers.Custom,
            Code = "def forward(a, b):\n    out = a * b\n    return out, (a, b)\n\ndef backward(dout, cache):\n    a, b = cache\n    da = dout * b\n    db = dout * b\n    return da, db",
            Inputs = [new("a", Tensor.Of(1.0, 2.0)), new("b", Tensor.Of(3.0, 5.0))],
            Differentiate = ["a", "b"],
            ForwardName = "forward",
            BackwardName = "backward",
        };
        var report = ProgramGrader.Grade("t", new([.. ProgramParts.DefaultPoints(ProgramLayers.Custom, program.Differentiate)]), program, Reveal.Fix);

        Assert.Equal(["da", "db"], report.Items.Select(item => item.Part));
        Assert.Equal([1, 0], report.Items.Select(item => item.Points));
        Assert.Equal(8, report.Items[1].Place!.Line);
    }

    [Fact]
    public void Grade_APartThatTheLayerHasNot_IsRefused() =>
        Assert.Throws<ArgumentException>(() => ProgramGrader.Grade("t", new(new RubricLine("test_mode", 1)), new() { Layer = "layernorm", Code = Right }, Reveal.Fix));

    private static ProgramGradeReport Grade(string code, Reveal reveal = Reveal.Fix, Rubric? rubric = null) =>
        ProgramGrader.Grade("Batch normalization", rubric ?? new([.. ProgramParts.DefaultPoints("batchnorm")]), new() { Layer = "batchnorm", Code = code }, reveal, BudgetLimits.Default with { Steps = 200_000 });
}
