using GradCheck.Python.Source;

namespace GradCheck.Python.Arrays;

/// <summary>
/// What was computed from what, element by element: each float that depends on an input is a node with an edge to every
/// float it was made from, and the edge holds the partial derivative.
/// </summary>
/// <remarks>
/// One element a node, and not one array: moving elements (views, transposes, padding, fancy indexing, writing in place)
/// then needs no rule, broadcasting needs no inverse, and the gradient of any value that ever existed is a lookup.
/// Nodes are numbered from 1 in the order of the computation; 0 is every constant. Operations, for the graph that a
/// person reads, are numbered from 1 as well.
/// </remarks>
internal sealed class GradientTape
{
    private readonly List<TapeOperation> operations = [];
    private int[] firstEdges = new int[1024];
    private int[] parents = new int[2048];
    private double[] partials = new double[2048];
    private int nodes;
    private int edges;

    private GradientTape(bool isOn) => IsOn = isOn;

    /// <summary>A tape that records nothing.</summary>
    public static GradientTape Off { get; } = new(false);

    /// <summary>Whether it records.</summary>
    public bool IsOn { get; private set; }

    public int NodeCount => nodes;

    public IReadOnlyList<TapeOperation> Operations => operations;

    public static GradientTape Start() => new(true);

    /// <summary>Records nothing from here on; what was recorded stays.</summary>
    public void Stop() => IsOn = false;

    /// <summary>Adds an input: an array of new nodes without parents.</summary>
    /// <param name="name">Its name, for the graph.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="values">Its elements in row-major order; copied.</param>
    public NdArray Input(string name, int[] shape, ReadOnlySpan<double> values)
    {
        if (!IsOn)
        {
            return NdArray.Of(shape, values.ToArray());
        }

        var operation = Open(name, default, []);
        var made = new int[values.Length];
        for (var k = 0; k < made.Length; k++)
        {
            made[k] = Node();
        }

        var array = NdArray.Of(shape, values.ToArray(), made, operation: operation);
        Close(operation, array);
        return array;
    }

    /// <summary>Begins an operation: the nodes made until <see cref="Close"/> are its own.</summary>
    /// <param name="name">What it is: <c>add</c>, <c>sum</c>, <c>transpose</c>.</param>
    /// <param name="span">Where it stands in the program.</param>
    /// <param name="inputs">The operations that its inputs come from (<see cref="NdArray.Source"/>), 0 for constants.</param>
    /// <returns>Its number.</returns>
    public int Open(string name, Span span, ReadOnlySpan<int> inputs)
    {
        if (!IsOn)
        {
            return 0;
        }

        operations.Add(new(operations.Count + 1, name, span, inputs.ToArray(), nodes + 1));
        return operations.Count;
    }

    /// <summary>Ends an operation and keeps what it made, for the graph.</summary>
    public void Close(int operation, NdArray result)
    {
        if (operation != 0)
        {
            operations[operation - 1] = operations[operation - 1] with { Shape = result.Shape, Values = result.ToDoubles(), Nodes = result.ToNodes() };
        }
    }

    /// <summary>A node without parents; 0 if the tape is off.</summary>
    public int Node()
    {
        if (!IsOn)
        {
            return 0;
        }

        if (++nodes >= firstEdges.Length - 1)
        {
            Array.Resize(ref firstEdges, firstEdges.Length * 2);
        }

        firstEdges[nodes] = edges;
        firstEdges[nodes + 1] = edges;
        return nodes;
    }

    /// <summary>A node of one parent; 0 if the parent is a constant.</summary>
    public int Node(int parent, double partial)
    {
        if (parent == 0 || !IsOn)
        {
            return 0;
        }

        var node = Node();
        Edge(parent, partial);
        return node;
    }

    /// <summary>A node of two parents; 0 if both are constants.</summary>
    public int Node(int left, double leftPartial, int right, double rightPartial)
    {
        if ((left | right) == 0 || !IsOn)
        {
            return 0;
        }

        var node = Node();
        Edge(left, leftPartial);
        Edge(right, rightPartial);
        return node;
    }

    /// <summary>Adds a parent to the node that was made last; a constant adds nothing.</summary>
    public void Edge(int parent, double partial)
    {
        if (parent == 0)
        {
            return;
        }

        if (edges == parents.Length)
        {
            Array.Resize(ref parents, edges * 2);
            Array.Resize(ref partials, edges * 2);
        }

        parents[edges] = parent;
        partials[edges] = partial;
        edges++;
        firstEdges[nodes + 1] = edges;
    }

    /// <summary>The parents of a node.</summary>
    public ReadOnlySpan<int> ParentsOf(int node) => parents.AsSpan(firstEdges[node]..firstEdges[node + 1]);

    /// <summary>The partial derivative of a node by each of its parents.</summary>
    public ReadOnlySpan<double> PartialsOf(int node) => partials.AsSpan(firstEdges[node]..firstEdges[node + 1]);

    /// <summary>Reverse mode: the derivative of <c>sum(seed * out)</c> by every node.</summary>
    /// <param name="output">The nodes of <c>out</c>; 0 for a constant.</param>
    /// <param name="seed">The weight of each.</param>
    /// <returns>One derivative a node; that at 0 belongs to the constants and means nothing.</returns>
    public double[] Adjoints(ReadOnlySpan<int> output, ReadOnlySpan<double> seed)
    {
        var adjoints = new double[nodes + 1];
        for (var k = 0; k < output.Length; k++)
        {
            adjoints[output[k]] += seed[k];
        }

        for (var node = nodes; node > 0; node--)
        {
            var adjoint = adjoints[node];
            if (adjoint == 0)
            {
                continue;
            }

            for (var edge = firstEdges[node]; edge < firstEdges[node + 1]; edge++)
            {
                adjoints[parents[edge]] += adjoint * partials[edge];
            }
        }

        return adjoints;
    }
}
