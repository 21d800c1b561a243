using System.Globalization;
using System.Text;
using GradCheck.Arithmetic;
using GradCheck.Grading;

namespace GradCheck.Api.Grades;

/// <summary>The Test Anything Protocol, version 13: a plan, a line a test, and points and reason in a block below it.</summary>
/// <remarks>The block is YAML. A number sign would begin a directive, so it is escaped. Source: testanything.org, "TAP version 13 specification".</remarks>
internal sealed class TapFormat : IGradeFormat
{
    /// <inheritdoc/>
    public string Name => "tap";

    /// <inheritdoc/>
    public string MediaType => "text/plain";

    /// <inheritdoc/>
    public string Write(GradeReport report)
    {
        var tap = new StringBuilder("TAP version 13\n");
        if (report.Failure is { } failure)
        {
            // Without the last line a reader that counts alone would miss that the run ended early.
            return tap.Append(CultureInfo.InvariantCulture, $"1..1\nnot ok 1 - grading failed\n  ---\n  message: {Quoted(failure)}\n  ...\nBail out! {PlainText.Line(failure)}\n").ToString();
        }

        tap.Append(CultureInfo.InvariantCulture, $"1..{report.Items.Length}\n");
        for (var k = 0; k < report.Items.Length; k++)
        {
            var item = report.Items[k];
            tap.Append(CultureInfo.InvariantCulture, $"{(item.Passed ? "ok" : "not ok")} {k + 1} - {Escaped(item.Name)}\n")
                .Append(CultureInfo.InvariantCulture, $"  ---\n  message: {Quoted(item.Reason)}\n  severity: {(item.Passed ? "comment" : "fail")}\n  points: {NumberText.Of((double)item.Points)}\n  max_points: {NumberText.Of((double)item.MaxPoints)}\n  ...\n");
        }

        return tap.ToString();
    }

    // Not as JSON: YAML has no pair of escapes for one character.
    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";

    private static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("#", "\\#", StringComparison.Ordinal);
}
