namespace GradCheck.Diagnosis;

/// <summary>The order in which edits are made, so that a later one finds in place what it builds on.</summary>
internal enum EditOrder
{
    /// <summary>Other groups are normalized.</summary>
    Groups,

    /// <summary>The forward pass is another.</summary>
    Forward,

    /// <summary>The backward pass is another.</summary>
    Backward,

    /// <summary>A constant is estimated with everything else in place.</summary>
    Estimate,
}
