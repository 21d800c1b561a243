
namespace GradCheck.Python.Arrays;

/// <summary>Writing into memory that exists: the only place where an array changes.</summary>
internal static class Writes
{
    /// <summary>Writes a value, broadcast, over all elements of a target (often a view of the array that the student named).</summary>
    /// <param name="context">The call.</param>
    /// <param name="name">What the graph calls it; null where the value was computed for this place, so that its own operation is the writer.</param>
    /// <param name="target">Where to.</param>
    /// <param name="value">What; its type is converted to the target's, a float to an int by cutting.</param>
    public static void Into(ArrayContext context, string? name, NdArray target, NdArray value)
    {
        CheckWritable(target);
        if (Fit(value, target.Shape) is not { } fitted)
        {
            throw new ArrayFault(ArrayFaultKind.WrittenShape) { Shapes = [value.Shape, target.Shape] };
        }

        context.Budget.Work(target.Size, context.Span);
        if (target.Size == 1)
        {
            Into(context, name, target.Storage, [target.Offset], [], fitted, target.Source);
        }
        else
        {
            context.Budget.Allocate(target.Size * 4L, context.Span);
            Into(context, name, target.Storage, target.Places(), target.Shape, fitted, target.Source);
        }
    }

    /// <summary>Writes elements to places in a storage, in order; the value has as many elements, or one.</summary>
    public static void Into(ArrayContext context, string? name, Storage storage, int[] places, int[] shape, NdArray value, int source)
    {
        // Taken before the writing, since the value may be a view of the same memory.
        storage.Version++;
        if (storage.DType != DType.Float64)
        {
            IntoIntegers(context, storage, places, value);
            return;
        }

        var values = Floats.Of(value.Storage == storage ? Views.Copy(context, value) : value);
        for (var k = 0; k < places.Length; k++)
        {
            storage.Floats[places[k]] = values[k];
        }

        if (!values.IsTracked && storage.Nodes is null)
        {
            return;
        }

        if (storage.Nodes is null)
        {
            context.Budget.Allocate(storage.Count * 4L, context.Span);
            storage.Nodes = new int[storage.Count];
        }

        if (name is null && values.IsTracked)
        {
            storage.Writer = Math.Max(storage.Writer, value.Source);
        }

        var recording = Recording.Start(context, name ?? string.Empty, name is not null && values.IsTracked, places.Length, 0, source, value.Source);
        for (var k = 0; k < places.Length; k++)
        {
            storage.Nodes[places[k]] = values.Node(k);
        }

        if (recording.IsOn)
        {
            storage.Writer = recording.Operation;
            var count = places.Length;
            recording.Close(NdArray.Of(count == 1 ? [] : shape, Array.ConvertAll(places, place => storage.Floats[place]), Array.ConvertAll(places, place => storage.Nodes[place])));
        }
    }

    /// <summary>The value under a shape that it broadcasts to, axes of size 1 in front left out; null where it does not fit.</summary>
    public static NdArray? Fit(NdArray value, int[] shape)
    {
        if (Shapes.Same(value.Shape, shape) || value.Size == 1)
        {
            return value;
        }

        var skip = 0;
        while (value.Rank - skip > shape.Length && value.Shape[skip] == 1)
        {
            skip++;
        }

        var trimmed = skip == 0 ? value : Views.Of(value, value.Offset, value.Shape[skip..], value.Strides[skip..]);
        return Shapes.Broadcast(trimmed.Shape, shape) is { } both && Shapes.Same(both, shape) ? Views.Broadcast(trimmed, shape) : null;
    }

    /// <summary>Refuses to write what may not be written.</summary>
    public static void CheckWritable(NdArray target)
    {
        if (target.IsReadOnly)
        {
            throw new ArrayFault(ArrayFaultKind.ReadOnly);
        }
    }

    private static void IntoIntegers(ArrayContext context, Storage storage, int[] places, NdArray value)
    {
        var converted = Casts.To(context, value, storage.DType);
        var values = Integers.Of(value.Storage == storage && converted.Storage == storage ? Views.Copy(context, value) : converted);
        for (var k = 0; k < places.Length; k++)
        {
            storage.Integers[places[k]] = values[k];
        }
    }
}
