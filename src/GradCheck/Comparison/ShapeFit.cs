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
    /// <param name="keepdims">The right shape where reductions keep their axes.</param>
    public static bool Accepts(Shape submitted, Shape right, Shape keepdims)
    {
        ArgumentNullException.ThrowIfNull(submitted);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(keepdims);
        return submitted.Equals(right) || submitted.Equals(keepdims)
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
