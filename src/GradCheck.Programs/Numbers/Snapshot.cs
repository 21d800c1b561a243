using GradCheck.Python.Arrays;
using GradCheck.Python.Values;
using GradCheck.Tensors;

namespace GradCheck.Programs.Numbers;

/// <summary>The numbers of a value as they were at one moment.</summary>
/// <param name="Shape">The shape; empty for a number.</param>
/// <param name="Values">The elements in row-major order.</param>
/// <param name="Nodes">Their nodes on the tape; null where none depends on an input.</param>
internal sealed record Snapshot(int[] Shape, double[] Values, int[]? Nodes = null)
{
    /// <summary>Whether it holds whole numbers or booleans, which have no gradient.</summary>
    public bool IsDiscrete { get; init; }

    /// <summary>The shape as NumPy prints it.</summary>
    public string ShapeText => ShapeWords.Of(Shape);

    /// <summary>The numbers of a value; null for a text, a tuple and whatever else has none.</summary>
    public static Snapshot? Of(Value value) => value switch
    {
        NdArray array => new(array.Shape, array.ToDoubles(), array.ToNodes()) { IsDiscrete = array.DType != DType.Float64 },
        FloatValue number => new([], [number.Value], number.Node == 0 ? null : [number.Node]),
        IntegerValue integer => new([], [(double)integer.Value]) { IsDiscrete = true },
        _ => null,
    };

    /// <summary>The numbers of a tensor.</summary>
    public static Snapshot Of(Tensor tensor) => new(tensor.Shape.Sizes.ToArray(), tensor.Values.ToArray());

    /// <summary>The same numbers in another shape of as many elements.</summary>
    public Snapshot Reshaped(int[] shape) => this with { Shape = shape };
}
