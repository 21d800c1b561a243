namespace GradCheck.Python.Arrays;

/// <summary>One operation on the tape while it is being computed; nothing where no input is tracked.</summary>
internal readonly struct Recording
{
    private Recording(GradientTape tape, int operation)
    {
        Tape = tape;
        Operation = operation;
    }

    public GradientTape Tape { get; }

    /// <summary>Its number; 0 where nothing is recorded.</summary>
    public int Operation { get; }

    public bool IsOn => Operation != 0;

    /// <summary>Begins an operation, and charges what it will hold.</summary>
    /// <param name="context">The call.</param>
    /// <param name="name">What the student reads: <c>add</c>, <c>sum</c>.</param>
    /// <param name="tracked">Whether any input depends on an input of the program.</param>
    /// <param name="size">How many elements it makes.</param>
    /// <param name="edges">How many edges it will add at most.</param>
    /// <param name="inputs">Where its inputs come from.</param>
    public static Recording Start(ArrayContext context, string name, bool tracked, long size, long edges, params ReadOnlySpan<int> inputs)
    {
        if (!tracked || !context.Tape.IsOn)
        {
            return new(context.Tape, 0);
        }

        // What is kept of an operation is its values and nodes; a node holds its first edge, an edge its parent and its partial.
        context.Budget.Work(edges, context.Span);
        context.Budget.Allocate(128 + (size * 16) + (edges * 12), context.Span);
        return new(context.Tape, context.Tape.Open(name, context.Span, inputs));
    }

    /// <summary>Ends it.</summary>
    public NdArray Close(NdArray result)
    {
        Tape.Close(Operation, result);
        return result;
    }

    /// <summary>Ends it with a new float array in row-major order; one without axes is a scalar.</summary>
    public NdArray Result(int[] shape, double[] values, int[]? nodes) =>
        Close(NdArray.Of(shape, values, IsOn ? nodes : null, isScalar: shape.Length == 0, operation: Operation));
}
