using System.Text;
using GradCheck.Arithmetic;

namespace GradCheck.Tensors;

/// <summary>A tensor in words, as NumPy prints it.</summary>
internal static class TensorText
{
    /// <summary>Of an axis that is longer than twice this, so many entries at either end are shown.</summary>
    private const int Edge = 3;

    /// <summary>The values in nested brackets, a row a line.</summary>
    /// <param name="tensor">The tensor.</param>
    public static string Of(Tensor tensor)
    {
        var text = new StringBuilder();
        Append(text, tensor, 0, 0);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Tensor tensor, int axis, int first)
    {
        if (axis == tensor.Shape.Rank)
        {
            text.Append(NumberText.Of(tensor[first]));
            return;
        }

        var (size, step) = (tensor.Shape[axis], tensor.Shape.CountOf((axis + 1)..));
        text.Append('[');
        for (var index = 0; index < size; index++)
        {
            if (index > 0)
            {
                text.Append(Separator(tensor.Shape.Rank, axis));
            }

            if (size > 2 * Edge && index == Edge)
            {
                text.Append("...");
                index = size - Edge - 1;
                continue;
            }

            Append(text, tensor, axis + 1, first + (index * step));
        }

        text.Append(']');
    }

    // What lies along the last axis stands in a line; matrices are an empty line apart, and so on.
    private static string Separator(int rank, int axis) =>
        axis == rank - 1 ? ", " : "," + new string('\n', rank - 1 - axis) + new string(' ', axis + 1);
}
