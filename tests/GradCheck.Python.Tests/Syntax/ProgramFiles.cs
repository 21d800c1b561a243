using GradCheck.Python.Source;
using GradCheck.Python.Syntax;

namespace GradCheck.Python.Tests.Syntax;

/// <summary>The programs beside the tests, right and wrong.</summary>
internal static class ProgramFiles
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Cases");

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.py", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public static SourceText Read(string name) => new(File.ReadAllText(Path.Combine(Folder, name)));

    /// <summary>Every statement of a program, those in blocks included.</summary>
    public static IEnumerable<Statement> Statements(IEnumerable<Statement> body) => body.SelectMany(statement => Statements(statement switch
    {
        IfStatement branch => branch.Then.Concat(branch.Otherwise),
        ForStatement loop => loop.Body.Concat(loop.Otherwise),
        WhileStatement loop => loop.Body.Concat(loop.Otherwise),
        WithStatement with => with.Body,
        FunctionStatement function => function.Body,
        TryStatement attempt => attempt.Body.Concat(attempt.Handlers.SelectMany(handler => handler.Body)).Concat(attempt.Otherwise).Concat(attempt.Finally),
        _ => [],
    }).Prepend(statement));

    /// <summary>Every expression inside of an expression, itself included.</summary>
    public static IEnumerable<Expression> Expressions(Expression root) => Walk.Children(root).SelectMany(Expressions).Prepend(root);
}
