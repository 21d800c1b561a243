using GradCheck.Comparison;
using GradCheck.Diagnosis;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Tests.Documents;

/// <summary>The examples of <c>docs/library.md</c>, run: what stands between two markers stands there.</summary>
public class LibraryExamples
{
    private static readonly Tensor X = Tensor.FromRows([1, 2], [3, 5], [4, 1], [0, 2]);
    private static readonly Tensor Dout = Tensor.FromRows([1, 0], [0, 2], [-1, 1], [2, 0]);

    [Fact]
    public void Forward()
    {
        // example: forward
        var x = Tensor.FromRows([1, 2], [3, 5], [4, 1], [0, 2]);
        var forward = Pass.Of(LayerCatalog.BatchNorm, x, gamma: [1, 2]);
        Console.WriteLine(forward.Mean);      // [2, 2.5]
        Console.WriteLine(forward.Out[0, 1]);
        // end
        Assert.Equal("[2, 2.5]", forward.Mean.ToString());
        Assert.NotNull(forward.WhyAbsent(TensorId.Dx));
        Assert.Throws<InvalidOperationException>(() => forward.Closed);
    }

    [Fact]
    public void Backward()
    {
        var (x, dout) = (X, Dout);
        // example: backward
        var pass = Pass.Of(LayerCatalog.BatchNorm, x, dout: dout);
        var dx = pass.Closed.Dx;              // or by stages, with the paths of dx: pass.Staged
        var dvar = pass[TensorId.Dvar];       // any tensor by name; null where pass.WhyAbsent(...) says why
        // end
        Assert.Equal((x.Shape, 2), (dx.Shape, dvar!.Shape.Count));
    }

    [Fact]
    public void Numeric()
    {
        var (x, dout) = (X, Dout);
        // example: numeric
        var numeric = NumericReport.Of(Pass.Of(LayerCatalog.BatchNorm, x, dout: dout));
        Console.WriteLine(numeric.Verdict);   // Match
        // end
        Assert.Equal(Verdict.Match, numeric.Verdict);
    }

    [Fact]
    public void Check()
    {
        var (x, dout) = (X, Dout);
        // example: check
        var right = Pass.Of(LayerCatalog.BatchNorm, x, dout: dout);
        var report = Checker.Check(right, new Dictionary<TensorId, Tensor> { [TensorId.Dx] = right.Staged.Paths.Direct });
        Console.WriteLine(report.Tensors[0].Findings[0].Code);   // statistics_treated_as_constants
        // end
        Assert.Equal("statistics_treated_as_constants", report.Tensors[0].Findings[0].Code);
    }
}
