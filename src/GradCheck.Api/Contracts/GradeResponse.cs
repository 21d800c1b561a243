using GradCheck.Grading;
using GradCheck.Programs.Grading;
using GradCheck.Programs.Reports;

namespace GradCheck.Api.Contracts;

/// <summary>A grade: points and reasons.</summary>
public sealed record GradeResponse
{
    /// <summary>What was graded.</summary>
    public required string Title { get; init; }

    /// <summary>The points that were earned; exactly `max_score` for full marks.</summary>
    public required double Score { get; init; }

    /// <summary>The points that there were to earn.</summary>
    public required double MaxScore { get; init; }

    /// <summary>The grade in one sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>What was graded one by one: each tensor of the rubric, of each case.</summary>
    public required IReadOnlyList<GradeItemDocument> Items { get; init; }

    /// <summary>Of code, where `reveal` is `fix`: the smallest batch on which the first wrong line shows; left out where none was found.</summary>
    public ProgramExample? Example { get; init; }

    /// <summary>Writes a report down.</summary>
    /// <param name="report">The report.</param>
    public static GradeResponse From(GradeReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new()
        {
            Title = report.Title,
            Score = (double)report.Score,
            MaxScore = (double)report.MaxScore,
            Summary = report.Summary,
            Items = [.. report.Items.Select(GradeItemDocument.From)],
            Example = (report as ProgramGradeReport)?.Example,
        };
    }
}

/// <summary>One thing that was graded.</summary>
public sealed record GradeItemDocument
{
    /// <summary>What to call it: `dx, case 2 (offset)`.</summary>
    public required string Name { get; init; }

    /// <summary>The line of the rubric that it counts for: `dx`.</summary>
    public required string Part { get; init; }

    /// <summary>The place of its case in `cases`, from 0; left out where there are no cases.</summary>
    public int? Case { get; init; }

    /// <summary>What it earned.</summary>
    public required double Points { get; init; }

    /// <summary>What it is worth.</summary>
    public required double MaxPoints { get; init; }

    /// <summary>
    /// `match`; `inconclusive` where it agrees and nearly everything would; `mismatch`, also where partial credit or `penalty_once`
    /// leaves it points; `unreadable` where it is no tensor; `missing` where it was not submitted; `error` where the code ended before it;
    /// `unproven` where code is outside of what can be checked, or over a budget.
    /// </summary>
    public required GradeVerdict Verdict { get; init; }

    /// <summary>Why, in words, as far as `reveal` allows.</summary>
    public required string Reason { get; init; }

    /// <summary>The codes of the mistakes found; empty where there are none or `reveal` holds them back.</summary>
    public required IReadOnlyList<string> Causes { get; init; }

    /// <summary>Where in the code it went wrong; left out where that is not known.</summary>
    public CodePlace? Place { get; init; }

    /// <summary>Writes an item down.</summary>
    /// <param name="item">The item.</param>
    public static GradeItemDocument From(GradeItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return new()
        {
            Name = item.Name,
            Part = item.Part,
            Case = item.Case,
            Points = (double)item.Points,
            MaxPoints = (double)item.MaxPoints,
            Verdict = item.Verdict,
            Reason = item.Reason,
            Causes = item.Causes,
            Place = item.Place,
        };
    }
}
