using GradCheck.Tensors;

namespace GradCheck.Comparison;

/// <summary>Whether the shape of a submission will do for the right one.</summary>
public static class ShapeFit
{
    /// <summary>
    /// Whether NumPy would broadcast one shape to the other without repeating anything: axes of size 1 in front, such
    /// as <c>(1, D)</c> for <c>(D,)</c>, or the reduced axes kept.
    /// </summary>
    /// <param name="submitted">The shape to judge.</param>
    /// <param name="right">The right shape.</param>
    /// <param name="others">Other shapes that are right, such as that in which reductions keep their axes.</param>
    public static bool Accepts(Shape submitted, Shape right, IEnumerable<Shape> others)
    {
        ArgumentNullException.ThrowIfNull(submitted);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(others);
        return submitted.Equals(right) || others.Contains(submitted)
            || (submitted.Count == right.Count && WithoutLeadingOnes(submitted).SequenceEqual(WithoutLeadingOnes(right)));
    }

    private static ReadOnlySpan<int> WithoutLeadingOnes(Shape shape)
    {
        var first = 0;
        while (first < shape.Rank && shape[first] == 1)
        {
            first++;
        }

        return shape.Sizes[first..];
    }
}
