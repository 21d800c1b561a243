using GradCheck.Programs.Numbers;
using GradCheck.Python.Arrays;

namespace GradCheck.Programs.Judging;

/// <summary>The gradient of the loss with respect to whatever the forward pass made.</summary>
internal sealed class GradientTruth
{
    private readonly GradientTape tape;
    private readonly double[] adjoints;
    private readonly Lazy<(int[] First, int[] Node, double[] Partial)> consumers;

    /// <summary>Runs reverse mode from the outputs.</summary>
    /// <param name="tape">The recorded forward pass.</param>
    /// <param name="outputs">What the forward function returned.</param>
    /// <param name="douts">The gradient that comes in for each, one a value.</param>
    public GradientTruth(GradientTape tape, IEnumerable<Snapshot> outputs, IEnumerable<Snapshot> douts)
    {
        this.tape = tape;
        var seeds = outputs.Zip(douts).Where(pair => pair.First.Nodes is not null).ToList();
        adjoints = tape.Adjoints([.. seeds.SelectMany(pair => pair.First.Nodes!)], [.. seeds.SelectMany(pair => pair.Second.Values)]);
        consumers = new(FindConsumers);
    }

    /// <summary>The gradient with respect to a value; null where the value depends on no input.</summary>
    public Snapshot? Of(Snapshot value) =>
        value.Nodes is null ? null : new(value.Shape, Array.ConvertAll(value.Nodes, node => node == 0 ? 0 : adjoints[node]));

    /// <summary>The size of the largest gradient that comes back to an element before all of them are added: what a sum that cancels is to be measured by.</summary>
    /// <param name="value">The value.</param>
    public double ScaleOf(Snapshot value)
    {
        var (first, node, partial) = consumers.Value;
        var largest = 0.0;
        foreach (var made in value.Nodes ?? [])
        {
            var at = made;
            while (at != 0 && first[at + 1] - first[at] == 1 && partial[first[at]] == 1)
            {
                at = node[first[at]];
            }

            var sum = 0.0;
            for (var edge = at == 0 ? 0 : first[at]; at != 0 && edge < first[at + 1]; edge++)
            {
                sum += Math.Abs(adjoints[node[edge]] * partial[edge]);
            }

            largest = Math.Max(largest, sum);
        }

        return largest;
    }

    /// <summary>The derivative of one value of the forward pass by another, entry by entry where each entry comes from its own.</summary>
    /// <param name="of">The value.</param>
    /// <param name="others">Those that it may come from.</param>
    public IEnumerable<Snapshot> DerivativesOf(Snapshot of, IEnumerable<Snapshot> others)
    {
        var ones = new double[of.Nodes!.Length];
        Array.Fill(ones, 1);
        var local = tape.Adjoints(of.Nodes, ones);
        return others.Select(value => value with { Values = Array.ConvertAll(value.Nodes!, node => node == 0 ? 0 : local[node]) });
    }

    /// <summary>The gradient that each operation which uses a value sends back to it: together they are <see cref="Of"/>.</summary>
    /// <returns>The operation's number and its contribution, in the order of the forward pass.</returns>
    public IReadOnlyList<(int Operation, Snapshot Part)> PartsOf(Snapshot value)
    {
        if (value.Nodes is null)
        {
            return [];
        }

        var parts = new SortedDictionary<int, double[]>();
        var (first, node, partial) = consumers.Value;
        for (var k = 0; k < value.Nodes.Length; k++)
        {
            var made = value.Nodes[k];
            for (var edge = made == 0 ? 0 : first[made]; made != 0 && edge < first[made + 1]; edge++)
            {
                var operation = OperationOf(node[edge]);
                if (!parts.TryGetValue(operation, out var part))
                {
                    parts[operation] = part = new double[value.Nodes.Length];
                }

                part[k] += adjoints[node[edge]] * partial[edge];
            }
        }

        return [.. parts.Select(part => (part.Key, new Snapshot(value.Shape, part.Value)))];
    }

    /// <summary>The operation that made a node.</summary>
    private int OperationOf(int node)
    {
        var (low, high) = (0, tape.Operations.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = tape.Operations[middle].FirstNode <= node ? (middle, high) : (low, middle - 1);
        }

        return tape.Operations.Count == 0 ? 0 : tape.Operations[low].Number;
    }

    private (int[] First, int[] Node, double[] Partial) FindConsumers()
    {
        var count = tape.NodeCount;
        var first = new int[count + 2];
        for (var node = 1; node <= count; node++)
        {
            foreach (var parent in tape.ParentsOf(node))
            {
                first[parent + 1]++;
            }
        }

        for (var node = 1; node < first.Length; node++)
        {
            first[node] += first[node - 1];
        }

        var next = first.ToArray();
        var (nodes, partials) = (new int[first[^1]], new double[first[^1]]);
        for (var node = 1; node <= count; node++)
        {
            var parents = tape.ParentsOf(node);
            var weights = tape.PartialsOf(node);
            for (var k = 0; k < parents.Length; k++)
            {
                var at = next[parents[k]]++;
                (nodes[at], partials[at]) = (node, weights[k]);
            }
        }

        return (first, nodes, partials);
    }
}
