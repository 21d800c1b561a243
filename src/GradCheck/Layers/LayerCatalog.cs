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
        GroupAxes = [1],
        ParameterAxes = 1..2,
        TakesSequences = true,
        HasRunningStatistics = true,
    };

    /// <summary>Batch normalization of images: each channel is normalized over the batch and over space.</summary>
    public static Layer SpatialBatchNorm { get; } = BatchNorm with
    {
        Id = "spatial_batchnorm",
        Title = "Spatial batch normalization",
        Summary = "Normalizes each channel of x over the samples and over space, then scales it by gamma and shifts it by beta.",
        Source = "Ioffe and Szegedy 2015, arXiv 1502.03167, section 3.2; CS231n assignment 2",
        Axes = ["N", "C", "H", "W"],
        AxisWords = ["sample", "channel", "row", "column"],
        TakesSequences = false,
    };

    /// <summary>Layer normalization of <c>(N, D)</c>: each row is normalized over its features.</summary>
    public static Layer LayerNorm { get; } = new()
    {
        Id = "layernorm",
        Title = "Layer normalization",
        Summary = "Normalizes each row of x over its features, then scales each column by gamma and shifts it by beta.",
        Source = "Ba, Kiros and Hinton 2016, arXiv 1607.06450; CS231n assignment 2",
        Axes = ["N", "D"],
        AxisWords = ["row", "column"],
        GroupAxes = [0],
        ParameterAxes = 1..2,
        NormalizesTrailingAxes = true,
    };

    /// <summary>Group normalization of images: the channels of a sample are cut into groups, each normalized with its space.</summary>
    public static Layer GroupNorm { get; } = new()
    {
        Id = "groupnorm",
        Title = "Group normalization",
        Summary = "Cuts the channels of each sample into groups, normalizes each over its channels and over space, then scales each channel by gamma and shifts it by beta.",
        Source = "Wu and He 2018, arXiv 1803.08494; CS231n assignment 2",
        Axes = ["N", "C", "H", "W"],
        AxisWords = ["sample", "channel", "row", "column"],
        GroupAxes = [0, 1],
        ParameterAxes = 1..2,
        TakesGroups = true,
        ParametersMayKeepAxes = true,
    };

    /// <summary>Instance normalization of images: each channel of a sample is normalized over its space.</summary>
    public static Layer InstanceNorm { get; } = new()
    {
        Id = "instancenorm",
        Title = "Instance normalization",
        Summary = "Normalizes each channel of each sample over space, then scales each channel by gamma and shifts it by beta.",
        Source = "Ulyanov, Vedaldi and Lempitsky 2016, arXiv 1607.08022",
        Axes = ["N", "C", "H", "W"],
        AxisWords = ["sample", "channel", "row", "column"],
        GroupAxes = [0, 1],
        ParameterAxes = 1..2,
    };

    /// <summary>Root mean square normalization of <c>(N, D)</c>: as layer normalization, without subtracting the mean.</summary>
    public static Layer RmsNorm { get; } = LayerNorm with
    {
        Id = "rmsnorm",
        Title = "Root mean square normalization",
        Summary = "Divides each row of x by the root of its mean square, then scales each column by gamma and shifts it by beta. No mean is subtracted: var is the mean square, and there is no mean path.",
        Source = "Zhang and Sennrich 2019, arXiv 1910.07467",
        SubtractsMean = false,
    };

    /// <summary>All layers, in the order in which they are listed.</summary>
    public static ImmutableArray<Layer> All { get; } = [BatchNorm, SpatialBatchNorm, LayerNorm, GroupNorm, InstanceNorm, RmsNorm];

    /// <summary>Finds a layer by its identifier.</summary>
    /// <param name="id">The identifier, in lower case.</param>
    /// <returns>The layer, or null where there is none of that name.</returns>
    public static Layer? Find(string id) => All.FirstOrDefault(layer => layer.Id == id);
}
