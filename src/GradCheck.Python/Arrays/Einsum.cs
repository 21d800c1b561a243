using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Arrays;

/// <summary><c>np.einsum</c>: sums of products by the letters of the axes.</summary>
internal static class Einsum
{
    /// <summary>Stand for the axes of an ellipsis, the last first.</summary>
    private const char FirstOfEllipsis = '\u0100';

    public static NdArray Apply(CallContext context, string subscripts, NdArray[] operands)
    {
        var (inputs, output) = Read(context, subscripts, operands);
        var lengths = new Dictionary<char, int>();
        foreach (var (letters, operand) in inputs.Zip(operands))
        {
            for (var axis = 0; axis < letters.Length; axis++)
            {
                var length = operand.Shape[axis];
                if (lengths.TryGetValue(letters[axis], out var known) && known != length && known != 1 && length != 1)
                {
                    throw Errors.Shape($"operands could not be broadcast together with remapped shapes [original->remapped]: {string.Concat(operands.Select((one, k) => $"{ShapeWords.Tight(one.Shape)}->{Remapped(inputs[k], output, one)} "))}", context.Span);
                }

                lengths[letters[axis]] = Math.Max(known, length);
            }
        }

        if (output.FirstOrDefault(letter => !lengths.ContainsKey(letter)) is var missing and not '\0')
        {
            throw Errors.Value($"einstein sum subscripts string included output subscript '{missing}' which never appeared in an input", context.Span);
        }

        if (output.GroupBy(letter => letter).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw Errors.Value($"einstein sum subscripts string includes output subscript '{twice.Key}' multiple times", context.Span);
        }

        char[] all = [.. output, .. inputs.SelectMany(letters => letters).Distinct().Where(letter => !output.Contains(letter, StringComparison.Ordinal)).Order()];
        int[] sizes = [.. all.Select(letter => lengths[letter])];
        int[] shape = sizes[..output.Length];
        Shapes.ChargeWork(context, [.. sizes, operands.Length]);
        var count = Shapes.Charge(context, shape);
        var places = operands.Select((operand, k) => new Walk(sizes, [.. all.Select(letter => StrideOf(operand, inputs[k], letter))], operand.Offset)).ToArray();
        var terms = (int)Shapes.Count(sizes.AsSpan(output.Length));
        return operands.All(operand => operand.DType != DType.Float64)
            ? Whole(operands, places, shape, count, terms)
            : Real(context, operands, places, shape, count, terms);
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

    private static NdArray Real(CallContext context, NdArray[] operands, Walk[] walks, int[] shape, int count, int terms)
    {
        var nodesOf = operands.Select(operand => operand.Storage.Nodes is { } all && operand.IsTracked ? all : null).ToArray();
        var tracked = nodesOf.Count(nodes => nodes is not null);
        var recording = Recording.Start(context, "numpy.einsum", tracked > 0, count, (long)count * terms * tracked, operands.Select(operand => operand.Source).ToArray());
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

    private static (string[] Inputs, string Output) Read(CallContext context, string subscripts, NdArray[] operands)
    {
        var text = subscripts.Replace(" ", string.Empty, StringComparison.Ordinal);
        var halves = text.Split("->");
        var parts = halves[0].Split(',');
        if (halves.Length > 2 || text.Replace("->", string.Empty, StringComparison.Ordinal).Any(letter => !char.IsAsciiLetter(letter) && letter is not (',' or '.')))
        {
            throw Errors.Value($"invalid subscript in '{subscripts}' for einstein sum", context.Span);
        }

        if (parts.Length != operands.Length)
        {
            throw Errors.Value(operands.Length < parts.Length
                ? "more operands provided to einstein sum function than specified in the subscripts string"
                : "fewer operands provided to einstein sum function than specified in the subscripts string", context.Span);
        }

        var hidden = 0;
        for (var k = 0; k < parts.Length; k++)
        {
            var named = parts[k].Replace("...", string.Empty, StringComparison.Ordinal);
            var left = operands[k].Rank - named.Length;
            if (named.Contains('.', StringComparison.Ordinal) || left < 0 || (left > 0 && named.Length == parts[k].Length))
            {
                throw Errors.Value(left < 0
                    ? $"einstein sum subscripts string contains too many subscripts for operand {k}"
                    : $"operand has more dimensions than subscripts given in einstein sum, but no '...' ellipsis provided to broadcast the extra dimensions.", context.Span);
            }

            parts[k] = parts[k].Replace("...", Ellipsis(left), StringComparison.Ordinal);
            hidden = Math.Max(hidden, left);
        }

        if (halves.Length == 2)
        {
            return (parts, halves[1].Replace("...", Ellipsis(hidden), StringComparison.Ordinal));
        }

        var letters = string.Concat(parts);
        return (parts, Ellipsis(hidden) + string.Concat(letters.Where(letter => letter < FirstOfEllipsis).GroupBy(letter => letter).Where(group => group.Count() == 1).Select(group => group.Key).Order()));
    }

    private static string Ellipsis(int count) => string.Concat(Enumerable.Range(0, count).Reverse().Select(k => (char)(FirstOfEllipsis + k)));

    /// <summary>How NumPy prints the axes of an operand among those of the output and the sum.</summary>
    private static string Remapped(string letters, string output, NdArray operand)
    {
        var sum = string.Concat(letters.Where(letter => !output.Contains(letter, StringComparison.Ordinal)));
        var words = (output + sum).Select(letter => letters.IndexOf(letter, StringComparison.Ordinal) is var axis and >= 0 ? operand.Shape[axis].ToString(System.Globalization.CultureInfo.InvariantCulture) : "newaxis").ToList();
        while (words.Count > 0 && words[0] == "newaxis")
        {
            words.RemoveAt(0);
        }

        return $"({string.Join(',', words)})";
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
