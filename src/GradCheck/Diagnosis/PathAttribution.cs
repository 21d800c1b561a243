using GradCheck.Arithmetic;
using GradCheck.Diagnosis.Reports;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis;

/// <summary>Least squares of a submitted <c>dx</c> on the direct, variance and mean paths, group by group.</summary>
/// <remarks>
/// By orthogonalization of the paths scaled to length 1, so that the coefficients do not suffer from their sizes. A group
/// of fewer than four elements, or one in which two paths nearly coincide, tells nothing.
/// </remarks>
public static class PathAttribution
{
    /// <summary>From this condition number on, coefficients are not reported.</summary>
    public const double LargestConditionNumber = 1e6;

    private const int SmallestGroup = 4;

    /// <summary>Attributes a submission.</summary>
    /// <param name="reference">The right values.</param>
    /// <param name="dx">The submission, of the shape of <c>x</c>.</param>
    /// <returns>The coefficients of every group that tells them, each worked out when it is asked for.</returns>
    public static IEnumerable<PathCoefficients> Of(Pass reference, Tensor dx)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(dx);
        return Attribute(reference, dx);
    }

    private static IEnumerable<PathCoefficients> Attribute(Pass reference, Tensor dx)
    {
        var (view, paths) = (reference.Input.Groups, reference.Staged.Paths);
        if (paths.Variance is null || view.Size < SmallestGroup)
        {
            yield break;
        }

        var columns = new List<Tensor> { paths.Direct, paths.Variance };
        if (paths.Mean is not null)
        {
            columns.Add(paths.Mean);
        }

        var elements = new int[view.Size];
        for (var g = 0; g < view.Groups; g++)
        {
            view.ElementsOf(g, elements);
            if (Solve([.. columns.Select(column => Of(column, elements))], Of(dx, elements)) is { } fit)
            {
                yield return new(g, fit.Coefficients[0], fit.Coefficients[1], paths.Mean is null ? 1 : fit.Coefficients[2], fit.Condition, fit.Residual);
            }
        }
    }

    private static double[] Of(Tensor tensor, int[] elements) => Array.ConvertAll(elements, k => tensor[k]);

    private static (double[] Coefficients, double Condition, double Residual)? Solve(double[][] columns, double[] target)
    {
        var (count, size) = (columns.Length, Norm(target));
        var (lengths, r, rest) = (new double[count], new double[count, count], (double[])target.Clone());
        var onto = new double[count];
        double smallest = 1;
        for (var c = 0; c < count; c++)
        {
            lengths[c] = Norm(columns[c]);
            Scale(columns[c], lengths[c]);
            for (var b = 0; b < c; b++)
            {
                r[b, c] = Dot(columns[b], columns[c]);
                Subtract(columns[c], columns[b], r[b, c]);
            }

            r[c, c] = Norm(columns[c]);
            smallest = Math.Min(smallest, r[c, c]);
            Scale(columns[c], r[c, c]);
            onto[c] = Dot(columns[c], rest);
            Subtract(rest, columns[c], onto[c]);
        }

        // Not the singular values, but within a small factor of their ratio for three columns.
        if (!(1 / smallest <= LargestConditionNumber) || !double.IsFinite(size) || size == 0)
        {
            return null;
        }

        for (var c = count - 1; c >= 0; c--)
        {
            for (var b = c + 1; b < count; b++)
            {
                onto[c] -= r[c, b] * onto[b];
            }

            onto[c] /= r[c, c];
        }

        for (var c = 0; c < count; c++)
        {
            onto[c] /= lengths[c];
        }

        return (onto, 1 / smallest, Norm(rest) / size);
    }

    private static double Dot(double[] a, double[] b) => Sums.OfGroup(new(1, 1, a.Length), 0, new Products(a, b)).High;

    private static double Norm(double[] values) => Math.Sqrt(Dot(values, values));

    private static void Scale(double[] values, double by)
    {
        for (var k = 0; k < values.Length; k++)
        {
            values[k] /= by;
        }
    }

    private static void Subtract(double[] values, double[] other, double times)
    {
        for (var k = 0; k < values.Length; k++)
        {
            values[k] -= other[k] * times;
        }
    }

    private readonly struct Products(double[] a, double[] b) : Sums.ITerms
    {
        public DoubleDouble this[int element, int group] => a[element] * b[element];
    }
}
