using System.Text;
using System.Text.Json;
using GradCheck.Arithmetic;
using GradCheck.Grading;

namespace GradCheck.Api.Grades;

/// <summary>Markdown, for a comment or the summary of a workflow: a heading and a table.</summary>
/// <remarks>Whatever a student wrote is escaped, so that it is shown and never read as markup, HTML or the name of somebody to call.</remarks>
internal sealed class MarkdownFormat : IGradeFormat
{
    private const string Punctuation = "\\`*_[]|~$#+-!(){}";

    /// <inheritdoc/>
    public string Name => "markdown";

    /// <inheritdoc/>
    public string MediaType => "text/markdown";

    /// <inheritdoc/>
    public string Write(GradeReport report)
    {
        var text = new StringBuilder().Append("# ").Append(Escaped(report.Title)).Append("\n\n**").Append(Escaped(report.Summary)).Append("**\n");
        if (report.Failure is { } failure)
        {
            return text.Append('\n').Append(Escaped(failure)).Append('\n').ToString();
        }

        text.Append("\n| | points | verdict | reason |\n| --- | ---: | --- | --- |\n");
        foreach (var item in report.Items)
        {
            text.Append("| ").Append(Escaped(item.Name)).Append(" | ")
                .Append(NumberText.Of((double)item.Points)).Append(" / ").Append(NumberText.Of((double)item.MaxPoints)).Append(" | ")
                .Append(JsonNamingPolicy.SnakeCaseLower.ConvertName(item.Verdict.ToString())).Append(" | ")
                .Append(Escaped(item.Place is { } place ? FormattableString.Invariant($"{place.File ?? "line"}:{place.Line}. {item.Reason}") : item.Reason)).Append(" |\n");
        }

        return text.ToString();
    }

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '\n' => escaped.Append("<br>"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                '@' => escaped.Append("&#64;"),
                _ when Punctuation.Contains(letter, StringComparison.Ordinal) => escaped.Append('\\').Append(letter),
                _ => escaped.Append(letter),
            };
        }

        return escaped.ToString();
    }
}
