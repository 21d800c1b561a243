namespace GradCheck.Python.Source;

/// <summary>The text of a program, with its lines.</summary>
public sealed class SourceText
{
    private readonly int[] starts;

    /// <summary>Takes the text as it came; <c>\r\n</c> and <c>\r</c> end a line as <c>\n</c> does.</summary>
    /// <param name="text">The text.</param>
    public SourceText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        // Not ReplaceLineEndings: to Python a form feed or U+2028 ends no line.
        Text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        var found = new List<int> { 0 };
        for (var k = 0; k < Text.Length; k++)
        {
            if (Text[k] == '\n')
            {
                found.Add(k + 1);
            }
        }

        starts = [.. found];
    }

    /// <summary>The text, its lines ended by <c>\n</c>.</summary>
    public string Text { get; }

    /// <summary>How many lines there are.</summary>
    public int LineCount => starts.Length;

    /// <summary>The line that holds an offset, from 1.</summary>
    /// <param name="offset">The offset.</param>
    public int LineOf(int offset)
    {
        var at = Array.BinarySearch(starts, offset);
        return at >= 0 ? at + 1 : ~at;
    }

    /// <summary>How a line is named where its number alone does not say which it is; null where it does.</summary>
    internal Func<int, string>? Places { get; init; }

    /// <summary>The line of an offset in words that follow "line": <c>3</c>, or in a notebook <c>3 of cell 5</c>.</summary>
    /// <param name="offset">The offset.</param>
    internal string PlaceOf(int offset) => Places?.Invoke(offset) ?? LineOf(offset).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The column of an offset in its line, from 1.</summary>
    /// <param name="offset">The offset.</param>
    public int ColumnOf(int offset) => offset - starts[LineOf(offset) - 1] + 1;

    /// <summary>The text of a line without its end.</summary>
    /// <param name="line">The line, from 1.</param>
    public string Line(int line)
    {
        var end = line < starts.Length ? starts[line] - 1 : Text.Length;
        return Text[starts[line - 1]..end];
    }

    /// <summary>The text of a span.</summary>
    /// <param name="span">The span.</param>
    public string TextOf(Span span) => Text[span.Start..span.End];
}
