namespace GradCheck.Programs.Sources;

/// <summary>Whether the next line of a text begins a statement, or is inside of brackets or of a text of several lines.</summary>
internal sealed class TextState
{
    private int brackets;
    private string? quote;
    private bool isJoined;

    /// <summary>Whether a statement may begin with the next line.</summary>
    public bool IsAtStart => brackets == 0 && quote is null && !isJoined;

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line, without its end.</param>
    public void Read(string line)
    {
        var at = 0;
        while (at < line.Length)
        {
            at += quote is null ? Outside(line, at) : Inside(line, at);
        }

        // A text of one quote ends with its line at the latest.
        isJoined = line.EndsWith('\\');
        quote = quote is { Length: 1 } && !isJoined ? null : quote;
    }

    private int Outside(string line, int at)
    {
        switch (line[at])
        {
            case '#':
                return line.Length - at;
            case '(' or '[' or '{':
                brackets++;
                return 1;
            case ')' or ']' or '}':
                brackets = Math.Max(0, brackets - 1);
                return 1;
            case '"' or '\'':
                var mark = line[at];
                quote = at + 2 < line.Length && line[at + 1] == mark && line[at + 2] == mark ? new(mark, 3) : mark.ToString();
                return quote.Length;
            default:
                return 1;
        }
    }

    private int Inside(string line, int at)
    {
        if (line[at] == '\\')
        {
            return 2;
        }

        if (!line.AsSpan(at).StartsWith(quote))
        {
            return 1;
        }

        var length = quote!.Length;
        quote = null;
        return length;
    }
}
