using System.Globalization;
using System.Text.Json;

namespace GradCheck.Api.Fields;

/// <summary>Finds the code cells of a notebook (nbformat 3 and 4).</summary>
internal static class NotebookReader
{
    private const int MostProblems = 20;

    /// <summary>The code cells, or what is wrong with the notebook, each at its place.</summary>
    /// <param name="notebook">The object that the file holds.</param>
    public static Field<Notebook> Read(JsonElement notebook)
    {
        var (place, cells) = CellsOf(notebook);
        if (cells.ValueKind != JsonValueKind.Array)
        {
            return Wrong(place, cells.ValueKind == JsonValueKind.Undefined ? "is missing: a notebook has a list of cells" : $"is {KindOf(cells)}, but a list of cells belongs here");
        }

        var sources = new List<string>();
        var problems = new List<FieldProblem>();
        foreach (var (k, cell) in cells.EnumerateArray().Index())
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"{place}[{k}]");
            if (problems.Count < MostProblems && Code(cell, at, problems) is { } source)
            {
                sources.Add(source);
            }
        }

        return problems.Count > 0 ? new() { Problems = problems }
            : sources.Count == 0 ? Wrong(place, "has no cell with code")
            : new() { Value = new(sources) };
    }

    // Before nbformat 4 the cells stood in worksheets, and the text of one was its input.
    private static (string Place, JsonElement Cells) CellsOf(JsonElement notebook) =>
        notebook.TryGetProperty("cells", out var cells) ? (".cells", cells)
        : notebook.TryGetProperty("worksheets", out var sheets) && sheets.ValueKind == JsonValueKind.Array && sheets.GetArrayLength() > 0
            && sheets[0].ValueKind == JsonValueKind.Object && sheets[0].TryGetProperty("cells", out cells) ? (".worksheets[0].cells", cells)
        : (".cells", default);

    private static string? Code(JsonElement cell, string at, List<FieldProblem> problems)
    {
        if (cell.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new(at, $"is {KindOf(cell)}, but a cell belongs here: {{\"cell_type\": \"code\", \"source\": \"...\"}}"));
            return null;
        }

        if (!cell.TryGetProperty("cell_type", out var type) || type.ValueKind != JsonValueKind.String)
        {
            problems.Add(new($"{at}.cell_type", type.ValueKind == JsonValueKind.Undefined ? "is missing: code or markdown" : $"is {KindOf(type)}, but code or markdown belongs here"));
            return null;
        }

        if (type.GetString() != "code")
        {
            return null;
        }

        if (cell.TryGetProperty("source", out var source))
        {
            return Text(source, $"{at}.source", problems);
        }

        if (cell.TryGetProperty("input", out source))
        {
            return Text(source, $"{at}.input", problems);
        }

        problems.Add(new($"{at}.source", "is missing: the text of the cell, or a list of its lines"));
        return null;
    }

    private static string? Text(JsonElement source, string at, List<FieldProblem> problems)
    {
        if (source.ValueKind == JsonValueKind.String)
        {
            return StringOf(source, at, problems);
        }

        if (source.ValueKind != JsonValueKind.Array)
        {
            problems.Add(new(at, $"is {KindOf(source)}, but the text of the cell belongs here, or a list of its lines"));
            return null;
        }

        var lines = new List<string>();
        foreach (var (k, line) in source.EnumerateArray().Index())
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{at}[{k}]");
            if (line.ValueKind != JsonValueKind.String)
            {
                problems.Add(new(place, $"is {KindOf(line)}, but a line of text belongs here"));
                return null;
            }

            if (StringOf(line, place, problems) is not { } text)
            {
                return null;
            }

            lines.Add(text);
        }

        return string.Concat(lines);
    }

    private static string? StringOf(JsonElement element, string at, List<FieldProblem> problems)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            problems.Add(new(at, "holds text that is not Unicode"));
            return null;
        }
    }

    private static Field<Notebook> Wrong(string place, string message) => new() { Problems = [new(place, message)] };

    private static string KindOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => "a number",
        JsonValueKind.String => "text",
        JsonValueKind.Array => "an array",
        _ => "an object",
    };
}
