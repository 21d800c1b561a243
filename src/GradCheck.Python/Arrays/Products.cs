
namespace GradCheck.Python.Arrays;

/// <summary>Sums of products: <c>dot</c>, <c>matmul</c>, and what is made of them.</summary>
internal static class Products
{
    /// <summary><c>a @ b</c>: matrices in the last two axes, the others broadcast.</summary>
    public static NdArray MatMul(ArrayContext context, NdArray a, NdArray b, string name)
    {
        if (a.Rank == 0 || b.Rank == 0)
        {
            throw new ArrayFault(ArrayFaultKind.MatrixRank) { Numbers = [a.Rank == 0 ? 0 : 1] };
        }

        int inner = a.Shape[^1], other = b.Rank == 1 ? b.Shape[0] : b.Shape[^2];
        if (inner != other)
        {
            throw new ArrayFault(ArrayFaultKind.MatrixLength) { Numbers = [inner, other] };
        }

        var left = a.Rank == 1 ? Views.Of(a, a.Offset, [1, inner], [0, a.Strides[0]]) : a;
        var right = b.Rank == 1 ? Views.Of(b, b.Offset, [inner, 1], [b.Strides[0], 0]) : b;
        int rows = left.Shape[^2], columns = right.Shape[^1];
        int[] leftBatch = left.Shape[..^2], rightBatch = right.Shape[..^2];
        if (Shapes.Broadcast(leftBatch, rightBatch) is not { } batch)
        {
            throw new ArrayFault(ArrayFaultKind.MatrixBatch) { Shapes = [a.Shape, b.Shape], Numbers = [rows, columns] };
        }

        int[] result = [.. batch, .. a.Rank == 1 ? Array.Empty<int>() : [rows], .. b.Rank == 1 ? Array.Empty<int>() : [columns]];
        return Contract(context, name, Views.Broadcast(left, [.. batch, rows, inner]), Views.Broadcast(right, [.. batch, inner, columns]), (int)Shapes.Count(batch), rows, inner, columns, result);
    }

    /// <summary>The product over the last axis of <c>a</c> and the last but one of <c>b</c>.</summary>
    public static NdArray Dot(ArrayContext context, NdArray a, NdArray b, string name)
    {
        if (a.Rank == 0 || b.Rank == 0)
        {
            return BinaryUfuncs.Multiply.Apply(context, a, b);
        }

        int inner = a.Shape[^1], axis = b.Rank == 1 ? 0 : b.Rank - 2, other = b.Shape[axis];
        if (inner != other)
        {
            throw new ArrayFault(ArrayFaultKind.DotLength) { Shapes = [a.Shape, b.Shape], Numbers = [axis] };
        }

        var rows = (int)Shapes.Count(a.Shape.AsSpan(0, a.Rank - 1));
        int[] free = [.. Enumerable.Range(0, b.Rank).Where(k => k != axis)];
        var right = Views.Transpose(b, [axis, .. free]);
        int[] result = [.. a.Shape[..^1], .. free.Select(k => b.Shape[k])];
        return Contract(context, name, a, right, 1, rows, inner, (int)Shapes.Count(free.Select(k => b.Shape[k]).ToArray()), result);
    }

    /// <summary>The product of matrices, one pair after another.</summary>
    /// <param name="context">The call.</param>
    /// <param name="name">What the graph calls it.</param>
    /// <param name="a">Elements in the order (batch, rows, inner).</param>
    /// <param name="b">Elements in the order (batch, inner, columns).</param>
    /// <param name="batch">How many pairs.</param>
    /// <param name="rows">Rows of each left matrix.</param>
    /// <param name="inner">What is summed over.</param>
    /// <param name="columns">Columns of each right matrix.</param>
    /// <param name="shape">The shape of the result.</param>
    public static NdArray Contract(ArrayContext context, string name, NdArray a, NdArray b, int batch, int rows, int inner, int columns, int[] shape)
    {
        var count = Shapes.Charge(context, shape);
        Shapes.ChargeWork(context, [batch, rows, inner, columns]);
        Shapes.Charge(context, [batch, rows, inner]);
        Shapes.Charge(context, [batch, inner, columns]);
        var dtype = Casts.Promote(a.DType, b.DType);
        if (dtype != DType.Float64)
        {
            return Whole(a, b, batch, rows, inner, columns, shape, count, dtype);
        }

        Floats left = Floats.Of(a), right = Floats.Of(b);
        var made = new double[count];
        ReadOnlySpan<double> x = left.Span(batch * rows * inner), y = right.Span(batch * inner * columns);
        for (var n = 0; n < batch; n++)
        {
            for (var i = 0; i < rows; i++)
            {
                var row = made.AsSpan(((n * rows) + i) * columns, columns);
                for (var k = 0; k < inner; k++)
                {
                    var factor = x[(((n * rows) + i) * inner) + k];
                    var other = y.Slice(((n * inner) + k) * columns, columns);
                    for (var j = 0; j < row.Length; j++)
                    {
                        row[j] += factor * other[j];
                    }
                }
            }
        }

        var terms = (long)count * inner;
        var recording = Recording.Start(context, name, left.IsTracked || right.IsTracked, count, (left.IsTracked ? terms : 0) + (right.IsTracked ? terms : 0), left.Source, right.Source);
        if (!recording.IsOn)
        {
            return recording.Result(shape, made, null);
        }

        var nodes = new int[count];
        for (var place = 0; place < count; place++)
        {
            var (pair, element) = Math.DivRem(place, rows * columns);
            var (i, j) = Math.DivRem(element, columns);
            var node = 0;
            for (var k = 0; k < inner; k++)
            {
                int p = (((pair * rows) + i) * inner) + k, q = (((pair * inner) + k) * columns) + j;
                int first = left.Node(p), second = right.Node(q);
                if ((first | second) == 0)
                {
                    continue;
                }

                node = node == 0 ? recording.Tape.Node() : node;
                recording.Tape.Edge(first, y[q]);
                recording.Tape.Edge(second, x[p]);
            }

            nodes[place] = node;
        }

        return recording.Result(shape, made, nodes);
    }

    private static NdArray Whole(NdArray a, NdArray b, int batch, int rows, int inner, int columns, int[] shape, int count, DType dtype)
    {
        Integers x = Integers.Of(a), y = Integers.Of(b);
        var made = new long[count];
        for (var place = 0; place < count; place++)
        {
            var (pair, element) = Math.DivRem(place, rows * columns);
            var (i, j) = Math.DivRem(element, columns);
            for (var k = 0; k < inner; k++)
            {
                made[place] += x[(((pair * rows) + i) * inner) + k] * y[(((pair * inner) + k) * columns) + j];
            }

            if (dtype == DType.Bool)
            {
                made[place] = Math.Min(made[place], 1);
            }
        }

        _ = batch;
        return NdArray.Of(shape, dtype, made, isScalar: shape.Length == 0);
    }
}
