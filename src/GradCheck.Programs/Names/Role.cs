namespace GradCheck.Programs.Names;

/// <summary>What a name of the field stands for.</summary>
internal enum Role
{
    /// <summary>None that is known.</summary>
    None,

    /// <summary>The input.</summary>
    X,

    /// <summary>The mean of a group.</summary>
    Mean,

    /// <summary>The variance of a group.</summary>
    Var,

    /// <summary>The standard deviation, eps inside.</summary>
    Std,

    /// <summary>Its inverse.</summary>
    Istd,

    /// <summary>The input less its mean.</summary>
    Xmu,

    /// <summary>The normalized input.</summary>
    Xhat,

    /// <summary>The output.</summary>
    Out,

    /// <summary>The scale.</summary>
    Gamma,

    /// <summary>The shift.</summary>
    Beta,

    /// <summary>The number under the root.</summary>
    Eps,
}
