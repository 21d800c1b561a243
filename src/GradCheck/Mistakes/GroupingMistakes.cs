namespace GradCheck.Mistakes;

/// <summary>Mistakes by which other elements share their statistics than should.</summary>
internal static class GroupingMistakes
{
    public static Mistake[] All =>
    [
        new("statistics_over_features", Family.Grouping)
        {
            OfTensor = at => new(
                "The statistics are taken over the other axis",
                "The mean and variance run over the features of each sample: that is layer normalization. Batch normalization "
                    + "takes them over the batch, for each feature. The numbers are right under that other convention.",
                Equations.Mean,
                $"Take the statistics over the batch: {at.Layer.GroupAxis()}.",
                "Which elements share one mean in the layer you are asked for?"),
        },
        new("statistics_over_batch", Family.Grouping | Family.Samples)
        {
            OfTensor = at => new(
                "The statistics are taken over the batch",
                $"The mean and variance run over all samples: that is batch normalization. With {at.Layer.Name()} a sample is "
                    + "normalized by itself, whatever else is in the batch.",
                Equations.Mean,
                $"Keep the samples apart: {at.Layer.GroupAxis()}.",
                "Does the output for one sample change when another sample of the batch does? Should it?"),
        },
        new("statistics_over_positions", Family.Grouping)
        {
            OfTensor = at => new(
                "The statistics run over the positions as well",
                "The mean and variance of a sample are taken over all its positions together. Each position has a mean and a "
                    + "variance of its own.",
                Equations.Mean,
                $"Reduce over what is normalized together, and nothing more: {at.Layer.GroupAxis()}, keeping the reduced axes. "
                    + "If the positions are to be normalized together, declare it: \"normalized_shape\".",
                "How many means does your forward pass compute for one sample, and how many positions has it?"),
        },
        new("channels_stand_last", Family.Grouping)
        {
            OfTensor = at => new(
                "The channels are taken to stand last",
                "The numbers are those of a batch whose channels stand on its last axis. Here the channels of x are read from "
                    + "axis 1. They are right under that other convention.",
                Equations.Mean,
                "If the channels of x do stand last, declare it: \"channels\": \"last\". Otherwise take the statistics of each "
                    + $"channel: {at.Layer.GroupAxis()}.",
                "Which axis of your x is that of the channels?"),
        },
        new("statistics_per_pixel", Family.Grouping)
        {
            OfTensor = at => new(
                "Each pixel has its own statistics",
                "The mean and variance run over the samples alone, so that every pixel of a channel is normalized by itself. A "
                    + "channel has one mean and one variance, over the samples and over space.",
                Equations.Mean,
                $"Reduce over space as well: {at.Layer.GroupAxis()}; or bring the channels last, reshape to "
                    + $"({at.Layer.Count()}, C), and use batch normalization.",
                "How many means does your forward pass compute, and how many channels are there?"),
        },
        new("statistics_per_sample", Family.Grouping | Family.Samples)
        {
            OfTensor = at => new(
                "Each sample has its own statistics",
                "The mean and variance of a channel run over space alone, sample by sample: that is instance normalization. "
                    + "Spatial batch normalization takes them over the samples as well. The numbers are right under that other "
                    + "convention.",
                Equations.Mean,
                $"Reduce over the samples as well: {at.Layer.GroupAxis()}.",
                "Does the output for one sample depend on the other samples of the batch? Should it?"),
        },
        new("statistics_per_channel", Family.Grouping | Family.Channels)
        {
            OfTensor = at => new(
                "Each channel has its own statistics",
                "The mean and variance run over space alone, channel by channel: that is instance normalization. Group "
                    + "normalization takes them over all channels of a group together. The numbers are right under that other "
                    + "convention.",
                Equations.Mean,
                $"Reduce over the channels of the group as well: {at.Layer.GroupAxis()}.",
                "Do two channels of one group have the same mean in your code?"),
        },
        new("statistics_leave_out_space", Family.Grouping | Family.Channels)
        {
            OfTensor = at => new(
                "The statistics leave out space",
                "The mean and variance run over the channels of a group at one pixel, as layer normalization of rows of "
                    + "channels would have it. A group is normalized over its channels and over space together.",
                Equations.Mean,
                $"Reduce over space as well: {at.Layer.GroupAxis()}.",
                "How many means does your forward pass compute for one sample, and how many groups are there?"),
        },
        new("channels_interleaved", Family.Grouping | Family.Channels)
        {
            OfTensor = at => new(
                "The groups interleave the channels",
                "Each group takes channels that lie as far apart as there are groups. A group is a run of neighbouring channels.",
                Equations.Mean,
                $"Put the group before the channel in the reshape: {at.Layer.Reshaped()}, not "
                    + $"{at.Layer.Reshaped().Replace("G, C // G", "C // G, G", StringComparison.Ordinal)}.",
                "Which channels belong to the first group, and which belong to it in your code?"),
        },
        new("group_count_for_size", Family.Grouping | Family.Channels)
        {
            OfTensor = at => new(
                "The number of groups is taken for their size",
                "Each group has as many channels as there should be groups. The number that is given counts the groups; the "
                    + "channels of a group are as many as go into one.",
                Equations.Mean,
                $"Use {at.Layer.Reshaped()}: G groups of C // G channels each.",
                "With six channels and two groups, how many channels does a group have?"),
        },
        new("statistics_of_another_group", Family.Grouping)
        {
            OfTensor = _ => new(
                "Channels take the statistics of another group",
                "The statistics of each group are right, and channels are normalized with those of a group that they do not "
                    + "belong to: every G-th channel takes the same.",
                Equations.Xhat,
                "Find the group of channel c as c // (C // G), not as c % G.",
                "Which group does channel 1 belong to, and which one does your index give?"),
        },
        new("reshape_without_transpose", Family.Grouping)
        {
            OfTensor = at => new(
                "Reshaped without bringing the channels last",
                "The batch is reshaped into rows of channels while its channels still stand before its space. A reshape keeps "
                    + "the order of the memory, so each column of the result mixes all channels, and so do the statistics and the "
                    + "parameters.",
                Equations.Mean,
                at.Layer.Rank == 4
                    ? "Transpose first: x.transpose(0, 2, 3, 1).reshape(-1, C), and on the way back .reshape(N, H, W, "
                        + "C).transpose(0, 3, 1, 2). If the channels of x do stand last, declare it: \"channels\": \"last\"."
                    : "Transpose first: x.transpose(0, 2, 1).reshape(-1, C), and on the way back .reshape(N, L, C).transpose(0, "
                        + "2, 1). If the channels of x do stand last, declare it: \"channels\": \"last\".",
                "After your reshape, do the entries of one column all come from one channel?"),
            OfLine = new(
                "a reshape where a transpose belongs",
                "A reshape keeps the order of the values in memory; to bring the channels to another axis they have to be "
                    + "transposed first."),
        },
        new("statistics_over_everything", Family.Grouping | Family.Samples)
        {
            OfTensor = at => new(
                "The statistics are taken over the whole batch",
                "One mean and one variance are computed for all elements together, as happens where no axis is given. Each "
                    + $"{at.Layer.GroupWord} has its own.",
                Equations.Mean,
                $"Give the axis over which the layer normalizes: {at.Layer.GroupAxis()}.",
                "How many means does your forward pass compute?"),
        },
        new("batch_statistics_in_eval")
        {
            OfTensor = _ => new(
                "The batch's own statistics are used in eval mode",
                "In eval mode the running statistics take the place of the batch's own. The numbers are those of training.",
                Equations.Xhat,
                "In eval mode use running_mean and running_var, which are constants.",
                "Which mean does eval mode subtract?"),
            OfTestMode = _ => new(
                "test mode uses the batch's own statistics",
                "At test time there may be no batch: the running averages are for that."),
        },
    ];
}
