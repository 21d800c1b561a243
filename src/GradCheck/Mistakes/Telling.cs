using System.Collections.Immutable;
using GradCheck.Layers;
using GradCheck.Normalization;

namespace GradCheck.Mistakes;

/// <summary>Where a mistake was made, for its words to speak of.</summary>
/// <param name="Layer">The layer, in the layout of the batch.</param>
/// <param name="Tensor">The tensor that shows it.</param>
internal sealed record Telling(Layer Layer, TensorId Tensor)
{
    /// <summary>What was seen, in words, in the order in which the mistake's words name it.</summary>
    public ImmutableArray<string> Seen { get; init; } = [];

    /// <summary>The <c>eps</c> that was asked for.</summary>
    public double Eps { get; init; }

    /// <summary>The <c>eps</c> that the numbers tell.</summary>
    public double EpsFound { get; init; }

    /// <summary>The constant that the numbers tell; null where none was looked for.</summary>
    public double? Constant { get; init; }

    /// <summary>Whether the gradient is that of a forward pass with the mistake: it is in the variance path as well.</summary>
    public bool IsInVariancePath { get; init; }
}
