using GradCheck.Tensors;

namespace GradCheck.Programs.Reports;

/// <summary>A line on the numbers of an example.</summary>
/// <param name="Line">The line, from 1; in a snippet, from the snippet's first line.</param>
/// <param name="Source">Its text, without its indent.</param>
/// <param name="Reads">The values that go into it, by the names that it reads.</param>
/// <param name="Name">The name that gets its value, or <c>return</c>; null for a line that raises an error.</param>
/// <param name="Value">What it makes of them; null for a line that raises an error.</param>
/// <param name="Right">What is right; null where that is not known.</param>
/// <param name="Executions">How often it was executed: the values are those of the last time.</param>
public sealed record ExampleLine(int Line, string Source, IReadOnlyDictionary<string, Tensor> Reads, string? Name, Tensor? Value, Tensor? Right, int Executions)
{
    /// <summary>The code cell of a notebook that the line is counted in, from 0; null outside of notebooks.</summary>
    public int? Cell { get; init; }
}
