using GradCheck.Layers;
using GradCheck.Normalization;

namespace GradCheck.Numeric;

/// <summary>Numeric gradients one group at a time: an element of <c>x</c> moves the statistics of its own group only.</summary>
/// <remarks>
/// The cost is <see cref="WorkOf"/> evaluated terms instead of those of <see cref="WholePassGradient"/>, which is the
/// definition and gives the same within both error bounds.
/// </remarks>
public static class GroupGradient
{
    /// <summary>How many terms of losses are evaluated at most, about a few nanoseconds each.</summary>
    /// <param name="input">The input.</param>
    /// <param name="method">The method.</param>
    public static long WorkOf(LayerInput input, NumericMethod method)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(method);
        var termsOfEntry = input.StatisticsDependOnX ? input.Groups.Size : 1;
        return (long)method.EvaluationsPerEntry * input.X.Shape.Count * (termsOfEntry + 2);
    }

    /// <summary>Differentiates numerically with respect to every entry of <c>x</c>, <c>gamma</c> and <c>beta</c>.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="method">The method.</param>
    /// <param name="step">The step, above 0; null for the method's own.</param>
    /// <param name="cancellation">Ends the work between two entries.</param>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static NumericGradients Run(Pass pass, NumericMethod method, double? step = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(pass);
        ArgumentNullException.ThrowIfNull(method);
        var input = pass.Input;
        var dx = Dx(pass, method, step, cancellation);
        var dgamma = new NumericEstimate[input.Gamma.Shape.Count];
        var dbeta = new NumericEstimate[input.Beta.Shape.Count];
        for (var p = 0; p < dgamma.Length; p++)
        {
            cancellation.ThrowIfCancellationRequested();
            dgamma[p] = method.Differentiate(LinearLines.AlongGamma(pass, p), step);
            dbeta[p] = method.Differentiate(LinearLines.AlongBeta(pass, p), step);
        }

        return new(
            method,
            step ?? method.DefaultStep,
            dx,
            NumericTensor.Of(input.Gamma.Shape, dgamma),
            NumericTensor.Of(input.Beta.Shape, dbeta));
    }

    /// <summary>Differentiates numerically with respect to every entry of <c>x</c> alone.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="method">The method.</param>
    /// <param name="step">The step, above 0; null for the method's own.</param>
    /// <param name="cancellation">Ends the work between two entries.</param>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static NumericTensor Dx(Pass pass, NumericMethod method, double? step = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(pass);
        ArgumentNullException.ThrowIfNull(method);
        var input = pass.Input;
        var dx = new NumericEstimate[input.X.Shape.Count];
        for (var g = 0; g < input.Groups.Groups; g++)
        {
            if (input.StatisticsDependOnX)
            {
                AlongGroup(new(pass, g));
            }
            else
            {
                AlongConstantGroup(g);
            }
        }

        return NumericTensor.Of(input.X.Shape, dx);

        void AlongGroup(GroupLine line)
        {
            for (var j = 0; j < line.Elements.Length; j++)
            {
                cancellation.ThrowIfCancellationRequested();
                line.MoveTo(j);
                dx[line.Elements[j]] = method.Differentiate(line, step);
            }
        }

        void AlongConstantGroup(int group)
        {
            var elements = new int[input.Groups.Size];
            input.Groups.ElementsOf(group, elements);
            foreach (var element in elements)
            {
                cancellation.ThrowIfCancellationRequested();
                dx[element] = method.Differentiate(LinearLines.AlongX(pass, group, element), step);
            }
        }
    }
}
