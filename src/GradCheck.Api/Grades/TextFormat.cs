using System.Text;
using GradCheck.Arithmetic;
using GradCheck.Grading;

namespace GradCheck.Api.Grades;

/// <summary>Plain text for a terminal or a log.</summary>
internal sealed class TextFormat : IGradeFormat
{
    /// <inheritdoc/>
    public string Name => "text";

    /// <inheritdoc/>
    public string MediaType => "text/plain";

    /// <inheritdoc/>
    public string Write(GradeReport report) => Of(report);

    /// <summary>A report in lines, each ended; those of a student's error are indented.</summary>
    /// <param name="report">The report.</param>
    internal static string Of(GradeReport report)
    {
        var text = new StringBuilder().Append(report.Title).Append('\n').Append(report.Summary).Append('\n');
        if (report.Failure is { } failure)
        {
            Append(text, failure);
        }

        foreach (var item in report.Items)
        {
            text.Append('\n').Append(item.Passed ? "[ok] " : "[no] ").Append(item.Name).Append(" (")
                .Append(NumberText.Of((double)item.Points)).Append(" of ").Append(NumberText.Of((double)item.MaxPoints)).Append(")\n");
            if (item.Place is { } place)
            {
                Append(text, FormattableString.Invariant($"{place.File ?? "your code"}, line {place.Line}{(place.Function is { } function ? $", in {function}" : string.Empty)}"));
            }

            Append(text, item.Reason);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string lines)
    {
        foreach (var line in lines.Split('\n'))
        {
            text.Append("     ").Append(line).Append('\n');
        }
    }
}
