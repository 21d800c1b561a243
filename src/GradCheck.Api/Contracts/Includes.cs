namespace GradCheck.Api.Contracts;

/// <summary>What `include` may ask for.</summary>
internal static class Includes
{
    /// <summary>Every quantity of the staged computation.</summary>
    public const string Intermediates = "intermediates";

    /// <summary>The smallest batch on which a mistake shows.</summary>
    public const string Example = "example";

    /// <summary>The three terms of `dx`.</summary>
    public const string Paths = "paths";
}
