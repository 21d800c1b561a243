namespace GradCheck.Python.Arrays;

/// <summary>The groups of elements that a reduction makes one of: an element of the result each.</summary>
internal sealed class Reduction
{
    private Reduction(NdArray array, bool[] reduced, int[] shape)
    {
        Array = array;
        Reduced = reduced;
        Shape = shape;
        var order = Enumerable.Range(0, array.Rank).OrderBy(axis => reduced[axis]).ToArray();
        Moved = Views.Transpose(array, order);
        Groups = (int)Shapes.Count(shape);
        Length = 1;
        for (var axis = 0; axis < array.Rank; axis++)
        {
            Length *= reduced[axis] ? array.Shape[axis] : 1;
        }
    }

    public NdArray Array { get; }

    /// <summary>Which axes are reduced.</summary>
    public bool[] Reduced { get; }

    /// <summary>The shape of the result.</summary>
    public int[] Shape { get; }

    /// <summary>How many elements the result has.</summary>
    public int Groups { get; }

    /// <summary>How many elements each of them is made of.</summary>
    public int Length { get; }

    /// <summary>The array with the reduced axes last, so that group <c>g</c> has the elements from <c>g * Length</c> on.</summary>
    public NdArray Moved { get; }

    /// <summary>Groups an array, and charges the work.</summary>
    /// <param name="context">The call.</param>
    /// <param name="array">The array.</param>
    /// <param name="reduced">Which axes are reduced.</param>
    /// <param name="keep">Whether they stay in the result, with length 1.</param>
    public static Reduction Of(ArrayContext context, NdArray array, bool[] reduced, bool keep)
    {
        var shape = Shapes.Reduced(array.Shape, reduced, keep);
        Shapes.Charge(context, shape);
        context.Budget.Array(array.Size, context.Span);
        return new(array, reduced, shape);
    }

    /// <summary>Makes a result whose elements depend on all of their group, by the partial derivative of each.</summary>
    /// <param name="context">The call.</param>
    /// <param name="name">What the graph calls it.</param>
    /// <param name="made">The elements of the result.</param>
    /// <param name="floats">The elements of <see cref="Moved"/>.</param>
    /// <param name="partial">The partial derivative of element <c>g</c> by element <c>k</c> of <see cref="Moved"/>.</param>
    public NdArray Result(ArrayContext context, string name, double[] made, Floats floats, Func<int, int, double> partial)
    {
        var recording = Recording.Start(context, name, floats.IsTracked, made.Length, Array.Size, floats.Source);
        if (!recording.IsOn)
        {
            return recording.Result(Shape, made, null);
        }

        var nodes = new int[made.Length];
        for (int g = 0, k = 0; g < nodes.Length; g++)
        {
            for (var end = k + Length; k < end; k++)
            {
                if (floats.Node(k) is var node and not 0)
                {
                    nodes[g] = nodes[g] == 0 ? recording.Tape.Node() : nodes[g];
                    recording.Tape.Edge(node, partial(g, k));
                }
            }
        }

        return recording.Result(Shape, made, nodes);
    }

    /// <summary>Values in the order of the moved array, in an array with the axes of the original and memory in its order.</summary>
    public NdArray Restored(double[] moved)
    {
        var order = Enumerable.Range(0, Array.Rank).OrderBy(axis => Reduced[axis]).ToArray();
        var back = new int[order.Length];
        for (var axis = 0; axis < order.Length; axis++)
        {
            back[order[axis]] = axis;
        }

        var view = Views.Transpose(NdArray.Of(Moved.Shape, moved), back);
        var memory = Enumerable.Range(0, Array.Rank).OrderByDescending(axis => Math.Abs(Array.Strides[axis])).ToArray();
        var laid = Views.Transpose(view, memory);
        var copy = NdArray.Of(laid.Shape, laid.ToDoubles());
        var undo = new int[memory.Length];
        for (var axis = 0; axis < memory.Length; axis++)
        {
            undo[memory[axis]] = axis;
        }

        return Views.Transpose(copy, undo);
    }
}
