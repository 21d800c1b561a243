namespace GradCheck.Python.Arrays;

/// <summary>The elements of an array as doubles, in row-major order of a shape it broadcasts to; not copied where they lie so already.</summary>
internal readonly struct Floats
{
    private readonly double[] values;
    private readonly int[]? nodes;
    private readonly int start;
    private readonly int step;

    private Floats(double[] values, int[]? nodes, int start, int step, int count, int source)
    {
        this.values = values;
        this.start = start;
        this.step = step;
        Source = source;
        this.nodes = nodes is not null && nodes.AsSpan(start, step == 0 ? Math.Min(count, 1) : count).ContainsAnyExcept(0) ? nodes : null;
    }

    /// <summary>The operation the array comes from.</summary>
    public int Source { get; }

    public bool IsTracked => nodes is not null;

    public double this[int k] => values[start + (k * step)];

    /// <summary>The elements as one run of memory.</summary>
    /// <param name="count">How many.</param>
    public ReadOnlySpan<double> Span(int count)
    {
        if (step == 1 || count <= 1)
        {
            return values.AsSpan(start, count);
        }

        var all = new double[count];
        Array.Fill(all, values[start]);
        return all;
    }

    /// <summary>Whether one element stands for all.</summary>
    public bool IsSingle => step == 0;

    public static Floats Of(NdArray array) => Of(array, array.Shape);

    public static Floats Of(NdArray array, int[] shape)
    {
        var same = Shapes.Same(array.Shape, shape);
        var count = (int)Shapes.Count(shape);
        if (array.DType == DType.Float64)
        {
            var storage = array.Storage;
            if (array.Size == 1)
            {
                return new(storage.Floats, storage.Nodes, array.Offset, 0, count, array.Source);
            }

            if (same && array.IsContiguous)
            {
                return new(storage.Floats, storage.Nodes, count == 0 ? 0 : array.Offset, 1, count, array.Source);
            }

            var places = (same ? array : Views.Broadcast(array, shape)).Places();
            var copied = new double[places.Length];
            for (var k = 0; k < copied.Length; k++)
            {
                copied[k] = storage.Floats[places[k]];
            }

            int[]? moved = null;
            if (storage.Nodes is { } old)
            {
                moved = places;
                for (var k = 0; k < moved.Length; k++)
                {
                    moved[k] = old[places[k]];
                }
            }

            return new(copied, moved, 0, 1, count, array.Source);
        }

        if (array.Size == 1)
        {
            return new([array.Storage.Integers[array.Offset]], null, 0, 0, count, 0);
        }

        return new((same ? array : Views.Broadcast(array, shape)).ToDoubles(), null, 0, 1, count, 0);
    }

    /// <summary>The node of an element; 0 for a constant.</summary>
    public int Node(int k) => nodes is null ? 0 : nodes[start + (k * step)];

    /// <summary>All nodes, copied; null where none is tracked.</summary>
    public int[]? ToNodes(int count)
    {
        if (nodes is null)
        {
            return null;
        }

        var all = new int[count];
        for (var k = 0; k < count; k++)
        {
            all[k] = Node(k);
        }

        return all;
    }
}

/// <summary>The elements of an int or bool array in row-major order of a shape it broadcasts to.</summary>
internal readonly struct Integers
{
    private readonly long[] values;
    private readonly int start;
    private readonly int step;

    private Integers(long[] values, int start, int step)
    {
        this.values = values;
        this.start = start;
        this.step = step;
    }

    public long this[int k] => values[start + (k * step)];

    public static Integers Of(NdArray array) => Of(array, array.Shape);

    public static Integers Of(NdArray array, int[] shape)
    {
        if (array.Size == 1)
        {
            return new(array.Storage.Integers, array.Offset, 0);
        }

        var same = Shapes.Same(array.Shape, shape);
        if (same && array.IsContiguous)
        {
            return new(array.Storage.Integers, array.Size == 0 ? 0 : array.Offset, 1);
        }

        var places = (same ? array : Views.Broadcast(array, shape)).Places();
        return new(Array.ConvertAll(places, place => array.Storage.Integers[place]), 0, 1);
    }

    /// <summary>A copy.</summary>
    public long[] ToArray(int count)
    {
        var all = new long[count];
        for (var k = 0; k < count; k++)
        {
            all[k] = this[k];
        }

        return all;
    }
}
