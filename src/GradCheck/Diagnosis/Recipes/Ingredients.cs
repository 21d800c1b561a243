using GradCheck.Arithmetic;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Recipes;

/// <summary>What a student's code has at hand on a batch: the right statistics, and the sums that passes are made of.</summary>
/// <remarks>Everything that costs a pass over the batch is computed when first asked for, once.</remarks>
internal sealed class Ingredients
{
    private readonly Dictionary<(DxhatOf, SumsOver, LeftOut), BackwardSums> sums = [];
    private readonly Dictionary<(GroupView, GroupView), Ingredients?> regrouped = [];
    private readonly Dictionary<string, Ingredients> restated = [];
    private readonly Dictionary<DxhatOf, double[]> largestDxhat = [];
    private double[]? largestXhat;
    private Ingredients? inTraining;

    public Ingredients(Pass pass)
    {
        Pass = pass;
        var statistics = pass.Statistics;
        Mean = DoubleDouble.Rounded(statistics.Mean);
        Var = DoubleDouble.Rounded(statistics.Var);
        Istd = DoubleDouble.Rounded(statistics.Istd);
        Xhat = pass.WideXhat;
    }

    public Pass Pass { get; }

    public LayerInput Input => Pass.Input;

    public GroupView Groups => Input.Groups;

    public GroupView Parameters => Input.Parameters;

    /// <summary>The number of elements in a group.</summary>
    public int Size => Groups.Size;

    /// <summary>What the sum of squares of a group is divided by in <c>var</c>.</summary>
    public int VarDivisor => Input.VarDivisor;

    public double Eps => Input.Options.Eps;

    public double[] Mean { get; }

    public double[] Var { get; }

    public double[] Istd { get; }

    public DoubleDouble[] Xhat { get; }

    /// <summary>Whether its groups are not those of the layer: a mistake that sets others has been made already.</summary>
    public bool IsRegrouped { get; private set; }

    /// <summary>The largest <c>|xhat|</c> of each group, 1 at least.</summary>
    public double[] LargestXhat => largestXhat ??= LargestOf(k => Math.Max(1, Math.Abs(Xhat[k].High)));

    /// <summary>The same batch with its own statistics, where the layer is in mode eval.</summary>
    public Ingredients? InTraining => inTraining ??= Input.StatisticsDependOnX ? null : Run(Input.Regrouped(Groups, Parameters));

    /// <summary>What flows back into <c>xhat</c>, by one way of computing it.</summary>
    public double Dxhat(DxhatOf way, int element) => way switch
    {
        DxhatOf.DoutAndGamma => Pass.Staged.Dxhat[element],
        DxhatOf.DoutAlone => Input.Dout[element],
        DxhatOf.DoutAndGammaTwice => Pass.Staged.Dxhat[element] * Input.Gamma[Parameters.GroupOf(element)],
        _ => Input.Gamma[Parameters.GroupOf(element)],
    };

    /// <summary>The sums of a backward pass with the right <c>xhat</c>, by one way of computing them.</summary>
    /// <param name="way">What flows back into <c>xhat</c>.</param>
    /// <param name="over">What the sums run over.</param>
    /// <param name="left">What sums over a group leave out.</param>
    public BackwardSums SumsOf(DxhatOf way, SumsOver over, LeftOut left = LeftOut.None)
    {
        if (!sums.TryGetValue((way, over, left), out var found))
        {
            sums[(way, over, left)] = found = BackwardSums.Of(this, way, over, left);
        }

        return found;
    }

    /// <summary>The largest <c>|dxhat|</c> of each group, by one way of computing it.</summary>
    public double[] LargestDxhat(DxhatOf way)
    {
        if (!largestDxhat.TryGetValue(way, out var found))
        {
            largestDxhat[way] = found = LargestOf(k => Math.Abs(Dxhat(way, k)));
        }

        return found;
    }

    /// <summary>The largest of something in each group.</summary>
    public double[] LargestOf(Func<int, double> size)
    {
        var largest = new double[Groups.Groups];
        for (var k = 0; k < Groups.Count; k++)
        {
            ref var group = ref largest[Groups.GroupOf(k)];
            group = Math.Max(group, size(k));
        }

        return largest;
    }

    /// <summary>The same batch with its elements belonging together otherwise; null where it cannot be normalized so.</summary>
    /// <param name="groups">Which elements share their statistics.</param>
    /// <param name="parameters">Which elements share their parameters; null for those that should.</param>
    public Ingredients? Regrouped(GroupView groups, GroupView? parameters = null)
    {
        var views = (groups, parameters ?? Parameters);
        if (!regrouped.TryGetValue(views, out var found))
        {
            regrouped[views] = found = Run(Input.Regrouped(groups, parameters ?? Parameters));
            found?.IsRegrouped = true;
        }

        return found;
    }

    /// <summary>The same batch, normalized with other statistics: of another group, or worked out in another way.</summary>
    /// <param name="way">What it is known by: it is worked out once.</param>
    /// <param name="mean">The mean of a group.</param>
    /// <param name="variance">The variance of a group.</param>
    /// <param name="groupOf">The group whose statistics an element takes.</param>
    public Ingredients Restated(string way, Func<int, double> mean, Func<int, double> variance, Func<int, int> groupOf)
    {
        if (!restated.TryGetValue(way, out var found))
        {
            restated[way] = found = new(this, mean, variance, groupOf);
        }

        return found;
    }

    private Ingredients(Ingredients original, Func<int, double> mean, Func<int, double> variance, Func<int, int> groupOf)
    {
        Pass = original.Pass;
        var groups = original.Groups.Groups;
        (Mean, Var, Istd, Xhat) = (new double[groups], new double[groups], new double[groups], new DoubleDouble[original.Groups.Count]);
        for (var g = 0; g < groups; g++)
        {
            (Mean[g], Var[g]) = (mean(g), variance(g));
            Istd[g] = 1 / Math.Sqrt(Var[g] + Eps);
        }

        for (var k = 0; k < Xhat.Length; k++)
        {
            var group = groupOf(k);
            Xhat[k] = (Input.X[k] - (DoubleDouble)Mean[group]) * Istd[group];
        }

        IsRegrouped = true;
    }

    private static Ingredients? Run(LayerInput input)
    {
        var statistics = GroupStatistics.Of(input);
        return statistics.Undefined is null ? new(Pass.Of(input, statistics)) : null;
    }
}
