using System.Buffers;
using System.Text.Json;
using GradCheck.Tensors;

namespace GradCheck.Api.Fields;

/// <summary>Reads nested arrays straight into one flat buffer.</summary>
/// <remarks>
/// One pass over a regular tensor. The first irregularity ends it; then <see cref="TensorFault"/> reads the same text
/// again, without hurry, to say everything that is wrong with it.
/// </remarks>
internal static class TensorReader
{
    /// <summary>The deepest nesting that is read as a tensor.</summary>
    public const int MostAxes = 8;

    private const int FirstCapacity = 256;
    private const int MostInexact = 20;

    /// <summary>Reads the value that the reader stands on, and leaves the reader at its end.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="maxElements">The most elements to keep.</param>
    public static Field<Tensor> Read(ref Utf8JsonReader reader, int maxElements)
    {
        if (AttachedTensors.Find(ref reader) is { } attached)
        {
            return attached;
        }

        var again = reader;
        var values = ArrayPool<double>.Shared.Rent(FirstCapacity);
        try
        {
            if (TryRead(ref reader, maxElements, ref values, out var shape, out var inexact))
            {
                return new() { Value = new(shape, values.AsSpan(0, shape.Count)), InexactIntegers = inexact };
            }
        }
        finally
        {
            ArrayPool<double>.Shared.Return(values);
        }

        reader = again;
        return TensorFault.Explain(ref reader, maxElements);
    }

    private static bool TryRead(ref Utf8JsonReader reader, int maxElements, ref double[] values, out Shape shape, out List<InexactInteger> inexact)
    {
        shape = null!;
        inexact = [];
        Span<int> sizes = stackalloc int[MostAxes];
        Span<int> counts = stackalloc int[MostAxes];
        sizes.Clear();
        int depth = 0, rank = -1, count = 0;
        do
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray when depth < MostAxes && (rank < 0 || depth < rank):
                    counts[depth++] = 0;
                    break;

                case JsonTokenType.EndArray when counts[depth - 1] > 0 && (sizes[depth - 1] == 0 || sizes[depth - 1] == counts[depth - 1]):
                    depth--;
                    sizes[depth] = counts[depth];
                    if (depth > 0)
                    {
                        counts[depth - 1]++;
                    }

                    break;

                case JsonTokenType.Number or JsonTokenType.String when (rank < 0 || rank == depth) && count < maxElements && NumberReader.TryRead(ref reader, out var value):
                    rank = depth;
                    if (count == values.Length)
                    {
                        Grow(ref values);
                    }

                    if (inexact.Count < MostInexact && NumberReader.Inexact(ref reader, value, counts[..depth]) is { } rounded)
                    {
                        inexact.Add(rounded);
                    }

                    values[count++] = value;
                    if (depth > 0)
                    {
                        counts[depth - 1]++;
                    }

                    break;

                default:
                    return false;
            }
        }
        while (depth > 0 && reader.Read());

        shape = new(sizes[..rank]);
        return true;
    }

    private static void Grow(ref double[] values)
    {
        var larger = ArrayPool<double>.Shared.Rent(values.Length * 2);
        values.CopyTo(larger, 0);
        ArrayPool<double>.Shared.Return(values);
        values = larger;
    }
}
