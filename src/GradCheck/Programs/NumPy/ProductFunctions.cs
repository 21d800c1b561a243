using GradCheck.Programs.Values;

namespace GradCheck.Programs.NumPy;

/// <summary>The products as calls.</summary>
internal static class ProductFunctions
{
    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        new("numpy.dot", "a, b, out=None", "Over the last axis of a and the last but one of b.", (context, arguments) => Products.Dot(context, arguments.Array(context, "a"), arguments.Array(context, "b"))),
        new("numpy.matmul", "x1, x2, out=None", "Products of matrices in the last two axes.", (context, arguments) => Products.MatMul(context, arguments.Array(context, "x1"), arguments.Array(context, "x2"))),
    ];
}
