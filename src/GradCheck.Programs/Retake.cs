using GradCheck.Comparison;
using GradCheck.Faults;
using GradCheck.Layers;
using GradCheck.Programs.Blame;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Source;

namespace GradCheck.Programs;

/// <summary>A check that is made again under another reading of the request, which its author may have meant.</summary>
/// <param name="Name">The name of the search for it, for the log.</param>
/// <param name="MayHelp">Whether it is tried, from the request and the report so far.</param>
/// <param name="Other">The other reading.</param>
/// <param name="IsMeant">Whether it is the one that was meant, from the report so far and the other.</param>
/// <param name="Warning">What is said then; null for nothing.</param>
internal sealed record Retake(
    string Name,
    Func<ProgramRequest, ProgramReport, bool> MayHelp,
    Func<ProgramRequest, ProgramRequest> Other,
    Func<ProgramReport, ProgramReport, bool> IsMeant,
    ProgramWarning? Warning = null)
{
    private const string OnAKink =
        "on exactly these inputs the gradients differ, on inputs moved by a ten-thousandth of their size they agree, and those are reported: "
        + "the inputs lie on a kink, such as relu at 0 or two values that share a maximum, where the gradient is a matter of choice";

    private const string HasThreeAxes = "the function takes an x of three axes, and none of two: it is checked on such";

    private const string AreFlat = "gamma and beta are taken as (C,); the course passes (1, C, 1, 1)";

    private const string IsSmoothed =
        "the forward pass adds a small number inside of its logarithm, so that it never meets log(0); the gradients are right for the loss without it, which is what is meant";

    /// <summary>All of them, in the order in which they are tried.</summary>
    private static readonly Retake[] All =
    [
        // A file of classes with a helper that goes by the name of a layer: a loss alone, as the class beside it calls.
        new(
            "class",
            (request, report) => report.Verdict != Verdict.Match && request is { Form: null, ClassName: null, ForwardName: null, BackwardName: null }
                && request.Code?.Contains("class ", StringComparison.Ordinal) == true,
            request => request with { Form = ProgramForm.Class },
            (_, other) => other.Verdict == Verdict.Match),
        // Whole numbers may be labels or masks, and they may be floats without a fraction: what runs to the end is meant.
        new(
            "whole numbers",
            (request, report) => report.Verdict != Verdict.Match && HasWholeNumbers(request),
            request => request with { WholeNumbersAreFloats = true },
            (report, other) => other.Verdict == Verdict.Match || (report.Unchecked.Count > 0 && other.Unchecked.Count == 0)),
        new(
            "kinks",
            (request, report) => report is { Verdict: Verdict.Mismatch, Forward.Verdict: not Verdict.Mismatch }
                && request.Inputs.Count > 0 && LayerCatalog.Find(request.Layer) is null,
            Kinks.MovedOff,
            (_, other) => other.Verdict == Verdict.Match,
            new("kink", OnAKink)),

        // gamma and beta of shape (C,) in the place of (1, C, 1, 1): as right as the other.
        new(
            "flat parameters",
            (request, report) => report.Verdict != Verdict.Match && LayerCatalog.Find(request.Layer) is { ParametersMayKeepAxes: true },
            request => request with { FlatParameters = true },
            (report, other) => other.Verdict == Verdict.Match || (other.Forward.Verdict == Verdict.Match && report.Forward.Verdict != Verdict.Match),
            new("flat_parameters", AreFlat)),

        // Who unpacks x.shape into three takes a batch of sequences, or of columns with a further axis, where the layer is defined for those.
        new(
            "three axes",
            (request, report) => request is { Batch: null, Axes: null } && StopsAtAShape(report)
                && LayerCatalog.Find(request.Layer) is { Rank: 2 } layer && layer.On(3, request.Conventions) is not null,
            request => request with { Axes = 3 },
            (report, other) => !StopsAtAShape(other),
            new("three_axes", HasThreeAxes)),

        // Who sums over the first two of three axes means a batch of sequences; over two axes that would be all.
        new(
            "sums over two axes",
            (request, report) => request is { Batch: null, Axes: null } && report is { Verdict: Verdict.Mismatch, FirstWrongLine.Finding.Code: "sums_over_wrong_axis" }
                && LayerCatalog.Find(request.Layer) is { Rank: 2 } layer && layer.On(3, request.Conventions) is not null,
            request => request with { Axes = 3 },
            (_, other) => other.Verdict == Verdict.Match,
            new("three_axes", HasThreeAxes)),

        // log(y + 1e-7) with (y - t) / N: as every book has it.
        new(
            "smoothed logarithm",
            (request, report) => report.Verdict == Verdict.Mismatch && IsLogged(request),
            request => request with { WithoutSmoothing = true },
            (report, other) => other.Verdict == Verdict.Match || (Reason(report) is "unknown" or "eps_added_twice" && Reason(other) is not "unknown" and not "eps_added_twice"),
            new("smoothed_log", IsSmoothed)),
    ];

    /// <summary>Checks a request, under another reading where that is the one that was meant.</summary>
    /// <param name="request">The request.</param>
    /// <param name="check">Checks one reading.</param>
    public static ProgramReport Check(ProgramRequest request, Func<ProgramRequest, ProgramReport> check)
    {
        var report = check(request);
        foreach (var retake in All.Where(retake => retake.MayHelp(request, report)))
        {
            var other = retake.Other(request);
            var again = SearchFaults.Try(retake.Name, () => check(other), () => report);
            if (retake.IsMeant(report, again))
            {
                (request, report) = (other, retake.Warning is { } warning ? again with { Warnings = [.. again.Warnings, warning] } : again);
            }
        }

        return report;
    }

    /// <summary>Whether the forward pass ends where a shape is taken apart: a cache of another count is a mistake of the way back.</summary>
    private static bool StopsAtAShape(ProgramReport report) => report.Forward.Verdict != Verdict.Match
        && report.FirstWrongLine?.Finding.Code is ErrorCodes.WrongUnpacking or OtherAxes.Code;

    private static string? Reason(ProgramReport report) => report.FirstWrongLine?.Finding.Code;

    private static bool IsLogged(ProgramRequest request) => (request.Notebook ?? [request.Code ?? string.Empty, request.ForwardSnippet ?? string.Empty])
        .Any(text => text.Contains("log(", StringComparison.Ordinal));

    private static bool HasWholeNumbers(ProgramRequest request) => request.Layer == ProgramLayers.Custom
        && request.Inputs.Any(input => input.Value.Shape.Rank > 0 && !request.Differentiate.Contains(input.Key)
            && input.Value.Values.ToArray().All(double.IsInteger));
}
