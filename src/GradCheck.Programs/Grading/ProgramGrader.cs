using GradCheck.Arithmetic;
using GradCheck.Diagnosis.Reports;
using GradCheck.Grading;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Budgets;

namespace GradCheck.Programs.Grading;

/// <summary>Grades a student's code against a rubric, without running Python.</summary>
/// <remarks>
/// Each part is held against the layer: the gradient of a forward pass that is wrong is not the layer's, however well it was
/// derived. Points are for what was proven; code outside the subset or over a budget earns none for the rest. The cost is
/// that of <see cref="ProgramChecker"/>.
/// </remarks>
public static class ProgramGrader
{
    /// <summary>Grades a program.</summary>
    /// <param name="title">What is graded.</param>
    /// <param name="rubric">The rubric; each of its parts is one of <see cref="ProgramParts.Of"/>. Weights of cases are not used: a part is right where it is right on every case.</param>
    /// <param name="program">The program. Code of nothing but blanks is nothing submitted.</param>
    /// <param name="reveal">How much the reasons tell.</param>
    /// <param name="limits">What it may cost; null for the defaults.</param>
    /// <param name="cancellation">Ends the check.</param>
    /// <exception cref="ArgumentException">The layer is not known, or a part of the rubric is none of its.</exception>
    /// <exception cref="OperationCanceledException">The check was ended.</exception>
    public static ProgramGradeReport Grade(string title, Rubric rubric, ProgramRequest program, Reveal reveal, BudgetLimits? limits = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(rubric);
        ArgumentNullException.ThrowIfNull(program);
        if (program is { Layer: ProgramLayers.Custom, Differentiate.Count: 0 })
        {
            // A script names no inputs: what the rubric asks for is what has to be there.
            program = program with { Differentiate = [.. rubric.Lines.Select(line => line.Part).Where(part => part.Length > 1 && part[0] == 'd').Select(part => part[1..])] };
        }

        var parts = ProgramParts.Of(program.Layer, program.Differentiate);
        if (rubric.Lines.FirstOrDefault(line => !parts.Contains(line.Part)) is { } stray)
        {
            throw new ArgumentException($"{stray.Part} is no part of {program.Layer}", nameof(rubric));
        }

        var report = IsEmpty(program) ? null : ProgramChecker.Check(program with { Parts = reveal == Reveal.Fix ? ReportParts.Example : ReportParts.None }, limits, cancellation);
        var judge = report is null ? null : new PartJudge(program, report);
        var paid = new Dictionary<WrongLine, string>();

        // A mistake is paid for where it first shows, whatever the order of the rubric.
        var items = rubric.Lines.OrderBy(line => parts.IndexOf(line.Part)).ToDictionary(line => line.Part, line => Graded(line, judge?.Of(line.Part), rubric, paid, reveal));
        return new() { Title = PlainText.Line(title), Items = [.. rubric.Lines.Select(line => items[line.Part])], Example = report?.Example };
    }

    private static bool IsEmpty(ProgramRequest program) =>
        program.Notebook is null && string.IsNullOrWhiteSpace(program.Code) && string.IsNullOrWhiteSpace(program.ForwardSnippet) && string.IsNullOrWhiteSpace(program.BackwardSnippet);

    private static GradeItem Graded(RubricLine line, JudgedPart? judged, Rubric rubric, Dictionary<WrongLine, string> paid, Reveal reveal)
    {
        judged ??= new(line.Part, GradeVerdict.Missing, "No code was submitted.");
        var reason = PartReasons.Of(judged, reveal).ToList();
        var share = judged.Verdict == GradeVerdict.Match ? 1 : rubric.ShareLeftBy(judged.Causes);
        if (judged.Verdict != GradeVerdict.Match)
        {
            // Only a line that a small edit mends is known to be all that is wrong there.
            if (rubric.PenaltyOnce && judged.Lines.Length > 0 && judged.Lines.All(wrong => wrong.Finding.Fix is not null && paid.ContainsKey(wrong)))
            {
                share = 1;
                reason.Add($"The mistake is counted once, at {paid[judged.Lines[0]]}.");
            }
            else
            {
                if (share > 0)
                {
                    reason.Add($"It earns {NumberText.Of((double)share)} of its points.");
                }

                foreach (var wrong in line.Points > 0 ? judged.Lines : [])
                {
                    paid.TryAdd(wrong, line.Part);
                }
            }
        }

        return new()
        {
            Name = PlainText.Line(line.Part),
            Part = PlainText.Line(line.Part),
            Points = PointShares.Part(line.Points, share),
            MaxPoints = line.Points,
            Verdict = judged.Verdict,
            Reason = PlainText.Of(string.Join(" ", reason)),
            Causes = reveal.Shows(ReportField.FindingCause) ? [.. judged.Causes.Distinct()] : [],
            Place = PartReasons.Shows(judged, reveal) && judged.Lines is [{ Line: { } at } first, ..] ? new(null, first.Function, at) : null,
        };
    }
}
