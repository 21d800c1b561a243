using System.ComponentModel;

namespace GradCheck.Api.Contracts;

/// <summary>What gradients may be answered with besides, each under its name.</summary>
public enum GradientsPart
{
    /// <summary>Every quantity of the staged computation.</summary>
    [Description("`mean`, `var`, `xhat`, `dxhat`, `dvar`, `dmean`")]
    Intermediates,

    /// <summary>The three terms of <c>dx</c>.</summary>
    [Description("the three terms of `dx`")]
    Paths,
}
