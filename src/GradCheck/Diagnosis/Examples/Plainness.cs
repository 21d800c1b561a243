using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Examples;

/// <summary>Whether an example shows anything to somebody who works with a pencil.</summary>
public static class Plainness
{
    /// <summary>The share by which two numbers differ in their first two digits.</summary>
    private const double Share = 0.1;

    private const double Smallest = 0.05;

    /// <summary>Whether some entry differs in its first two digits, and the right values are not all but zero.</summary>
    /// <param name="wrong">What wrong code gives.</param>
    /// <param name="right">What is right, of as many entries.</param>
    public static bool Shows(Tensor wrong, Tensor right)
    {
        ArgumentNullException.ThrowIfNull(wrong);
        ArgumentNullException.ThrowIfNull(right);
        if (wrong.Shape.Count != right.Shape.Count)
        {
            return false;
        }

        var (differs, largest) = (false, 0.0);
        for (var k = 0; k < right.Shape.Count; k++)
        {
            if (!double.IsFinite(wrong[k]) || !double.IsFinite(right[k]))
            {
                return false;
            }

            largest = Math.Max(largest, Math.Abs(right[k]));
            differs |= Math.Abs(wrong[k] - right[k]) is var gap && gap >= Smallest && gap >= Share * Math.Max(Math.Abs(wrong[k]), Math.Abs(right[k]));
        }

        return differs && largest >= Smallest;
    }
}
