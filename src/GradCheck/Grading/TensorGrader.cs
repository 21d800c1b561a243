using System.Collections.Immutable;
using GradCheck.Arithmetic;
using GradCheck.Cases;
using GradCheck.Comparison;
using GradCheck.Diagnosis;
using GradCheck.Diagnosis.Reports;
using GradCheck.Normalization;

namespace GradCheck.Grading;

/// <summary>Grades the tensors that a student's code made of several cases.</summary>
/// <remarks>The cost is that of a check of each case: see <see cref="Checker"/>.</remarks>
public static class TensorGrader
{
    /// <summary>Grades submissions against a rubric.</summary>
    /// <param name="title">What is graded.</param>
    /// <param name="rubric">The rubric; each of its parts is a tensor that the cases have.</param>
    /// <param name="cases">The cases, at least one, with weights that are not all 0.</param>
    /// <param name="reveal">How much the reasons tell.</param>
    /// <param name="options">How a tensor is judged; null for the defaults.</param>
    /// <param name="cancellation">Ends the search for causes.</param>
    /// <exception cref="ArgumentException">There are no cases, none has a weight, or a part of the rubric is no tensor.</exception>
    /// <exception cref="OperationCanceledException">The search for causes was ended.</exception>
    public static GradeReport Grade(string title, Rubric rubric, IReadOnlyList<GradedCase> cases, Reveal reveal, CheckOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(rubric);
        ArgumentNullException.ThrowIfNull(cases);
        decimal[] weights = [.. cases.Select((graded, k) => rubric.WeightOf(k, graded.Profile))];
        if (weights.Sum() <= 0)
        {
            throw new ArgumentException("no case has a weight", nameof(cases));
        }

        // What a case does not prove is the teacher's to know, and is not part of a grade.
        options = (options ?? new()) with { ReviewsInput = false };
        var shares = rubric.Lines.ToDictionary(line => line.Part, line => PointShares.Split(line.Points, weights));
        var items = ImmutableArray.CreateBuilder<GradeItem>();
        for (var k = 0; k < cases.Count; k++)
        {
            var name = cases.Count == 1 ? string.Empty : FormattableString.Invariant($", case {k + 1} ({CaseProfiles.NameOf(cases[k].Profile)})");
            var graded = GradeCase(rubric, cases[k], reveal, options, cancellation);
            items.AddRange(rubric.Lines.Select(line => graded[line.Part](shares[line.Part][k]) with { Name = line.Part + name, Case = k }));
        }

        return new() { Title = PlainText.Line(title), Items = items.ToImmutable() };
    }

    // How each part came out, and what it earns of what it is worth.
    private static Dictionary<string, Func<decimal, GradeItem>> GradeCase(Rubric rubric, GradedCase graded, Reveal reveal, CheckOptions? options, CancellationToken cancellation)
    {
        var report = graded.Submitted.IsEmpty ? null : Checker.Check(Pass.Of(graded.Input), graded.Submitted, options, cancellation);
        var ledger = new Ledger();
        var items = new Dictionary<string, Func<decimal, GradeItem>>();

        // A mistake is paid for where it first shows along the staged computation, whatever the order of the rubric.
        foreach (var line in rubric.Lines.OrderBy(line => TensorOf(line.Part)))
        {
            var tensor = TensorOf(line.Part);
            var judged = report?.Tensors.FirstOrDefault(judged => judged.Tensor == tensor);
            items[line.Part] = judged is null ? Absent(line.Part, tensor, graded) : Judged(line, judged, report!.FirstDeparture, rubric, ledger, reveal);
        }

        return items;
    }

    private static Func<decimal, GradeItem> Judged(RubricLine line, TensorReport report, TensorId? firstDeparture, Rubric rubric, Ledger ledger, Reveal reveal)
    {
        var explanations = Explanation.Of(report.Findings);
        var reason = TensorReasons.Of(report, explanations, firstDeparture, reveal).ToList();
        var share = 1m;
        if (report.Verdict == Verdict.Mismatch)
        {
            share = explanations.Max(explanation => rubric.ShareLeftBy(explanation.Causes));
            if (rubric.PenaltyOnce && ledger.PaidAt(report.Comparison, explanations) is { } paidAt)
            {
                share = 1;
                reason.Add($"The mistake is counted once, at {paidAt}.");
            }
            else
            {
                if (share > 0)
                {
                    reason.Add($"It earns {NumberText.Of((double)share)} of its points.");
                }

                if (line.Points > 0)
                {
                    ledger.Pay(line.Part, explanations);
                }
            }
        }

        return points => new()
        {
            Name = line.Part,
            Part = line.Part,
            Points = PointShares.Part(points, share),
            MaxPoints = points,
            Verdict = report.Verdict switch { Verdict.Match => GradeVerdict.Match, Verdict.Inconclusive => GradeVerdict.Inconclusive, _ => GradeVerdict.Mismatch },
            Reason = string.Join(" ", reason),
            Causes = reveal.Shows(ReportField.FindingCause) ? [.. explanations.SelectMany(explanation => explanation.Causes).Distinct()] : [],
        };
    }

    private static Func<decimal, GradeItem> Absent(string part, TensorId tensor, GradedCase graded)
    {
        var (verdict, reason) =
            graded.Unreadable.TryGetValue(tensor, out var fault) ? (GradeVerdict.Unreadable, $"{part} cannot be read. {fault}.")
            : graded.Error is { } error ? (GradeVerdict.Error, $"The code stopped before {part}: {error}")
            : (GradeVerdict.Missing, $"{part} was not submitted.");
        return points => new() { Name = part, Part = part, Points = 0, MaxPoints = points, Verdict = verdict, Reason = PlainText.Of(reason) };
    }

    private static TensorId TensorOf(string part) => TensorNames.Find(part) ?? throw new ArgumentException($"{part} is no tensor", nameof(part));
}
