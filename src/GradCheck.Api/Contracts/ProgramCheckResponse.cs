using System.Text.Json.Serialization;
using GradCheck.Comparison;
using GradCheck.Programs.Reports;

namespace GradCheck.Api.Contracts;

/// <summary>A program, judged line by line.</summary>
public sealed record ProgramCheckResponse
{
    /// <summary>`mismatch` if the forward pass is not the layer's or a gradient is not that of the forward pass, `inconclusive` where the code is outside the subset or over a budget, where it is not clear how it is called, or where a gradient could not be checked, else `match`.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The layer.</summary>
    public required string Layer { get; init; }

    /// <summary>The first line that departs from the truth, given that those before it were right; null where none does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required WrongLine? FirstWrongLine { get; init; }

    /// <summary>The smallest batch of small whole numbers found on which the first wrong line shows in the first two digits: to be worked out by hand. Left out where none was found or asked for.</summary>
    public ProgramExample? Example { get; init; }

    /// <summary>Further lines that are wrong for themselves.</summary>
    public required IReadOnlyList<WrongLine> FurtherWrongLines { get; init; }

    /// <summary>The forward pass against the layer.</summary>
    public required ForwardReport Forward { get; init; }

    /// <summary>The backward function; left out where there is none.</summary>
    public string? BackwardFunction { get; init; }

    /// <summary>Each returned gradient, against the truth for the program's own forward pass and against the layer.</summary>
    public required IReadOnlyList<GradientReport> Backward { get; init; }

    /// <summary>The gradients that were asked for and could not be checked, such as `dgamma`: a `match` has none.</summary>
    public required IReadOnlyList<string> Unchecked { get; init; }

    /// <summary>Every executed assignment, what it was held against, and what came of it; left out where it was not asked for.</summary>
    public IReadOnlyList<LineReport>? Lines { get; init; }

    /// <summary>The computational graph of the forward pass; left out where it did not run or was not asked for.</summary>
    public GraphReport? Graph { get; init; }

    /// <summary>Running averages and test mode, which the verdict is not about; left out for a layer without.</summary>
    public TestModeReport? TestMode { get; init; }

    /// <summary>What does not change the verdict.</summary>
    public required IReadOnlyList<ProgramWarning> Warnings { get; init; }

    /// <summary>Arguments, or the cache, that were changed in place.</summary>
    public required IReadOnlyList<string> SideEffects { get; init; }

    /// <summary>The cases it was run on, in words.</summary>
    public required IReadOnlyList<string> Cases { get; init; }

    /// <summary>What the program printed on the first case.</summary>
    public required string Printed { get; init; }

    /// <summary>The document of a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="include">Which long parts to include.</param>
    public static ProgramCheckResponse From(ProgramReport report, IReadOnlyList<ProgramPart> include)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(include);
        return new()
        {
            Verdict = report.Verdict,
            Layer = report.Layer,
            FirstWrongLine = report.FirstWrongLine,
            Example = report.Example,
            FurtherWrongLines = report.FurtherWrongLines,
            Forward = report.Forward,
            BackwardFunction = report.BackwardFunction,
            Backward = report.Backward,
            Unchecked = report.Unchecked,
            Lines = include.Contains(ProgramPart.Lines) ? report.Lines : null,
            Graph = include.Contains(ProgramPart.Graph) ? report.Graph : null,
            TestMode = report.TestMode,
            Warnings = report.Warnings,
            SideEffects = report.SideEffects,
            Cases = report.Cases,
            Printed = report.Printed,
        };
    }
}
