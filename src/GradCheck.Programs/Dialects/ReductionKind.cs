namespace GradCheck.Programs.Dialects;

/// <summary>What a reduction makes of the values it takes together.</summary>
internal enum ReductionKind
{
    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>Their variance.</summary>
    Variance,

    /// <summary>Their standard deviation.</summary>
    Deviation,

    /// <summary>The largest.</summary>
    Largest,

    /// <summary>The smallest.</summary>
    Smallest,

    /// <summary>Their product.</summary>
    Product,
}
