using System.Globalization;
using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary>The subscripts of <c>np.einsum</c>: a letter for each axis.</summary>
internal static class EinsumSubscripts
{
    /// <summary>Stand for the axes of an ellipsis, the last first.</summary>
    private const char FirstOfEllipsis = '\u0100';

    public static NdArray Apply(CallContext context, string subscripts, NdArray[] operands)
    {
        var (inputs, output) = Letters(context, subscripts, operands);
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

        return output.GroupBy(letter => letter).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw Errors.Value($"einstein sum subscripts string includes output subscript '{twice.Key}' multiple times", context.Span)
            : Einsum.Apply(context, "numpy.einsum", inputs, output, lengths, operands);
    }

    private static (string[] Inputs, string Output) Letters(CallContext context, string subscripts, NdArray[] operands)
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
        var words = (output + sum).Select(letter => letters.IndexOf(letter, StringComparison.Ordinal) is var axis and >= 0 ? operand.Shape[axis].ToString(CultureInfo.InvariantCulture) : "newaxis").ToList();
        while (words.Count > 0 && words[0] == "newaxis")
        {
            words.RemoveAt(0);
        }

        return $"({string.Join(',', words)})";
    }
}
