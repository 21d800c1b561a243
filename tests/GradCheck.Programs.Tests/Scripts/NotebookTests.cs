using GradCheck.Comparison;

namespace GradCheck.Programs.Tests.Scripts;

/// <summary>What a notebook has beside Python, and cells that do not run.</summary>
public class NotebookTests
{
    private const string Forward = "import numpy as np\nx = np.array([1.0, 2.0, 3.0])\ny = x ** 2\nloss = y.sum()";

    [Theory]
    [InlineData("%matplotlib inline\n!pip install numpy \\\n  scipy\nx?\nfiles = !ls")]
    [InlineData("%%bash\nls -l | grep x")]
    [InlineData("%%time\nz = 1")]
    [InlineData("plt.plot([1, 2)\n")]
    [InlineData("text = '''\n% is no magic here\n'''")]
    [InlineData("from google.colab import files\nfiles.upload()")]
    public void Check_WhatIsNoPython_IsPassedOver(string cell)
    {
        var report = ScriptFile.Check([Forward, cell, "dy = np.ones(3)\ndx = 2 * x * dy"]);

        Assert.True(report.Verdict == Verdict.Match, report.FirstWrongLine?.Message);
    }

    [Fact]
    public void Check_AMagicInACell_KeepsTheNumbersOfTheLines()
    {
        var report = ScriptFile.Check([Forward, "%%time\n%load_ext autoreload\n\ndy = np.ones(3)\ndx = 3 * x * dy"]);

        Assert.Equal((1, 5), (report.FirstWrongLine!.Cell, report.FirstWrongLine.Line));
    }

    [Fact]
    public void Check_AGradientInACellThatCannotBeRead_IsTheFault()
    {
        var report = ScriptFile.Check([Forward, "dy = np.ones(3)\n", "dx = 2 * (x * dy"]);

        Assert.Equal(Verdict.Mismatch, report.Verdict);
        Assert.Equal((2, 1), (report.FirstWrongLine!.Cell, report.FirstWrongLine.Line));
    }

    [Fact]
    public void Check_AFirstAttemptThatIsWrittenAnew_IsToldAndNotJudged()
    {
        var report = ScriptFile.Check([Forward, "dy = np.ones(3)\ndx = 3 * x * dy", "dx = 2 * x * dy"]);

        Assert.Equal(Verdict.Match, report.Verdict);
        Assert.Equal((1, 2), report.Warnings.Where(warning => warning.Code == "draft").Select(warning => (warning.Cell, warning.Line)).Single());
    }

    [Fact]
    public void Check_AFirstAttemptThatSomethingIsMadeOf_Counts()
    {
        var report = ScriptFile.Check([Forward, "dy = np.ones(3)\ndx = 3 * x * dy\ntwice = 2 * dx", "dx = 2 * x * dy"]);

        Assert.Equal((Verdict.Mismatch, 1, 2), (report.Verdict, report.FirstWrongLine!.Cell!.Value, report.FirstWrongLine.Line!.Value));
    }

    [Fact]
    public void Check_TenThousandCells_AreWithinTheBudget()
    {
        var cells = Enumerable.Range(0, 10_000).Select(k => $"a{k} = {k}").ToList();

        Assert.Equal(Verdict.Match, ScriptFile.Check([Forward, .. cells, "dy = np.ones(3)\ndx = 2 * x * dy"]).Verdict);
    }
}
