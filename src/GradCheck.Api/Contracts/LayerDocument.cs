using GradCheck.Derivations;
using GradCheck.Layers;

namespace GradCheck.Api.Contracts;

/// <summary>A layer as data: what it takes, with which defaults, and its mathematics.</summary>
public sealed record LayerDocument
{
    /// <summary>The identifier in routes.</summary>
    public required string Id { get; init; }

    /// <summary>The name for people.</summary>
    public required string Title { get; init; }

    /// <summary>What the layer does.</summary>
    public required string Summary { get; init; }

    /// <summary>Paper or course that defines it.</summary>
    public required string Source { get; init; }

    /// <summary>The modes it can be run in.</summary>
    public required IReadOnlyList<Mode> Modes { get; init; }

    /// <summary>The tensors it takes.</summary>
    public required IReadOnlyList<InputDocument> Inputs { get; init; }

    /// <summary>The numbers and names it takes.</summary>
    public required IReadOnlyList<ParameterDocument> Parameters { get; init; }

    /// <summary>Its mathematics over one group of `m` elements, in the order of the derivation.</summary>
    public required IReadOnlyList<Formula> Formulas { get; init; }

    /// <summary>The entry of a layer.</summary>
    /// <param name="layer">The layer.</param>
    public static LayerDocument From(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        var groups = $"({string.Join(", ", layer.GroupAxes.Select(axis => layer.Axes[axis]))},)";
        var parameter = layer.ParametersMayKeepAxes ? $"{layer.ParameterShapeText} or {layer.KeptParameterShapeText}" : layer.ParameterShapeText;
        List<InputDocument> inputs =
        [
            new("x", layer.ShapesText(), true, null, "The batch."),
            new("dout", layer.ShapesText(), true, null, "The gradient of the loss with respect to out."),
            new("gamma", parameter, false, "ones", "The scale."),
            new("beta", parameter, false, "zeros", "The shift."),
        ];
        List<ParameterDocument> parameters = [new("eps", "number", LayerOptions.DefaultEps, 0, null, "Added to the variance under the square root."), new("ddof", "number", 0, 0, 1, "Taken off m in the divisor of the variance: 1 for Bessel's.")];
        if (layer.HasRunningStatistics)
        {
            inputs.Add(new("running_mean", groups, false, null, "The running mean: needed in eval, updated in train."));
            inputs.Add(new("running_var", groups, false, null, "The running variance, biased, 0 or more: needed in eval, updated in train."));
            parameters.Add(new("momentum", "number", LayerOptions.DefaultMomentum, 0, 1, "The share of the old running statistics that an update keeps; PyTorch's momentum is 1 - momentum."));
            parameters.Add(new("momentum_of", "name", "old", null, null, "What momentum is the share of: old, or new as in PyTorch, where it is 0.1 by default."));
            parameters.Add(new("running_ddof", "number", null, 0, 1, "The ddof of the variance that is averaged into running_var; by default that of ddof."));
        }

        parameters.Add(layer.HasChannels
            ? new("channels", "name", "first", null, null, "Where the channels stand: first, after the samples, or last.")
            : new("normalized_shape", "sizes", null, null, null, "The sizes of the last axes that are normalized together, as in PyTorch; by default the last axis alone."));
        if (layer.TakesGroups)
        {
            parameters.Add(new("groups", "number", null, 1, null, "Into how many groups the channels of a sample are cut; it divides C. Required."));
        }

        parameters.Add(new("mode", "name", "train", null, null, "Which statistics to normalize with."));
        return new()
        {
            Id = layer.Id,
            Title = layer.Title,
            Summary = layer.Summary,
            Source = layer.Source,
            Modes = layer.HasRunningStatistics ? [Mode.Train, Mode.Eval] : [Mode.Train],
            Inputs = inputs,
            Parameters = parameters,
            Formulas = [.. Derivation.Of(layer, Mode.Train).Select(step => new Formula(step.Quantity, step.Result, step.Sentence))],
        };
    }
}

/// <summary>A tensor that a layer takes.</summary>
/// <param name="Name">Its name in requests.</param>
/// <param name="Shape">Its shape by the names of the axes: `(N, D)`.</param>
/// <param name="Required">Whether it has to be given.</param>
/// <param name="Default">What stands in for it, in a word; null where nothing does.</param>
/// <param name="Description">What it is.</param>
public sealed record InputDocument(string Name, string Shape, bool Required, string? Default, string Description);

/// <summary>A number or name that a layer takes.</summary>
/// <param name="Name">Its name in requests.</param>
/// <param name="Type">`number` or `name`.</param>
/// <param name="Default">What stands in for it; left out where nothing does.</param>
/// <param name="Minimum">The smallest value, inclusive; left out where there is none.</param>
/// <param name="Maximum">The largest value, inclusive; left out where there is none.</param>
/// <param name="Description">What it is.</param>
public sealed record ParameterDocument(string Name, string Type, object? Default, double? Minimum, double? Maximum, string Description);
