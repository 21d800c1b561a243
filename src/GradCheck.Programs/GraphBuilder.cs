using GradCheck.Programs.Judging;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Runs;
using GradCheck.Programs.Sources;
using GradCheck.Python.Arrays;

namespace GradCheck.Programs;

/// <summary>Draws the computational graph of a forward pass from its tape.</summary>
internal static class GraphBuilder
{
    /// <summary>So many operations are drawn.</summary>
    private const int MostNodes = 300;

    /// <summary>Values of more elements than this are left out.</summary>
    private const int MostElements = 256;

    /// <summary>Draws the graph; an operation that one piece of a line did again and again is one node. Null where nothing was done.</summary>
    public static GraphReport? Of(ForwardRun run, GradientTruth? truth, SourceView view)
    {
        var operations = run.Session.Tape.Operations;
        if (operations.Count == 0)
        {
            return null;
        }

        var groups = operations.GroupBy(operation => (operation.Span, operation.Name)).ToList();
        var ids = new Dictionary<int, int>();
        for (var k = 0; k < groups.Count; k++)
        {
            foreach (var operation in groups[k])
            {
                ids[operation.Number] = k + 1;
            }
        }

        var nodes = groups.Take(MostNodes).Select((group, k) => NodeOf(k + 1, group.Last(), group.Count(), run, truth, view)).ToList();
        var edges = operations
            .SelectMany(operation => operation.Inputs.Where(input => input != 0).Select(input => new GraphEdge(ids[input], ids[operation.Number])))
            .Where(edge => edge.From != edge.To && edge.From <= MostNodes && edge.To <= MostNodes)
            .Distinct();
        return new(nodes, [.. edges], groups.Count > MostNodes);
    }

    private static GraphNode NodeOf(int id, TapeOperation operation, int count, ForwardRun run, GradientTruth? truth, SourceView view)
    {
        var isInput = operation.Span == default;
        var small = operation.Values.Length <= MostElements;
        var gradient = small && operation.Nodes is not null ? truth?.Of(new(operation.Shape, operation.Values, operation.Nodes)) : null;
        var name = isInput ? operation.Name : run.Events.FirstOrDefault(made => made.Statement is not null && !made.IsReturn
            && made.Statement.Span.Start <= operation.Span.Start && operation.Span.End <= made.Statement.Span.End
            && made.Value?.Nodes is { } made1 && operation.Nodes is { } nodes && made1.AsSpan().SequenceEqual(nodes))?.Name;
        var line = isInput ? (int?)null : view.LineOf(operation.Span.Start);
        return new(id, operation.Name, name, line, operation.Shape, count, small ? operation.Values : null, gradient?.Values)
        {
            Cell = isInput ? null : view.CellOf(operation.Span.Start),
        };
    }
}
