namespace GradCheck.Python.Syntax;

/// <summary>The language on a page, as the docs show it.</summary>
internal static class Grammar
{
    private const string Resource = "grammar.txt";

    /// <summary>The page.</summary>
    public static string Text { get; } = Read();

    private static string Read()
    {
        using var stream = typeof(Grammar).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
