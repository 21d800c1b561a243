using GradCheck.Python.Source;

namespace GradCheck.Python.Arrays;

/// <summary>An operation on arrays, as a node of the graph that a person reads.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Name">What it is.</param>
/// <param name="Span">Where it stands in the program.</param>
/// <param name="Inputs">The numbers of the operations its inputs come from; 0 for constants.</param>
/// <param name="FirstNode">The first node of the tape that it made, if it made any.</param>
internal sealed record TapeOperation(int Number, string Name, Span Span, int[] Inputs, int FirstNode)
{
    /// <summary>The shape of what it made.</summary>
    public int[] Shape { get; init; } = [];

    /// <summary>The elements of what it made, in row-major order, as they were then.</summary>
    public double[] Values { get; init; } = [];

    /// <summary>The nodes of those elements; null where none depends on an input.</summary>
    public int[]? Nodes { get; init; }
}
