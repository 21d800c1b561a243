using BenchmarkDotNet.Attributes;
using GradCheck.Comparison;
using GradCheck.Layers;
using GradCheck.Programs;
using GradCheck.Programs.Reports;

namespace GradCheck.Benchmarks;

/// <summary>What the check of a batch norm program costs, right and wrong; <c>peer_programs.py</c> is CPython running the same functions with the course's numeric check.</summary>
public class Programs
{
    private ProgramRequest right = null!;
    private ProgramRequest wrong = null!;

    [Params("64x32")]
    public string Shape { get; set; } = string.Empty;

    [GlobalSetup]
    public void Setup()
    {
        var sizes = Shape.Split('x').Select(int.Parse).ToArray();
        var code = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "batchnorm_staged.py"));
        right = new() { Layer = LayerCatalog.BatchNorm.Id, Code = code, Batch = Batches.Ordinary(sizes[0], sizes[1]) };
        wrong = right with { Code = code.Replace("dvar = 0.5 / np.sqrt(var + eps) * dsqrtvar", "dvar = 0.5 / np.sqrt(var) * dsqrtvar", StringComparison.Ordinal) };
        if (ProgramChecker.Check(right).Verdict != Verdict.Match || ProgramChecker.Check(wrong).Verdict != Verdict.Mismatch)
        {
            throw new InvalidOperationException("the programs are not what they are named");
        }
    }

    [Benchmark(Baseline = true)]
    public ProgramReport CheckARightProgram() => ProgramChecker.Check(right);

    [Benchmark]
    public ProgramReport CheckAWrongProgram() => ProgramChecker.Check(wrong);
}
