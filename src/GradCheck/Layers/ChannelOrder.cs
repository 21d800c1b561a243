namespace GradCheck.Layers;

/// <summary>Where the channels of a batch stand among its axes.</summary>
public enum ChannelOrder
{
    /// <summary>After the samples, as in PyTorch: <c>(N, C, H, W)</c>.</summary>
    First,

    /// <summary>Last, as in TensorFlow: <c>(N, H, W, C)</c>.</summary>
    Last,
}
