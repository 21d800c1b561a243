using System.Collections.Immutable;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;
using static GradCheck.Normalization.TensorId;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>Mistakes by which other elements share their statistics than should.</summary>
/// <remarks>
/// They apply to a layer on which they can be made at all. That on some input their groups are the right ones is for the
/// review of the input to say.
/// </remarks>
internal static class GroupingHypotheses
{
    public static ImmutableArray<Hypothesis> All { get; } =
    [
        Of("statistics_over_features", input => input.Layer is { Rank: 2, NormalizesParameters: true } ? [PerSample(input)] : []),
        Of("statistics_over_batch", OverBatch),
        Of("statistics_over_positions", input => IsOfPositions(input.Layer) ? [PerSample(input)] : []),
        Of("channels_stand_last", ChannelsLast),
        Of("statistics_per_pixel", input => IsOfChannels(input) ? [input.Layer.View(input.X.Shape, 1..)] : []),
        Of("statistics_per_sample", input => IsOfChannels(input) ? [input.Layer.View(input.X.Shape, [0, .. input.Layer.GroupAxes])] : []),
        Of("statistics_per_channel", input => input.Layer.TakesGroups ? [input.Layer.View(input.X.Shape, input.Layer.GroupAxes)] : []),
        Of("statistics_leave_out_space", OverChannelsOfAPixel),
        Of("channels_interleaved", Interleaved),
        Of("group_count_for_size", CountForSize),
        StatisticsOfAnotherGroup.Hypothesis,
        Of("reshape_without_transpose", AsRows, Enum.GetValues<TensorId>(), isOfParameters: true),
        Of("statistics_over_everything", input => input.Groups.Groups > 1 ? [new(1, 1, input.Groups.Count)] : []),
        new(
            "batch_statistics_in_eval",
            [Xhat, Out, Dgamma, Dx],
            (recipe, _) => recipe.Facts.InTraining is { } training ? [recipe with { Facts = training }] : [])
        {
            ActsTogether = true,
            Applies = input => !input.StatisticsDependOnX,
        },
    ];

    /// <summary>A mistake that takes other elements together.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="groupings">
    /// Which elements share statistics, in one way or several; none where the layer does not lend itself to it.
    /// </param>
    /// <param name="reach">The tensors that it can be seen in; null for those that are normalized.</param>
    /// <param name="isOfParameters">Whether parameters are shared by them as well.</param>
    private static Hypothesis Of(
        string code, Func<LayerInput, IEnumerable<GroupView>> groupings, TensorId[]? reach = null, bool isOfParameters = false) =>
        new(code, [.. reach ?? [Xhat, Out, Dx, Dgamma]], (recipe, _) =>

            // Groups are set once: another such mistake would undo this one.
            recipe.Facts.IsRegrouped ? [] :
            from groups in groupings(recipe.Facts.Input)
            let facts = recipe.Facts.Regrouped(groups, isOfParameters ? groups : null)
            where facts is not null
            select recipe with { Facts = facts })
        {
            ActsTogether = true,
            Applies = input => input.StatisticsDependOnX && groupings(input).Any(),
        };

    private static bool IsOfChannels(LayerInput input) => input.Layer is { Rank: > 2, NormalizesParameters: true };

    private static bool IsOfPositions(Layer layer) => layer is { NormalizesTrailingAxes: true, GroupAxes.Length: > 1 };

    private static GroupView PerSample(LayerInput input) => input.Layer.View(input.X.Shape, 0..1);

    private static IEnumerable<GroupView> OverBatch(LayerInput input)
    {
        if (!input.Layer.GroupAxes.Contains(0))
        {
            yield break;
        }

        yield return input.Parameters;
        if (input.Options.Groups is { } groups and > 1)
        {
            // The groups are kept apart, and the samples are not. With one group, that is everything.
            var apart = input.Groups with { Groups = groups, Blocks = 1 };
            yield return apart with { Outer = input.X.Shape[0] * apart.Outer };
        }
    }

    // With as many channels as the last axis is long this is a reshape without a transpose. Otherwise parameters that differ
    // do not fit both readings, so it shows only where they are all the same.
    private static IEnumerable<GroupView> ChannelsLast(LayerInput input)
    {
        var (layer, shape) = (input.Layer, input.X.Shape);
        return layer is { Rank: > 2, HasChannelsLast: false, TakesGroups: false, NormalizesTrailingAxes: false }
            && shape[1] != shape[layer.Rank - 1] && IsConstant(input.Gamma) && IsConstant(input.Beta)
            ? [layer.View(shape, layer.NormalizesParameters ? [layer.Rank - 1] : [0, layer.Rank - 1])]
            : [];
    }

    private static bool IsConstant(Tensor tensor) => !tensor.Values.ContainsAnyExcept(tensor[0]);

    // As layer normalization of rows of channels would have it.
    private static IEnumerable<GroupView> OverChannelsOfAPixel(LayerInput input)
    {
        if (input.Layer.TakesGroups)
        {
            var (samples, channels, groups) = (input.X.Shape[0], input.Parameters.Groups, input.Options.Groups!.Value);
            var all = input.X.Shape.Count / (channels / groups);
            yield return input.Layer.HasChannelsLast ? new(1, all, channels / groups) : new(channels / groups, all, 1, samples * groups);
        }
    }

    private static IEnumerable<GroupView> Interleaved(LayerInput input)
    {
        if (input.Layer.TakesGroups)
        {
            var (samples, channels, groups) = (input.X.Shape[0], input.Parameters.Groups, input.Options.Groups!.Value);
            var space = input.X.Shape.Count / samples / channels;
            yield return input.Layer.HasChannelsLast
                ? new(space * (channels / groups), samples * groups, 1, samples)
                : new(channels / groups, samples * groups, space, samples);
        }
    }

    private static IEnumerable<GroupView> CountForSize(LayerInput input) => input.Layer.TakesGroups
        ? [input.Layer.GroupsOf(input.X.Shape, input.Parameters.Groups / input.Options.Groups!.Value)]
        : [];

    // Reshaped to (N * H * W, C) while the channels do not stand last.
    private static IEnumerable<GroupView> AsRows(LayerInput input) => IsOfChannels(input) && !input.Layer.HasChannelsLast
        ? [new(input.X.Shape.Count / input.Parameters.Groups, input.Parameters.Groups, 1)]
        : [];
}
