using System.Globalization;

namespace GradCheck.Python.Values;

/// <summary>Shapes as NumPy prints them.</summary>
internal static class ShapeWords
{
    /// <summary><c>(4, 5)</c>, <c>(5,)</c>, <c>()</c>.</summary>
    public static string Of(ReadOnlySpan<int> shape)
    {
        var parts = new string[shape.Length];
        for (var axis = 0; axis < parts.Length; axis++)
        {
            parts[axis] = shape[axis].ToString(CultureInfo.InvariantCulture);
        }

        return parts.Length == 1 ? $"({parts[0]},)" : $"({string.Join(", ", parts)})";
    }

    /// <summary><c>(4,5)</c>, as in NumPy's messages about broadcasting.</summary>
    public static string Tight(ReadOnlySpan<int> shape) => Of(shape).Replace(" ", string.Empty, StringComparison.Ordinal);
}
