
namespace GradCheck.Python.Arrays;

/// <summary>Sums of products by the letters of the axes.</summary>
internal static class Einsum
{
    /// <summary>Sums over the letters that the output has not.</summary>
    /// <param name="context">The call.</param>
    /// <param name="name">What the graph calls it.</param>
    /// <param name="inputs">A letter for each axis of each operand; a letter twice in one is its diagonal.</param>
    /// <param name="output">A letter for each axis of the result, each once and among those of the inputs.</param>
    /// <param name="lengths">How long the axis of each letter is; axes of length 1 are repeated.</param>
    /// <param name="operands">The operands.</param>
    public static NdArray Apply(ArrayContext context, string name, string[] inputs, string output, IReadOnlyDictionary<char, int> lengths, NdArray[] operands)
    {
        char[] all = [.. output, .. inputs.SelectMany(letters => letters).Distinct().Where(letter => !output.Contains(letter, StringComparison.Ordinal)).Order()];
        int[] sizes = [.. all.Select(letter => lengths[letter])];
        int[] shape = sizes[..output.Length];
        Shapes.ChargeWork(context, [.. sizes, operands.Length]);
        var count = Shapes.Charge(context, shape);
        var places = operands.Select((operand, k) => new Walk(sizes, [.. all.Select(letter => StrideOf(operand, inputs[k], letter))], operand.Offset)).ToArray();
        var terms = (int)Shapes.Count(sizes.AsSpan(output.Length));
        return operands.All(operand => operand.DType != DType.Float64)
            ? Whole(operands, places, shape, count, terms)
            : Real(context, name, operands, places, shape, count, terms);
    }

    private static NdArray Whole(NdArray[] operands, Walk[] walks, int[] shape, int count, int terms)
    {
        var made = new long[count];
        for (var k = 0; k < count; k++)
        {
            for (var term = 0; term < terms; term++)
            {
                var product = 1L;
                for (var n = 0; n < operands.Length; n++)
                {
                    product *= operands[n].Storage.Integers[walks[n].Next()];
                }

                made[k] += product;
            }
        }

        return NdArray.Of(shape, operands.All(operand => operand.DType == DType.Bool) ? DType.Bool : DType.Int64, made, isScalar: shape.Length == 0);
    }

    private static NdArray Real(ArrayContext context, string name, NdArray[] operands, Walk[] walks, int[] shape, int count, int terms)
    {
        var nodesOf = operands.Select(operand => operand.Storage.Nodes is { } all && operand.IsTracked ? all : null).ToArray();
        var tracked = nodesOf.Count(nodes => nodes is not null);
        var recording = Recording.Start(context, name, tracked > 0, count, (long)count * terms * tracked, operands.Select(operand => operand.Source).ToArray());
        var made = new double[count];
        var nodes = recording.IsOn ? new int[count] : null;
        var factors = new double[operands.Length];
        var places = new int[operands.Length];
        for (var k = 0; k < count; k++)
        {
            for (var term = 0; term < terms; term++)
            {
                var product = 1.0;
                for (var n = 0; n < operands.Length; n++)
                {
                    places[n] = walks[n].Next();
                    factors[n] = operands[n].DType == DType.Float64 ? operands[n].Storage.Floats[places[n]] : operands[n].Storage.Integers[places[n]];
                    product *= factors[n];
                }

                made[k] += product;
                for (var n = 0; nodes is not null && n < operands.Length; n++)
                {
                    if (nodesOf[n] is { } own && own[places[n]] is var node and not 0)
                    {
                        nodes[k] = nodes[k] == 0 ? recording.Tape.Node() : nodes[k];
                        var others = 1.0;
                        for (var m = 0; m < factors.Length; m++)
                        {
                            others *= m == n ? 1 : factors[m];
                        }

                        recording.Tape.Edge(node, others);
                    }
                }
            }
        }

        return recording.Result(shape, made, nodes);
    }

    private static int StrideOf(NdArray operand, string letters, char letter)
    {
        var stride = 0;
        for (var axis = 0; axis < letters.Length; axis++)
        {
            stride += letters[axis] == letter && operand.Shape[axis] != 1 ? operand.Strides[axis] : 0;
        }

        return stride;
    }

    /// <summary>The places of an operand's elements, in the order of all letters.</summary>
    private sealed class Walk(int[] sizes, int[] strides, int start)
    {
        private readonly int[] index = new int[sizes.Length];
        private int place = start;

        public int Next()
        {
            var now = place;
            for (var axis = sizes.Length - 1; axis >= 0; axis--)
            {
                place += strides[axis];
                if (++index[axis] < sizes[axis])
                {
                    break;
                }

                place -= strides[axis] * sizes[axis];
                index[axis] = 0;
            }

            return now;
        }
    }
}
