namespace GradCheck.Programs.Reports;

/// <summary>The computational graph of the forward pass.</summary>
/// <param name="Nodes">The operations, inputs first.</param>
/// <param name="Edges">From an operation to one that uses what it made.</param>
/// <param name="Truncated">Whether operations were left out.</param>
public sealed record GraphReport(IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphEdge> Edges, bool Truncated);

/// <summary>An operation on arrays.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Operation">What it is, such as <c>numpy.sum</c>; for an input, its name.</param>
/// <param name="Name">The name that a line gave the result; null where none did.</param>
/// <param name="Line">The line; null for an input.</param>
/// <param name="Shape">The shape of the result.</param>
/// <param name="Count">How often the same piece of the line was executed; shape and values are those of the last time.</param>
/// <param name="Value">The result in row-major order; null where it is too large to list.</param>
/// <param name="Gradient">The gradient of the loss with respect to it; null as well where it depends on no input.</param>
public sealed record GraphNode(int Id, string Operation, string? Name, int? Line, IReadOnlyList<int> Shape, int Count, IReadOnlyList<double>? Value, IReadOnlyList<double>? Gradient)
{
    /// <summary>The code cell of a notebook that the line is counted in, from 0; null outside of notebooks.</summary>
    public int? Cell { get; init; }
}

/// <summary>An edge of the graph.</summary>
/// <param name="From">The operation whose result is used.</param>
/// <param name="To">The operation that uses it.</param>
public sealed record GraphEdge(int From, int To);
