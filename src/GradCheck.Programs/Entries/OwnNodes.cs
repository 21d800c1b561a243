using GradCheck.Python.Arrays;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Entries;

/// <summary>Gives a value nodes of its own on the tape.</summary>
/// <remarks>
/// What only moves elements, as <c>emb = C[X]</c> and <c>flat = emb.reshape(n, -1)</c> do, shares their nodes, so that the
/// gradient of a moved element would be that of all its uses, and not of those under this name alone.
/// </remarks>
internal static class OwnNodes
{
    /// <summary>The value with nodes of its own: new inputs for constants, and for what is on the tape nodes that are the old ones.</summary>
    /// <param name="value">The value.</param>
    /// <param name="name">Its name.</param>
    /// <param name="isInPlace">Whether it was written where it stands: what is on the tape stays as it is then.</param>
    /// <param name="tape">The tape.</param>
    public static Value Of(Value value, string name, bool isInPlace, GradientTape tape)
    {
        switch (value)
        {
            case FloatValue number:
                return new FloatValue(number.Value, number.Node == 0 ? tape.Node() : tape.Node(number.Node, 1));
            case NdArray { DType: DType.Float64, Size: > 0 } array when !isInPlace || array.Storage.Nodes is null:
                Renew(array, name, tape);
                return array;
            default:
                return value;
        }
    }

    private static void Renew(NdArray array, string name, GradientTape tape)
    {
        // A view is taken off the memory that it shows: its elements there keep their nodes.
        var isWhole = array.Size == array.Storage.Count && array.IsContiguous && array.OwnsMemory;
        if (!isWhole)
        {
            array.Resize(new([.. array.ToDoubles()], array.ToNodes()), 0, array.Shape);
        }

        var old = array.Storage.Nodes;
        var isInput = old is null || !old.AsSpan().ContainsAnyExcept(0);
        var operation = isInput ? tape.Open(name, default, []) : 0;
        array.Storage.Nodes = isInput ? [.. array.Storage.Floats.Select(_ => tape.Node())] : [.. old!.Select(node => node == 0 ? 0 : tape.Node(node, 1))];
        if (isInput)
        {
            array.Storage.Writer = operation;
            tape.Close(operation, array);
        }
    }
}
