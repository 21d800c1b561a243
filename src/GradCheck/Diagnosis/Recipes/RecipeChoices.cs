namespace GradCheck.Diagnosis.Recipes;

/// <summary>Where <c>eps</c> enters the standard deviation.</summary>
internal enum EpsUse
{
    /// <summary><c>sqrt(var + eps)</c>, as it should.</summary>
    InsideRoot,

    /// <summary><c>sqrt(var) + eps</c>.</summary>
    OutsideRoot,

    /// <summary><c>sqrt(var)</c>.</summary>
    Omitted,

    /// <summary><c>sqrt(var - eps)</c>.</summary>
    Subtracted,

    /// <summary><c>sqrt(var)</c>, and added to the quotient.</summary>
    AddedToQuotient,
}

/// <summary>What <c>x - mean</c> is divided by.</summary>
internal enum Divisor
{
    /// <summary>The standard deviation, as it should be.</summary>
    Std,

    /// <summary>The variance.</summary>
    Variance,

    /// <summary>The inverse standard deviation: multiplied where it should be divided.</summary>
    InverseStd,
}

/// <summary>What flows back into <c>xhat</c>.</summary>
internal enum DxhatOf
{
    /// <summary><c>dout * gamma</c>, as it should.</summary>
    DoutAndGamma,

    /// <summary><c>dout</c>.</summary>
    DoutAlone,

    /// <summary><c>dout * gamma * gamma</c>.</summary>
    DoutAndGammaTwice,

    /// <summary><c>gamma</c>, as if <c>dout</c> were 1.</summary>
    GammaAlone,
}

/// <summary>What the two sums of the backward pass run over.</summary>
internal enum SumsOver
{
    /// <summary>The group, as they should.</summary>
    Group,

    /// <summary>The axes that tell one group from another.</summary>
    Across,

    /// <summary>The whole batch, as means.</summary>
    Everything,

    /// <summary>The element alone: the Jacobian taken as diagonal.</summary>
    Element,
}

/// <summary>What <c>dout</c> is multiplied by in <c>dgamma</c>.</summary>
internal enum DgammaOf
{
    /// <summary><c>xhat</c>, as it should.</summary>
    Xhat,

    /// <summary><c>x</c>.</summary>
    X,

    /// <summary><c>x - mean</c>.</summary>
    Centered,

    /// <summary><c>out</c>.</summary>
    Out,

    /// <summary><c>gamma</c>.</summary>
    Gamma,
}

/// <summary>Which elements a sum of the backward pass leaves out.</summary>
internal enum LeftOut
{
    /// <summary>None, as it should.</summary>
    None,

    /// <summary>The last of the group.</summary>
    Last,

    /// <summary>The first of the group.</summary>
    First,

    /// <summary>The last run of neighbours, such as a sample's pixels.</summary>
    LastBlock,

    /// <summary>The first run of neighbours.</summary>
    FirstBlock,
}
