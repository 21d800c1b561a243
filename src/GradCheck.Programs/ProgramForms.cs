using GradCheck.Programs.Reading;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Sources;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax.Parsing;

namespace GradCheck.Programs;

/// <summary>The ways in which code is called.</summary>
public static class ProgramForms
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Ids { get; } = ["functions", "class", "script"];

    /// <summary>The form of a name of <see cref="Ids"/>.</summary>
    /// <param name="id">The name.</param>
    public static ProgramForm Of(string id) => Enum.Parse<ProgramForm>(id, ignoreCase: true);

    /// <summary>The form that code has; null where its text cannot be read.</summary>
    /// <param name="code">The file; null where there is none.</param>
    /// <param name="notebook">The cells of a notebook; null where there is none.</param>
    public static ProgramForm? Find(string? code, IReadOnlyList<string>? notebook)
    {
        if (code is null && notebook is null)
        {
            return ProgramForm.Functions;
        }

        try
        {
            return FormFinder.Of(Parser.Parse(SourceMap.Of(new() { Layer = "custom", Code = code, Notebook = notebook }).Source));
        }
        catch (ProgramException)
        {
            return ProgramForm.Functions;
        }
    }
}
