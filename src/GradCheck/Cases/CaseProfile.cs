namespace GradCheck.Cases;

/// <summary>What a generated batch is like.</summary>
public enum CaseProfile
{
    /// <summary>Numbers as one meets them: columns of different means and spreads, gamma from 0.5 to 2.</summary>
    Typical,

    /// <summary>Small whole numbers, to follow by hand.</summary>
    Readable,

    /// <summary>
    /// A batch on which every mistake with a fixed prediction differs from right code and from every other: one group
    /// with a variance near <c>eps</c>, gamma of both signs, a dout that is neither constant nor along xhat. By default of
    /// the smallest size on which that is so.
    /// </summary>
    Discriminating,

    /// <summary>A mean of a million and a spread of 1.</summary>
    Offset,

    /// <summary>Variances far below the default <c>eps</c>.</summary>
    TinyVariance,

    /// <summary>The last group is constant, at a number that binary fractions cannot hold.</summary>
    ConstantColumn,

    /// <summary>Gamma positive, negative and zero in turn.</summary>
    SignedGamma,

    /// <summary>Typical numbers, many more columns than rows.</summary>
    Wide,

    /// <summary>Typical numbers, many more rows than columns.</summary>
    Tall,
}
