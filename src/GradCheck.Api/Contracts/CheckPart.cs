using System.ComponentModel;

namespace GradCheck.Api.Contracts;

/// <summary>What a check may be answered with besides.</summary>
public enum CheckPart
{
    /// <summary>The smallest batch on which a mistake shows.</summary>
    [Description("with each cause the smallest batch on which it shows; at `fix` it comes always, below `cause` never")]
    Example,
}
