namespace GradCheck.Diagnosis.Recipes;

/// <summary>How a student's code computes a layer: choices alone. As it stands it is right; a mistake is an edit, two are two.</summary>
/// <param name="Facts">The batch, and the groups that it is normalized in.</param>
internal sealed record Recipe(Ingredients Facts)
{
    /// <summary>How <c>istd</c> is made of a variance.</summary>
    public Normalizer Normalizer { get; init; } = new(Facts.Eps);

    /// <summary>Whether <c>out</c> is scaled by <c>gamma</c>.</summary>
    public bool Scales { get; init; } = true;

    /// <summary>Whether <c>out</c> is shifted by <c>beta</c>.</summary>
    public bool Shifts { get; init; } = true;

    /// <summary>What flows back into <c>xhat</c>.</summary>
    public DxhatOf DxhatOf { get; init; }

    /// <summary>What the two sums of the backward pass run over.</summary>
    public SumsOver SumsOver { get; init; }

    /// <summary>The coefficient of the direct path.</summary>
    public PerGroup Direct { get; init; }

    /// <summary>The coefficient of the variance path, and of <c>dvar</c>.</summary>
    public PerGroup Variance { get; init; }

    /// <summary>The coefficient of the mean path, and of <c>dmean</c>.</summary>
    public PerGroup Mean { get; init; }

    /// <summary>What <c>dout</c> is multiplied by in <c>dgamma</c>.</summary>
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

    /// <summary>The share of the old running statistics.</summary>
    public double Momentum { get; init; } = Facts.Input.Options.ShareOfOld;

    /// <summary>What is averaged into the running variance, made of the variance and <c>eps</c>; null for the variance.</summary>
    public Func<double, double, double>? RunningSample { get; init; }

    /// <summary>The constant that was taken from the submission, to be named; null where none was.</summary>
    public double? Constant { get; init; }

    /// <summary>A factor of each entry of the tensor at hand.</summary>
    public PerGroup Factor { get; init; }

    /// <summary>By which power of <c>gamma</c> the tensor at hand is multiplied.</summary>
    public int GammaPower { get; init; }
}
