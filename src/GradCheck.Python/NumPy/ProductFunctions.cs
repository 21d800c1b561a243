using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary>The products as calls.</summary>
internal static class ProductFunctions
{
    private const string Name = "numpy.linalg.norm";

    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        new("numpy.dot", "a, b, out=None", "Over the last axis of a and the last but one of b.", (context, arguments) =>
            Written(context, arguments, Products.Dot(context, arguments.Array(context, "a"), arguments.Array(context, "b"), "numpy.dot"))),
        new("numpy.matmul", "x1, x2, out=None", "Products of matrices in the last two axes.", (context, arguments) =>
            Written(context, arguments, Products.MatMul(context, arguments.Array(context, "x1"), arguments.Array(context, "x2"), "matmul"))),
        new("numpy.inner", "a, b", "Over the last axes of both.", (context, arguments) =>
        {
            NdArray a = arguments.Array(context, "a"), b = arguments.Array(context, "b");
            if (a.Rank > 0 && b.Rank > 0 && a.Shape[^1] != b.Shape[^1])
            {
                // NumPy takes the dot product with the last two axes of b exchanged, and words it so.
                int[] turned = b.Rank == 1 ? b.Shape : [.. b.Shape[..^2], b.Shape[^1], b.Shape[^2]];
                throw Errors.Shape($"shapes {ShapeWords.Tight(a.Shape)} and {ShapeWords.Tight(turned)} not aligned: {a.Shape[^1]} (dim {a.Rank - 1}) != {b.Shape[^1]} (dim {Math.Max(0, b.Rank - 2)})", context.Span);
            }

            return a.Rank == 0 || b.Rank == 0 ? BinaryUfuncs.Multiply.Apply(context, a, b) : TensorDot(context, a, b, [a.Rank - 1], [b.Rank - 1], "numpy.inner");
        }),
        new("numpy.vdot", "a, b", "The dot product of all elements.", (context, arguments) => Products.Dot(context, Flat(context, arguments, "a"), Flat(context, arguments, "b"), "numpy.vdot")),
        new("numpy.outer", "a, b, out=None", "All products of an element of each.", (context, arguments) =>
        {
            NdArray a = Flat(context, arguments, "a"), b = Flat(context, arguments, "b");
            return BinaryUfuncs.Multiply.Apply(context, Views.Reshape(context, a, [a.Size, 1]), b);
        }),
        new("numpy.tensordot", "a, b, axes=2", "Sums of products over chosen axes.", TensorDot),
        new("numpy.einsum", "subscripts, *operands, **options", "Sums of products by the letters of the axes, such as 'nc,cd->nd'; the output may be left out, '...' stands for other axes.", (context, arguments) =>
            arguments["subscripts"] is StringValue text
                ? EinsumSubscripts.Apply(context, text.Value, [.. arguments.Rest.Select(value => ArrayConversion.ToArray(context, value))])
                : throw Errors.Unsupported("np.einsum is supported with its subscripts as a text, such as np.einsum('ij,jk->ik', a, b)", context.Span)),
        new("numpy.trace", "a, offset=0, axis1=0, axis2=1", "The sum of a diagonal.", (context, arguments) =>
        {
            var diagonal = Layouts.Diagonal(context, arguments.Array(context, "a"), arguments.Int(context, "offset"), arguments.Int(context, "axis1"), arguments.Int(context, "axis2"), "numpy.diagonal");
            return Reductions.Sum(context, diagonal, Arguments.Axes(context, IntegerValue.Of(-1), diagonal.Rank), keep: false, "numpy.trace");
        }),
        new(Name, "x, ord=None, axis=None, keepdims=False", "Norms of vectors (2, 1, inf, p) and the Frobenius norm.", Norm),
    ];

    private static NdArray Written(CallContext context, BoundArguments arguments, NdArray result)
    {
        if (arguments["out"] is not NdArray { IsScalar: false } target)
        {
            return result;
        }

        if (!Shapes.Same(target.Shape, result.Shape) || target.DType != result.DType)
        {
            throw Errors.Value("output array is not acceptable (must have the right datatype, number of dimensions, and be a C-Array)", context.Span);
        }

        ArrayOperators.CheckOutput(context, target);
        Writes.Into(context, null, target, result);
        return target;
    }

    private static NdArray Flat(CallContext context, BoundArguments arguments, string name) => arguments.Array(context, name) is var array ? Views.Reshape(context, array, [array.Size]) : array;

    private static NdArray TensorDot(CallContext context, BoundArguments arguments)
    {
        NdArray a = arguments.Array(context, "a"), b = arguments.Array(context, "b");
        if (ArrayConversion.Items(arguments["axes"]) is not { } pair)
        {
            var count = arguments.Int(context, "axes");
            if (count > a.Rank || count > b.Rank || count < 0)
            {
                throw Errors.Shape("shape-mismatch for sum", context.Span);
            }

            return TensorDot(context, a, b, [.. Enumerable.Range(a.Rank - count, count)], [.. Enumerable.Range(0, count)], "numpy.tensordot");
        }

        return pair.Count == 2
            ? TensorDot(context, a, b, Arguments.Ints(context, pair[0]), Arguments.Ints(context, pair[1]), "numpy.tensordot")
            : throw Errors.Value("axes must be a whole number or a pair of lists of axes", context.Span);
    }

    private static NdArray TensorDot(CallContext context, NdArray a, NdArray b, int[] left, int[] right, string name)
    {
        left = Array.ConvertAll(left, axis => Shapes.Axis(axis, a.Rank));
        right = Array.ConvertAll(right, axis => Shapes.Axis(axis, b.Rank));
        if (left.Length != right.Length || left.Zip(right).Any(pair => a.Shape[pair.First] != b.Shape[pair.Second]) || left.Distinct().Count() < left.Length || right.Distinct().Count() < right.Length)
        {
            throw Errors.Shape("shape-mismatch for sum", context.Span);
        }

        int[] rows = [.. Enumerable.Range(0, a.Rank).Except(left)], columns = [.. Enumerable.Range(0, b.Rank).Except(right)];
        int[] shape = [.. rows.Select(axis => a.Shape[axis]), .. columns.Select(axis => b.Shape[axis])];
        var product = Products.Contract(
            context,
            name,
            Views.Transpose(a, [.. rows, .. left]),
            Views.Transpose(b, [.. right, .. columns]),
            1,
            (int)Shapes.Count(rows.Select(axis => a.Shape[axis]).ToArray()),
            (int)Shapes.Count(left.Select(axis => a.Shape[axis]).ToArray()),
            (int)Shapes.Count(columns.Select(axis => b.Shape[axis]).ToArray()),
            shape);

        // NumPy's tensordot ends in a reshape, which makes an array without axes of a scalar.
        return name == "numpy.tensordot" ? ArrayConversion.Unscalar(product) : product;
    }

    private static NdArray Norm(CallContext context, BoundArguments arguments)
    {
        var x = Casts.To(context, arguments.Array(context, "x"), DType.Float64);
        Value axis = arguments["axis"], order = arguments["ord"];
        var keep = arguments.Flag("keepdims");
        var isMatrix = axis is TupleValue { Items.Count: 2 } || (axis is NoneValue && x.Rank == 2);
        if (axis is NoneValue && x.Rank > 2 && order is not NoneValue)
        {
            throw Errors.Value("Improper number of dimensions to norm.", context.Span);
        }

        var axes = arguments.Axes(context, x);
        if (order is NoneValue || (order is StringValue { Value: "fro" } && isMatrix))
        {
            return Euclid(context, x, axes, keep);
        }

        if (order is StringValue)
        {
            throw Errors.Value("Invalid norm order for vectors.", context.Span);
        }

        var p = Arguments.Double(context, order);
        if (isMatrix)
        {
            throw Errors.Unsupported("np.linalg.norm of matrices is supported as the Frobenius norm; of vectors also with ord 1, 2, inf and p", context.Span);
        }

        var size = UnaryUfuncs.Absolute.Apply(context, x);
        return p switch
        {
            2 => Euclid(context, x, axes, keep),
            double.PositiveInfinity => Extremes.Of(context, size, axes, keep, isMax: true, Name),
            double.NegativeInfinity => Extremes.Of(context, size, axes, keep, isMax: false, Name),
            0 => Reductions.Sum(context, Casts.To(context, Casts.To(context, x, DType.Bool), DType.Float64), axes, keep, "numpy.sum"),
            1 => Reductions.Sum(context, size, axes, keep, Name),
            _ => BinaryUfuncs.Power.Apply(context, Reductions.Sum(context, BinaryUfuncs.Power.Apply(context, size, NdArray.Scalar(p)), axes, keep, "numpy.sum"), NdArray.Scalar(1 / p)),
        };
    }

    /// <summary>The root of the sum of squares; where it is 0, so is the gradient.</summary>
    private static NdArray Euclid(CallContext context, NdArray x, bool[] axes, bool keep)
    {
        var groups = Reduction.Of(context, x, axes, keep);
        var floats = Floats.Of(x);
        var squares = new double[x.Size];
        for (var k = 0; k < squares.Length; k++)
        {
            squares[k] = floats[k] * floats[k];
        }

        var made = PairwiseSum.Of(NdArray.Of(x.Shape, squares), groups.Reduced);
        for (var g = 0; g < made.Length; g++)
        {
            made[g] = Math.Sqrt(made[g]);
        }

        var moved = Floats.Of(groups.Moved);
        return groups.Result(context, Name, made, moved, (g, k) => made[g] == 0 ? 0 : moved[k] / made[g]);
    }
}
