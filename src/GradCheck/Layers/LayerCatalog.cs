using System.Collections.Immutable;

namespace GradCheck.Layers;

/// <summary>The layers that there are.</summary>
public static class LayerCatalog
{
    /// <summary>Batch normalization of <c>(N, D)</c>: each column is normalized over the batch.</summary>
    public static Layer BatchNorm { get; } = new()
    {
        Id = "batchnorm",
        Title = "Batch normalization",
        Summary = "Normalizes each column of x over the rows of the batch, then scales it by gamma and shifts it by beta.",
        Source = "Ioffe and Szegedy 2015, arXiv 1502.03167, section 3; CS231n assignment 2",
        Axes = ["N", "D"],
        AxisWords = ["row", "column"],
        GroupAxes = 1..2,
        ParameterAxis = 1,
        HasRunningStatistics = true,
        Formulas = Derivation.OfStandardized,
    };

    /// <summary>All layers, in the order in which they are listed.</summary>
    public static ImmutableArray<Layer> All { get; } = [BatchNorm];

    /// <summary>Finds a layer by its identifier.</summary>
    /// <param name="id">The identifier, in lower case.</param>
    /// <returns>The layer, or null where there is none of that name.</returns>
    public static Layer? Find(string id) => All.FirstOrDefault(layer => layer.Id == id);
}
