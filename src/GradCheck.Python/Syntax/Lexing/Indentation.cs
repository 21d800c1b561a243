using GradCheck.Python.Source;

namespace GradCheck.Python.Syntax.Lexing;

/// <summary>Turns the space before lines into tokens. Wrong indentation is noted and the line read all the same.</summary>
internal sealed class Indentation(string text, List<Token> tokens)
{
    private const int TabSize = 8;
    private readonly List<(int Column, int Narrow)> levels = [(0, 0)];
    private readonly List<ProgramError> faults = [];

    /// <summary>What is wrong, in order.</summary>
    public IReadOnlyList<ProgramError> Faults => faults;

    /// <summary>Passes over empty lines and the space before the next one, and adds what its indentation means.</summary>
    /// <param name="at">The line end before, or the start of the text.</param>
    /// <returns>The offset of the line's first character; the length of the text if there is none.</returns>
    public int Enter(int at)
    {
        var start = at;
        var (column, narrow) = (0, 0);
        for (; at < text.Length; at++)
        {
            switch (text[at])
            {
                case ' ':
                    column++;
                    narrow++;
                    break;
                case '\t':
                    column = ((column / TabSize) + 1) * TabSize;
                    narrow++;
                    break;
                case '\f':
                    (column, narrow) = (0, 0);
                    break;
                case '\n':
                    start = at + 1;
                    (column, narrow) = (0, 0);
                    break;
                case '\\' when column == 0 && at + 1 < text.Length && text[at + 1] == '\n':
                    // As CPython has it: a line joined in its first column is indented as its continuation is.
                    at++;
                    start = at + 1;
                    break;
                case '#':
                    at = text.IndexOf('\n', at) is >= 0 and var end ? end - 1 : text.Length - 1;
                    break;
                default:
                    Place(column, narrow, new(start, at));
                    return at;
            }
        }

        return text.Length;
    }

    /// <summary>Closes every block at the end of the text.</summary>
    public void Leave(int at)
    {
        for (; levels.Count > 1; levels.RemoveAt(levels.Count - 1))
        {
            tokens.Add(new(TokenKind.Dedent, at, at));
        }
    }

    private void Place(int column, int narrow, Span space)
    {
        var (top, narrowTop) = levels[^1];
        if (column > top)
        {
            Note(narrow <= narrowTop, space);
            if (levels.Count > SyntaxLimits.Indents)
            {
                AddFault(SyntaxErrors.Indentation("too many levels of indentation", space));
                return;
            }

            levels.Add((column, narrow));
            tokens.Add(new(TokenKind.Indent, space.Start, space.End));
            return;
        }

        // A line between two levels is read as part of the inner block: most often it is one space off.
        while (levels.Count > 1 && column < levels[^1].Column && column <= levels[^2].Column)
        {
            levels.RemoveAt(levels.Count - 1);
            tokens.Add(new(TokenKind.Dedent, space.End, space.End));
        }

        if (column != levels[^1].Column)
        {
            AddFault(SyntaxErrors.Indentation("unindent does not match any outer indentation level", space));
        }
        else
        {
            Note(narrow != levels[^1].Narrow, space);
        }
    }

    private void Note(bool isMixed, Span space)
    {
        if (isMixed)
        {
            AddFault(SyntaxErrors.MixedTabs(space));
        }
    }

    private void AddFault(ProgramError fault)
    {
        if (faults.Count < SyntaxLimits.Errors)
        {
            faults.Add(fault);
        }
    }
}
