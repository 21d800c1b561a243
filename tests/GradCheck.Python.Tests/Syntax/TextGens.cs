using CsCheck;

namespace GradCheck.Python.Tests.Syntax;

/// <summary>Texts that are programs, nearly so, and not at all.</summary>
internal static class TextGens
{
    private static readonly string[] Words =
    [
        "(", ")", "[", "]", "{", "}", ",", ":", "=", "==", "+", "-", "*", "**", "/", "//", "%", "@", "<", "<>", "!=", "->", ":=", "+=", "...", ".", ";", "~", "|",
        "if", "elif", "else", "for", "in", "while", "def", "class", "return", "lambda", "not", "and", "or", "is", "try", "except", "finally", "with", "as", "yield",
        "await", "async", "import", "from", "global", "nonlocal", "del", "pass", "break", "continue", "raise", "assert", "match", "case", "print", "None", "True",
        "x", "f", "np", "σ", "×", "é", "\u00a0", "\u2028", "😀", "\ud83d", "\0", "1", "1.5", "1e-5", "0777", "10L", "0x", "1_", "2j",
        "'a'", "\"", "'", "'''", "\"\"\"", "f'{x}'", "f'{", "r'\\'", "b'a'", "\\", "\\\n", "#", "`", "$", "?", "!", " ", "\t", "\f", "\r", "\n", "\n    ", "\n  ", "\n\t", "\n        ",
    ];

    private static readonly string[] Programs = [.. ProgramFiles.Names.Select(name => ProgramFiles.Read(name).Text)];

    /// <summary>Words in any order.</summary>
    public static Gen<string> Soups { get; } = Gen.Select(Gen.OneOf(Words).Array[0, 60], Gen.Bool, (words, isSpaced) => string.Join(isSpaced ? " " : string.Empty, words));

    /// <summary>Any characters.</summary>
    public static Gen<string> Noise { get; } = Gen.Char.Array[0, 200].Select(letters => new string(letters));

    /// <summary>The programs beside the tests with a few changes.</summary>
    public static Gen<string> Mutants { get; } = Gen.Select(
        Gen.OneOf(Programs), Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1], Gen.Int[0, 3], Gen.OneOf(Words)).Array[1, 3],
        (text, edits) => edits.Aggregate(text, (so, edit) => Edit(so, edit.Item1, edit.Item2, edit.Item3, edit.Item4)));

    private static string Edit(string text, double first, double second, int kind, string word)
    {
        var (a, b) = ((int)(first * text.Length), (int)(second * text.Length));
        var length = Math.Min(1 + (b % 8), text.Length - a);
        return kind switch
        {
            0 => text.Remove(a, length),
            1 => text.Insert(a, word),
            2 => text.Remove(a, length).Insert(a, word),
            _ => text.Insert(b, text.Substring(a, length)),
        };
    }
}
