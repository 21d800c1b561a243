using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Faults;
using GradCheck.Grading;
using GradCheck.Programs.Reports;
using GradCheck.Python.Source;

namespace GradCheck.Programs.Grading;

/// <summary>Reads off the check of a program how each of its parts came out.</summary>
internal sealed class PartJudge
{
    private static readonly string[] RefusedByPython = [ErrorCodes.SyntaxError, ErrorCodes.PythonTwo];

    private readonly ProgramReport report;
    private readonly BlameShares shares;
    private readonly ImmutableArray<WrongLine> wrong;

    public PartJudge(ProgramRequest program, ProgramReport report)
    {
        this.report = report;
        wrong = [.. report.FirstWrongLine is { } first ? [first] : Array.Empty<WrongLine>(), .. report.FurtherWrongLines];
        shares = new(program, report);
    }

    /// <summary>How a part came out.</summary>
    /// <param name="part">One of <see cref="ProgramParts.Of"/>.</param>
    public JudgedPart Of(string part)
    {
        var judged = part switch
        {
            ProgramParts.Forward => Forward(),
            ProgramParts.TestMode => TestMode(),
            _ => Gradient(part),
        };

        // Without a cause, none can be forgiven or earn a share: a reader is to know that this is not the student's doing.
        if (HasFailedSearch && judged.Verdict == GradeVerdict.Mismatch)
        {
            judged = judged with { Words = $"{judged.Words} {SearchFaults.Words}" };
        }

        // A file that Python refuses to read gives nothing at all, though the rest of it could be checked.
        return wrong is [{ Finding.Code: var code } refused, ..] && RefusedByPython.Contains(code) && report.Verdict == Verdict.Mismatch
            ? Stopped(part, refused) with { Lines = [refused, .. judged.Lines.Where(line => line != refused)], Findings = judged.Findings }
            : judged;
    }

    private JudgedPart Forward()
    {
        const string Part = ProgramParts.Forward;
        var forward = report.Forward;
        return forward.Verdict == Verdict.Match ? new(Part, GradeVerdict.Match, "The forward pass is right.") { Detail = Sentence("It", forward.Note) }
            : forward.Function is null ? Unread(Part)
            : forward.Shape is null && wrong is [var first, ..] ? Stopped(Part, first, forward.Note)
            : new(Part, GradeVerdict.Mismatch, "The forward pass is wrong.") { Detail = Sentence("It", forward.Note), Lines = IsStopped ? [] : shares.OfForward(wrong) };
    }

    private JudgedPart Gradient(string part)
    {
        if (report.Backward.FirstOrDefault(gradient => gradient.Name == part) is not { } gradient)
        {
            return report.Forward.Function is null ? Unread(part) : new(part, GradeVerdict.Missing, $"There is no backward function, so there is no {part}.");
        }

        var against = gradient.LayerVerdict ?? gradient.Verdict;
        if (against == Verdict.Match)
        {
            return new(part, GradeVerdict.Match, $"{part} is right.")
            {
                Detail = gradient.Verdict == Verdict.Match ? Sentence("It", gradient.Note) : "It is the layer's, though not that of the forward pass as it is written.",
            };
        }

        if (gradient.Shape is null && StopOf(gradient) is { } stop)
        {
            return Stopped(part, stop, gradient.Verdict == Verdict.Inconclusive ? report.Forward.Note : gradient.Note);
        }

        return new(part, GradeVerdict.Mismatch, $"{part} is wrong.")
        {
            Detail = gradient.Verdict == Verdict.Match ? "It is the gradient of the forward pass as it is written, which is not the layer's." : Sentence("It", gradient.Note),
            Lines = IsStopped ? [] : gradient.Verdict == Verdict.Match ? shares.OfForward(wrong) : shares.OfGradient(part, wrong),
        };
    }

    private JudgedPart TestMode()
    {
        const string Part = ProgramParts.TestMode;
        return report.TestMode switch
        {
            null when HasFailedSearch && report.Forward.Shape is not null => new(Part, GradeVerdict.Unproven, $"Running averages and test mode could not be checked. {SearchFaults.Words}"),
            null => Unread(Part),
            { Verdict: Verdict.Match } => new(Part, GradeVerdict.Match, "Running averages and test mode are right."),
            { Verdict: null } when report.Forward.Shape is null && wrong is [var first, ..] => Stopped(Part, first, report.Forward.Note),
            { Verdict: null } => new(Part, GradeVerdict.Missing, "There are no running averages and no test mode in the code."),
            { Findings: [{ Code: ErrorCodes.Unsupported or ErrorCodes.BudgetExceeded } stop, ..] } =>
                new(Part, GradeVerdict.Unproven, $"Running averages and test mode could not be checked: {stop.Title}. {stop.Explanation}"),
            var mode => new(Part, GradeVerdict.Mismatch, "Running averages or test mode are wrong.") { Findings = [.. mode.Findings] },
        };
    }

    // The run was ended by what is no fault of the code: what it lacks is not proven, and not wrong.
    private bool IsStopped => report.Verdict == Verdict.Inconclusive;

    private bool HasFailedSearch => report.Warnings.Any(warning => warning.Code == SearchFaults.Code);

    private JudgedPart Unread(string part) =>
        wrong is not [var first, ..] ? new(part, GradeVerdict.Missing, $"There is no {part}.")
        : first.Finding.Code == "function_missing" ? new(part, GradeVerdict.Missing, first.Message) { Lines = [first] }
        : Stopped(part, first);

    // A gradient that is not there for another reason, such as None in its place, is wrong.
    private WrongLine? StopOf(GradientReport gradient) =>
        IsStopped || gradient.Verdict == Verdict.Inconclusive
            ? wrong.FirstOrDefault()
            : wrong.FirstOrDefault(line => gradient.Note is { } note && line.Message.StartsWith(note.TrimEnd('.'), StringComparison.Ordinal));

    // Of an error its own words, which tell no edit of the line.
    private JudgedPart Stopped(string part, WrongLine line, string? error = null) => new(
        part,
        IsStopped ? GradeVerdict.Unproven : GradeVerdict.Error,
        $"{(IsStopped ? $"{part} could not be checked" : $"The code stopped before {part}")} ({PartReasons.PlaceOf(line)}): {(IsStopped ? line.Message : error ?? line.Message)}")
    {
        Lines = [line],
    };

    private static string? Sentence(string subject, string? note) => note is null ? null : note.StartsWith("has ", StringComparison.Ordinal) ? $"{subject} {note}." : $"{char.ToUpperInvariant(note[0])}{note[1..].TrimEnd('.')}.";
}
