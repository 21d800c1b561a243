using GradCheck.Comparison;

namespace GradCheck.Programs.Reports;

/// <summary>What a check of a program found.</summary>
public sealed record ProgramReport
{
    /// <summary>Mismatch if the forward pass is not the layer's or a gradient is not that of the forward pass; inconclusive where the run could not be finished for a reason that is not the program's.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The layer's id.</summary>
    public required string Layer { get; init; }

    /// <summary>The forward pass.</summary>
    public required ForwardReport Forward { get; init; }

    /// <summary>The name of the backward function; null where there is none.</summary>
    public string? BackwardFunction { get; init; }

    /// <summary>Each gradient in the order in which it is returned.</summary>
    public IReadOnlyList<GradientReport> Backward { get; init; } = [];

    /// <summary>The gradients that were asked for and could not be checked, such as <c>dgamma</c>: where there are any, the verdict is not <c>match</c>.</summary>
    public IReadOnlyList<string> Unchecked { get; init; } = [];

    /// <summary>The first line that departs from the truth; null where none does.</summary>
    public WrongLine? FirstWrongLine { get; init; }

    /// <summary>The smallest example on which the first wrong line shows; null where none was asked for or found.</summary>
    public ProgramExample? Example { get; init; }

    /// <summary>Further lines that are wrong for themselves, once those before them are right.</summary>
    public IReadOnlyList<WrongLine> FurtherWrongLines { get; init; } = [];

    /// <summary>Every executed assignment; empty where it was not asked for.</summary>
    public IReadOnlyList<LineReport> Lines { get; init; } = [];

    /// <summary>The computational graph of the forward pass; null where it did not run, or was not asked for.</summary>
    public GraphReport? Graph { get; init; }

    /// <summary>Running averages and test mode; null for a layer without.</summary>
    public TestModeReport? TestMode { get; init; }

    /// <summary>What does not change the verdict.</summary>
    public IReadOnlyList<ProgramWarning> Warnings { get; init; } = [];

    /// <summary>Arguments, or values of the cache, that were changed in place: <c>dout</c>, <c>cache</c>.</summary>
    public IReadOnlyList<string> SideEffects { get; init; } = [];

    /// <summary>The cases it was run on, in words.</summary>
    public IReadOnlyList<string> Cases { get; init; } = [];

    /// <summary>The further cases that a match was confirmed on; null for another verdict, or where there were none.</summary>
    public Confirmed? Confirmed { get; init; }

    /// <summary>What the program printed on the first case.</summary>
    public string Printed { get; init; } = string.Empty;
}
