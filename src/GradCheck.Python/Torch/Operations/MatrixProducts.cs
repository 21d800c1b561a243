using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Operations;

/// <summary>Products of matrices, with torch's own rules of what fits.</summary>
internal static class MatrixProducts
{
    /// <summary><c>a @ b</c>.</summary>
    public static NdArray MatMul(CallContext context, NdArray a, NdArray b)
    {
        if (a.Rank == 0 || b.Rank == 0)
        {
            throw Shape(context, $"both arguments to matmul need to be at least 1D, but they are {a.Rank}D and {b.Rank}D");
        }

        CheckTypes(context, a, b);
        int inner = a.Shape[^1], other = b.Rank == 1 ? b.Shape[0] : b.Shape[^2];
        if (inner != other)
        {
            throw (a.Rank, b.Rank) switch
            {
                (1, 1) => Unequal(context, inner, other),
                (2, 1) => Sizes(context, a.Shape[0], a.Shape[1], other),
                (1, 2) => Mismatch(context, [1, inner], b.Shape),
                (2, 2) => Mismatch(context, a.Shape, b.Shape),
                (1, _) => Sizes(context, (int)Shapes.Count(b.Shape.AsSpan(0, b.Rank - 2)) * b.Shape[^1], other, inner),
                ( >= 3, 1) => Sizes(context, (int)Shapes.Count(a.Shape.AsSpan(0, a.Rank - 1)), inner, other),
                ( >= 3, 2) => Mismatch(context, [(int)Shapes.Count(a.Shape.AsSpan(0, a.Rank - 1)), inner], b.Shape),
                _ => Batches(context, a, b),
            };
        }

        if (a.Rank > 2 && b.Rank > 2 && Shapes.Broadcast(a.Shape[..^2], b.Shape[..^2]) is null)
        {
            throw new ArrayFault(ArrayFaultKind.Broadcast) { Shapes = [a.Shape, b.Shape] };
        }

        return Products.MatMul(context, a, b, "matmul");
    }

    /// <summary><c>a.mm(b)</c>: two matrices, no more.</summary>
    public static NdArray Mm(CallContext context, NdArray a, NdArray b)
    {
        if (a.Rank != 2 || b.Rank != 2)
        {
            throw Shape(context, a.Rank != 2 ? "self must be a matrix" : "mat2 must be a matrix");
        }

        return MatMul(context, a, b);
    }

    /// <summary><c>a.mv(v)</c>: a matrix and a vector.</summary>
    public static NdArray Mv(CallContext context, NdArray a, NdArray v) => a.Rank == 2 && v.Rank == 1
        ? MatMul(context, a, v)
        : throw Shape(context, $"vector + matrix @ vector expected, got 1, {a.Rank}, {v.Rank}");

    /// <summary><c>u.dot(v)</c>: two vectors.</summary>
    public static NdArray Dot(CallContext context, NdArray u, NdArray v) => u.Rank == 1 && v.Rank == 1
        ? MatMul(context, u, v)
        : throw Shape(context, $"1D tensors expected, but got {u.Rank}D and {v.Rank}D tensors");

    /// <summary><c>a.bmm(b)</c>: as many matrices as matrices.</summary>
    public static NdArray Bmm(CallContext context, NdArray a, NdArray b)
    {
        if (a.Rank != 3 || b.Rank != 3)
        {
            throw Shape(context, $"batch{(a.Rank != 3 ? 1 : 2)} must be a 3D tensor");
        }

        if (a.Shape[0] != b.Shape[0] || a.Shape[2] != b.Shape[1])
        {
            throw Shape(context, $"Expected size for first two dimensions of batch2 tensor to be: [{a.Shape[0]}, {a.Shape[2]}] but got: [{b.Shape[0]}, {b.Shape[1]}].");
        }

        CheckTypes(context, a, b);
        return Products.MatMul(context, a, b, "bmm");
    }

    private static void CheckTypes(CallContext context, NdArray a, NdArray b)
    {
        if (a.DType != b.DType)
        {
            throw TensorValues.Error($"expected scalar type {TensorTypes.Of(context, a).Word} but found {TensorTypes.Of(context, b).Word}", context.Span, ErrorCodes.WrongType);
        }
    }

    private static ProgramException Sizes(CallContext context, int rows, int columns, int length) => Shape(context, $"size mismatch, got {rows}, {rows}x{columns},{length}");

    private static ProgramException Batches(CallContext context, NdArray a, NdArray b)
    {
        int[] left = a.Rank < 2 ? [] : a.Shape[..^2];
        var count = Shapes.Count(Shapes.Broadcast(left, b.Shape[..^2]) ?? left);
        return Shape(context, $"Expected size for first two dimensions of batch2 tensor to be: [{count}, {a.Shape[^1]}] but got: [{count}, {b.Shape[^2]}].");
    }

    private static ProgramException Mismatch(CallContext context, int[] a, int[] b) =>
        Shape(context, $"mat1 and mat2 shapes cannot be multiplied ({a[0]}x{a[1]} and {b[0]}x{b[1]})");

    private static ProgramException Unequal(CallContext context, int a, int b) =>
        Shape(context, $"inconsistent tensor size, expected tensor [{a}] and src [{b}] to have the same number of elements, but got {a} and {b} elements respectively");

    private static ProgramException Shape(CallContext context, string message) => TensorValues.Error(message, context.Span, ErrorCodes.ShapeMismatch);
}
