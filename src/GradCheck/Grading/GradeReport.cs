using System.Collections.Immutable;
using System.Globalization;

namespace GradCheck.Grading;

/// <summary>A grade: points and reasons, whatever was graded and whoever reads it.</summary>
/// <remarks>Points are decimal, so that 0.1 + 0.1 + 0.1 is 0.3 and full marks are exactly <see cref="MaxScore"/>.</remarks>
public record GradeReport
{
    /// <summary>What was graded, in one line.</summary>
    public required string Title { get; init; }

    /// <summary>The items, in the order of the cases and of the rubric; empty where grading failed.</summary>
    public required ImmutableArray<GradeItem> Items { get; init; }

    /// <summary>Why nothing could be graded, in plain sentences; null where it was.</summary>
    public string? Failure { get; private init; }

    /// <summary>What the items earned together.</summary>
    public decimal Score => Items.Sum(item => item.Points);

    /// <summary>What the items are worth together.</summary>
    public decimal MaxScore => Items.Sum(item => item.MaxPoints);

    /// <summary>The score as a share of the most, from 0 to 1: exactly 1 for full marks and for nothing else.</summary>
    public double Share
    {
        get
        {
            var (score, most) = (Score, MaxScore);
            return most == 0 ? 0 : score == most ? 1 : Math.Clamp((double)(score / most), 0, Math.BitDecrement(1.0));
        }
    }

    /// <summary>The grade in one sentence.</summary>
    public string Summary => Failure is not null
        ? "Nothing was graded."
        : string.Create(CultureInfo.InvariantCulture, $"{(double)Score} of {(double)MaxScore} points: {Items.Count(item => item.Passed)} of {Items.Length} right.");

    /// <summary>The report of a grading that could not be done, through no fault of the submission.</summary>
    /// <param name="title">What was to be graded.</param>
    /// <param name="failure">Why it could not be.</param>
    public static GradeReport Failed(string title, string failure) =>
        new() { Title = PlainText.Line(title), Items = [], Failure = PlainText.Of(failure) };
}
