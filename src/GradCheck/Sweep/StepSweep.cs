using System.Collections.Immutable;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Numeric;
using GradCheck.Tensors;

namespace GradCheck.Sweep;

/// <summary>The error of the numeric <c>dx</c> against the step <c>h</c>: why 1e-5 and not 1e-12.</summary>
/// <remarks>
/// Every method of <see cref="NumericMethod.All"/> is run at the very step, <c>richardson</c> from it downwards but never
/// from beyond an eighth of the distance to the nearest singularity. The closed form is the truth: its own error is below
/// a few units of 2^-52.
/// </remarks>
public static class StepSweep
{
    /// <summary>The steps: 1e-1, 1e-2, to 1e-14.</summary>
    public static ImmutableArray<double> Steps { get; } =
        [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12, 1e-13, 1e-14];

    /// <summary>How many terms of losses are evaluated at most, in the unit of <see cref="GroupGradient.WorkOf"/>.</summary>
    /// <param name="input">The input.</param>
    public static long WorkOf(LayerInput input) => Steps.Length * NumericMethod.All.Sum(method => GroupGradient.WorkOf(input, method));

    /// <summary>Sweeps the steps with every method.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="cancellation">Ends the work between two entries.</param>
    /// <returns>One curve a method, in the order of <see cref="NumericMethod.All"/>.</returns>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static ImmutableArray<SweepCurve> Run(Pass pass, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(pass);
        var analytic = pass.Closed.Dx;
        var largestPath = pass.ScaleOf(TensorId.Dx).Largest;
        return [.. NumericMethod.All.Select(method => SweepCurve.Of(
            method,
            [.. Steps.Select(step => PointOf(step, analytic, GroupGradient.Dx(pass, method, step, cancellation).Value, largestPath))],
            LargestStep(pass),
            SweepTheory.Of(pass, method)))];
    }

    private static SweepPoint PointOf(double step, Tensor analytic, Tensor numeric, double largestPath)
    {
        var (worst, vanished) = (0.0, 0);
        for (var k = 0; k < analytic.Shape.Count; k++)
        {
            if (double.IsNaN(numeric[k]))
            {
                vanished++;
            }
            else
            {
                worst = Math.Max(worst, Math.Abs(numeric[k] - analytic[k]));
            }
        }

        // 0/0 is 0: without a gradient there is nothing to be wrong about.
        var error = worst == 0 ? 0 : worst / largestPath;
        return new(step, vanished == analytic.Shape.Count ? null : error, vanished);
    }

    /// <summary>The largest step that truncation of the method's order holds for, in every group.</summary>
    private static double LargestStep(Pass pass)
    {
        var largest = double.PositiveInfinity;
        for (var g = 0; pass.Input.StatisticsDependOnX && g < pass.Input.Groups.Groups; g++)
        {
            largest = Math.Min(largest, CentralDifference.LargestShareOfRadius * new GroupLine(pass, g).Radius);
        }

        return largest;
    }
}
