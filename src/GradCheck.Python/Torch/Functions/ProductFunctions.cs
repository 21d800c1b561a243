using GradCheck.Python.Arrays;
using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Operations;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Functions;

/// <summary>Sums of products.</summary>
internal static class ProductFunctions
{
    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        .. Product("matmul", "other|tensor2", "Matrices in the last two axes, the others broadcast.", MatrixProducts.MatMul),
        .. Product("mm", "mat2", "Two matrices.", MatrixProducts.Mm),
        .. Product("mv", "vec", "A matrix and a vector.", MatrixProducts.Mv),
        .. Product("dot", "other|tensor", "Two vectors.", MatrixProducts.Dot),
        .. Product("inner", "other", "Sums over the last axes.", (context, a, b) => a.Rank == 0 || b.Rank == 0 ? BinaryUfuncs.Multiply.Apply(context, a, b) : Products.Dot(context, a, b.Rank == 1 ? b : Viewing.Exchange(context, b, -1, -2), "inner")),
        .. Product("bmm", "mat2", "As many matrices as matrices.", MatrixProducts.Bmm),
        .. Outer("outer"),
        .. Outer("ger"),
        TorchFunction.Function("einsum", "equation, *operands", "Sums of products by the letters of the axes, such as 'nc,cd->nd'.", Einsum),
        TorchFunction.Function("tensordot", "a, b, dims=2", "Sums over pairs of axes.", TensorDot),
        .. Added("addmm", MatrixProducts.Mm),
        .. Added("addmv", MatrixProducts.Mv),
        .. Added("baddbmm", MatrixProducts.Bmm),
        .. TorchFunction.Both("trace", "input", "The sum of the diagonal.", (context, arguments) =>
            arguments.Tensor(context, "input", "trace") is { Rank: 2 } matrix
                ? Reductions.Sum(context, Layouts.Diagonal(context, matrix, 0, 0, 1, "diagonal"), [true], keep: false, "trace")
                : throw TensorValues.Error("trace: expected a matrix", context.Span, ErrorCodes.ShapeMismatch)),
        .. TorchFunction.Both("diagonal", "input, offset=0, dim1=0, dim2=1", "A diagonal.", (context, arguments) =>
            Layouts.Diagonal(context, arguments.Tensor(context, "input"), arguments.Int(context, "offset"), arguments.Int(context, "dim1"), arguments.Int(context, "dim2"), "diagonal")),
        .. TorchFunction.Both("diag", "input, diagonal=0", "The diagonal of a matrix, or the matrix of a diagonal.", (context, arguments) => arguments.Tensor(context, "input") switch
        {
            { Rank: 1 } vector => Diagonal(context, vector, arguments.Int(context, "diagonal")),
            { Rank: 2 } matrix => Views.Copy(context, Layouts.Diagonal(context, matrix, arguments.Int(context, "diagonal"), 0, 1, "diagonal")),
            var other => throw TensorValues.Error("matrix or a vector expected", context.Span, other.Rank > 2 ? ErrorCodes.ShapeMismatch : ErrorCodes.WrongValue),
        }),
        .. TorchFunction.Both("diag_embed", "input, offset=0", "The matrices of diagonals.", (context, arguments) => Diagonal(context, arguments.Tensor(context, "input"), arguments.Int(context, "offset"))),
        .. Triangle("tril", (row, column, k) => column <= row + k),
        .. Triangle("triu", (row, column, k) => column >= row + k),
    ];

    private static LibraryFunction[] Product(string name, string other, string summary, Func<CallContext, NdArray, NdArray, NdArray> apply)
    {
        var plain = other.Split('|')[0];
        return TorchFunction.Both(name, $"input|self, {other}, *, out=None", summary, (context, arguments) =>
            apply(context, arguments.Tensor(context, "input", name), arguments[plain] as NdArray ?? throw Errors.Type($"{name}(): argument '{plain}' (position 1) must be Tensor, not {arguments[plain].TypeName}", context.Span)));
    }

    private static LibraryFunction[] Outer(string name) => TorchFunction.Both(name, "input, vec2", "All products of two vectors.", (context, arguments) =>
    {
        NdArray left = arguments.Tensor(context, "input", name), right = arguments.Operand(context, "vec2");
        return left.Rank == 1 && right.Rank == 1
            ? BinaryUfuncs.Multiply.Apply(context, Viewing.Unsqueeze(context, left, 1), right)
            : throw TensorValues.Error($"outer: Expected 1-D argument {(left.Rank != 1 ? "self" : "vec2")}, but got {(left.Rank != 1 ? left : right).Rank}-D", context.Span, ErrorCodes.ShapeMismatch);
    });

    private static LibraryFunction[] Added(string name, Func<CallContext, NdArray, NdArray, NdArray> product)
    {
        var (first, second) = name switch { "addmm" => ("mat1", "mat2"), "addmv" => ("mat", "vec"), _ => ("batch1", "batch2") };
        return TorchFunction.Both(name, $"input, {first}, {second}, *, beta=1, alpha=1", "beta * input + alpha * a product.", (context, arguments) =>
        {
            var made = BinaryUfuncs.Multiply.Apply(context, arguments.Operand(context, "alpha"), product(context, arguments.Operand(context, first), arguments.Operand(context, second)));
            return BinaryUfuncs.Add.Apply(context, BinaryUfuncs.Multiply.Apply(context, arguments.Operand(context, "beta"), arguments.Operand(context, "input")), made);
        });
    }

    private static NdArray Einsum(CallContext context, BoundArguments arguments)
    {
        var operands = TensorValues.Among(arguments.Rest);
        if (arguments["equation"] is not StringValue { Value: var text })
        {
            throw Errors.Unsupported("torch.einsum is supported with its equation as a text, such as torch.einsum('ij,jk->ik', a, b)", context.Span);
        }

        var seen = new Dictionary<char, int>();
        foreach (var (letters, operand, at) in text.Replace(" ", string.Empty, StringComparison.Ordinal).Split("->")[0].Split(',').Zip(operands).Select((pair, at) => (pair.First, pair.Second, at)))
        {
            for (var axis = 0; axis < letters.Length && axis < operand.Rank && char.IsAsciiLetter(letters[axis]); axis++)
            {
                var length = operand.Shape[axis];
                if (seen.TryGetValue(letters[axis], out var known) && known != length && known != 1 && length != 1)
                {
                    throw TensorValues.Error($"einsum(): subscript {letters[axis]} has size {length} for operand {at} which does not broadcast with previously seen size {known}", context.Span, ErrorCodes.ShapeMismatch);
                }

                seen[letters[axis]] = Math.Max(known, length);
            }
        }

        return EinsumSubscripts.Apply(context, text, [.. operands]);
    }

    private static NdArray TensorDot(CallContext context, BoundArguments arguments)
    {
        NdArray a = arguments.Tensor(context, "a"), b = arguments.Tensor(context, "b");
        int[] left, right;
        if (ArrayConversion.Items(arguments["dims"]) is { Count: 2 } pairs)
        {
            left = [.. Arguments.Ints(context, pairs[0]).Select(axis => TensorArguments.Dim(context, axis, a.Rank))];
            right = [.. Arguments.Ints(context, pairs[1]).Select(axis => TensorArguments.Dim(context, axis, b.Rank))];
            if (a.Rank == 0 || b.Rank == 0)
            {
                throw TensorValues.Error("contracted dimensions need to match", context.Span, ErrorCodes.ShapeMismatch);
            }
        }
        else
        {
            var count = arguments.Int(context, "dims") is var given && given >= 0 && given <= Math.Min(a.Rank, b.Rank)
                ? given
                : throw TensorValues.Error($"tensordot expects dims >= 0, and no more than the tensors have, but got dims={given}", context.Span);
            left = [.. Enumerable.Range(a.Rank - count, count)];
            right = [.. Enumerable.Range(0, count)];
        }

        if (!left.Select(axis => a.Shape[axis]).SequenceEqual(right.Select(axis => b.Shape[axis])))
        {
            throw TensorValues.Error("contracted dimensions need to match", context.Span, ErrorCodes.ShapeMismatch);
        }

        int[] leftFree = [.. Enumerable.Range(0, a.Rank).Except(left)], rightFree = [.. Enumerable.Range(0, b.Rank).Except(right)];
        int[] shape = [.. leftFree.Select(axis => a.Shape[axis]), .. rightFree.Select(axis => b.Shape[axis])];
        int rows = (int)Shapes.Count(shape.AsSpan(0, leftFree.Length)), columns = (int)Shapes.Count(shape.AsSpan(leftFree.Length));
        var inner = (int)Shapes.Count(left.Select(axis => a.Shape[axis]).ToArray());
        return Products.Contract(context, "tensordot", Views.Transpose(a, [.. leftFree, .. left]), Views.Transpose(b, [.. right, .. rightFree]), 1, rows, inner, columns, shape);
    }

    private static NdArray Diagonal(CallContext context, NdArray diagonals, int k)
    {
        var length = diagonals.Rank == 0 ? 1 : diagonals.Shape[^1];
        if (Math.Abs((long)k) > int.MaxValue / 2)
        {
            context.Budget.Array(long.MaxValue / 64, context.Span);
        }

        var size = length + Math.Abs(k);
        int down = Math.Max(0, -k), right = Math.Max(0, k);
        return Gathering.Take(context, "diag", diagonals, [.. diagonals.Shape.SkipLast(1), size, size], place =>
            (place / size % size) - down is var at && at >= 0 && at < length && (place % size) - right == at ? (place / size / size * length) + at : -1);
    }

    private static LibraryFunction[] Triangle(string name, Func<int, int, long, bool> keep) => TorchFunction.Both(name, "input, diagonal=0, *, out=None", "Matrices with 0 outside a triangle.", (context, arguments) =>
    {
        var tensor = arguments.Tensor(context, "input", name);
        var k = arguments.Long(context, "diagonal");
        if (tensor.Rank < 2)
        {
            throw TensorValues.Error($"{name}: input tensor must have at least 2 dimensions", context.Span, ErrorCodes.ShapeMismatch);
        }

        int rows = tensor.Shape[^2], columns = tensor.Shape[^1];
        return Gathering.Take(context, name, tensor, tensor.Shape, place => keep(place / columns % rows, place % columns, k) ? place : -1);
    });
}
