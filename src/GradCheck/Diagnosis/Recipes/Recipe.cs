using GradCheck.Layers;

namespace GradCheck.Diagnosis.Recipes;

/// <summary>How a student's code computes a layer. As it stands it is right; a mistake is an edit, and two are two edits.</summary>
internal sealed record Recipe
{
    private GroupValues? istd;
    private BackwardSums? sums;

    public Recipe(Ingredients facts) => (Facts, EpsValue) = (facts, facts.Eps);

    /// <summary>The batch, and the groups that it is normalized in.</summary>
    public Ingredients Facts { get; init; }

    /// <summary>The layer, whose words a description speaks.</summary>
    public Layer Layer => Facts.Input.Layer;

    /// <summary>What <c>var</c> is multiplied by: <c>m / (m - 1)</c> for the unbiased one.</summary>
    public double VarFactor { get; init; } = 1;

    /// <summary>Whether the standard deviation stands where the variance should.</summary>
    public bool StdForVar { get; init; }

    public EpsUse EpsUse { get; init; }

    public double EpsValue { get; init; }

    public Divisor Divisor { get; init; }

    /// <summary>Whether <c>out</c> is scaled by <c>gamma</c>.</summary>
    public bool Scales { get; init; } = true;

    /// <summary>Whether <c>out</c> is shifted by <c>beta</c>.</summary>
    public bool Shifts { get; init; } = true;

    public DxhatOf DxhatOf { get; init; }

    public SumsOver SumsOver { get; init; }

    /// <summary>The coefficient of the direct path.</summary>
    public PerGroup Direct { get; init; }

    /// <summary>The coefficient of the variance path, and of <c>dvar</c>.</summary>
    public PerGroup Variance { get; init; }

    /// <summary>The coefficient of the mean path, and of <c>dmean</c>.</summary>
    public PerGroup Mean { get; init; }

    public DgammaOf DgammaOf { get; init; }

    /// <summary>Whether <c>dout</c> is taken for 1 in <c>dgamma</c> and <c>dbeta</c>.</summary>
    public bool DoutIsOne { get; init; }

    /// <summary>Whether the sums of <c>dgamma</c> and <c>dbeta</c> run over all parameters together.</summary>
    public bool SumsEverything { get; init; }

    /// <summary>Whether those of one parameter run over all channels of its group.</summary>
    public bool SumsOfGroup { get; init; }

    /// <summary>Which elements the sums of the backward pass leave out.</summary>
    public LeftOut LeftOut { get; init; }

    /// <summary>What the mean is multiplied by, where it is returned or averaged.</summary>
    public double MeanFactor { get; init; } = 1;

    /// <summary>The share of the old running statistics; null for the one that was asked for.</summary>
    public double? Momentum { get; init; }

    /// <summary>What is averaged into the running variance, made of the variance and <c>eps</c>; null for the variance.</summary>
    public Func<double, double, double>? RunningSample { get; init; }

    /// <summary>The constant that was taken from the submission, to be named; null where none was.</summary>
    public double? Constant { get; init; }

    /// <summary>A factor of each entry of the tensor at hand.</summary>
    public PerGroup Factor { get; init; }

    /// <summary>By which power of <c>gamma</c> the tensor at hand is multiplied.</summary>
    public int GammaPower { get; init; }

    /// <summary><c>istd</c> of each group, as the forward pass of this recipe has it.</summary>
    public GroupValues Istd => istd ??= new(Facts.Groups.Groups, IstdOf);

    /// <summary>What is added to <c>xhat</c>.</summary>
    public double Shift => EpsUse == EpsUse.AddedToQuotient ? EpsValue : 0;

    /// <summary>The sums of the backward pass, with the <c>xhat</c> of this recipe.</summary>
    public BackwardSums Sums => sums ??=
        IsForwardRight ? Facts.SumsOf(DxhatOf, SumsOver, LeftOut) : Facts.SumsOf(DxhatOf, SumsOver, LeftOut).WithGroupsScaled(IstdRatio);

    /// <summary>The variance of a group, as this recipe has it.</summary>
    public double VarOf(int group) => StdForVar ? Math.Sqrt(Facts.Var[group] * VarFactor) : Facts.Var[group] * VarFactor;

    private bool IsForwardRight => VarFactor == 1 && !StdForVar && EpsUse == EpsUse.InsideRoot && EpsValue == Facts.Eps && Divisor == Divisor.Std;

    /// <summary>By what this recipe's <c>istd</c> differs from the right one of its groups.</summary>
    public double IstdRatio(int group) => Istd[group] / Facts.Istd[group];

    /// <summary>What each element of the tensor at hand is multiplied by.</summary>
    public Func<int, double> ElementFactor()
    {
        var (factors, groups, parameters) = (Factor.Of(this), Facts.Groups, Facts.Parameters);
        return k => factors[groups.GroupOf(k)] * GammaFactor(parameters.GroupOf(k));
    }

    /// <summary><c>gamma</c> of a parameter to the <see cref="GammaPower"/>.</summary>
    public double GammaFactor(int parameter)
    {
        double factor = 1;
        for (var power = 0; power < GammaPower; power++)
        {
            factor *= Facts.Input.Gamma[parameter];
        }

        return factor;
    }

    private double IstdOf(int group)
    {
        var variance = VarOf(group);
        var root = EpsUse switch
        {
            EpsUse.InsideRoot => Math.Sqrt(variance + EpsValue),
            EpsUse.OutsideRoot => Math.Sqrt(variance) + EpsValue,
            EpsUse.Omitted or EpsUse.AddedToQuotient => Math.Sqrt(variance),
            _ => Math.Sqrt(variance - EpsValue),
        };
        return Divisor switch
        {
            Divisor.Std => 1 / root,
            Divisor.Variance => 1 / (root * root),
            _ => root,
        };
    }

    // A copy made by `with` computes its own.
    private Recipe(Recipe original)
    {
        (Facts, VarFactor, StdForVar, EpsUse, EpsValue, Divisor) = (original.Facts, original.VarFactor, original.StdForVar, original.EpsUse, original.EpsValue, original.Divisor);
        (Scales, Shifts, DxhatOf, SumsOver) = (original.Scales, original.Shifts, original.DxhatOf, original.SumsOver);
        (Direct, Variance, Mean, Factor, GammaPower) = (original.Direct, original.Variance, original.Mean, original.Factor, original.GammaPower);
        (DgammaOf, DoutIsOne, SumsEverything, SumsOfGroup) = (original.DgammaOf, original.DoutIsOne, original.SumsEverything, original.SumsOfGroup);
        (LeftOut, MeanFactor) = (original.LeftOut, original.MeanFactor);
        (Momentum, RunningSample, Constant) = (original.Momentum, original.RunningSample, original.Constant);
    }
}
