using GradCheck.Python.Source;

namespace GradCheck.Python.Syntax.Lexing;

/// <summary>What a text must be to be read at all.</summary>
internal static class TextRules
{
    /// <exception cref="ProgramException">The text is too long, or holds a null or half of a character.</exception>
    public static void Check(SourceText source)
    {
        var text = source.Text;
        if (text.Length > SyntaxLimits.Characters)
        {
            throw new ProgramException(SyntaxErrors.TooLong(text.Length, new(0, 0)));
        }

        for (var k = 0; k < text.Length; k++)
        {
            if (text[k] == '\0')
            {
                throw Errors.Syntax("source code string cannot contain null bytes", new(k, k + 1));
            }

            if (!char.IsSurrogate(text[k]))
            {
                continue;
            }

            if (k + 1 == text.Length || !char.IsSurrogatePair(text[k], text[k + 1]))
            {
                throw Errors.Syntax("source code string cannot contain half of a surrogate pair", new(k, k + 1));
            }

            k++;
        }
    }
}
