using System.ComponentModel;

namespace GradCheck.Api.Contracts;

/// <summary>The long parts of the answer to a program; all come where none are named.</summary>
public enum ProgramPart
{
    /// <summary>What every executed assignment was held against.</summary>
    [Description("every executed assignment")]
    Lines,

    /// <summary>The computational graph of the forward pass.</summary>
    [Description("the computational graph")]
    Graph,

    /// <summary>The smallest batch on which the first wrong line shows.</summary>
    [Description("the smallest batch on which the first wrong line shows")]
    Example,
}
