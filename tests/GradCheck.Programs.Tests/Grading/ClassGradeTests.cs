using GradCheck.Diagnosis.Reports;
using GradCheck.Grading;
using GradCheck.Programs.Grading;

namespace GradCheck.Programs.Tests.Grading;

/// <summary>Classes, graded: a mistake costs the points of the gradients that it reaches.</summary>
public class ClassGradeTests
{
    [Fact]
    public void Grade_AScript_IsGradedByTheGradientsThatTheRubricNames()
    {
        const string Code = "import numpy as np\nx = np.array([1.0, 2.0, 3.0])\ny = x ** 2\nloss = y.sum()\ndy = np.ones(3)\ndx = 3 * x * dy\n";
        var report = ProgramGrader.Grade("script", new(new RubricLine("dx", 4), new RubricLine("dy", 2)), new() { Layer = "custom", Code = Code }, Reveal.Fix);

        Assert.Equal([0, 2], report.Items.Select(item => item.Points));
    }

    [Fact]
    public void Grade_AClassWithOneWrongGradient_CostsThatAlone()
    {
        const string code = "import numpy as np\nclass Dense:\n    def __init__(self, W, b):\n        self.W, self.b = W, b\n    def forward(self, x):\n        self.x = x\n        return x @ self.W + self.b\n"
            + "    def backward(self, dout):\n        self.dW = self.x.T @ dout\n        self.db = dout.mean(axis=0)\n        return dout @ self.W.T\n";
        var rubric = new Rubric([.. ProgramParts.DefaultPoints("affine")]);
        var report = ProgramGrader.Grade("dense", rubric, new() { Layer = "affine", Code = code }, Reveal.Fix);

        Assert.Equal(["db"], report.Items.Where(item => item.Verdict != GradeVerdict.Match).Select(item => item.Part));
        Assert.Equal("Dense.backward", report.Items.Single(item => item.Part == "db").Place!.Function);
    }
}
