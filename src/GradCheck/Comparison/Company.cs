using GradCheck.Tensors;

namespace GradCheck.Comparison;

/// <summary>What all tensors of a submission tell of how one of them was computed and printed, whose own numbers may be too few for it.</summary>
/// <param name="IsFloat32">Whether one was evidently computed in float32: then what cancelled to a few bits elsewhere was too.</param>
/// <param name="Format">The short format that one is evidently kept in; null where there is none.</param>
/// <param name="LastPlace">The power of ten of the last place that one was evidently printed to, the least of all; null where there is none.</param>
public sealed record Company(bool IsFloat32, FloatFormat? Format, int? LastPlace)
{
    /// <summary>Of a tensor that comes alone.</summary>
    public static Company None { get; } = new(false, null, null);

    /// <summary>What tensors tell.</summary>
    /// <param name="submitted">All tensors of a submission.</param>
    public static Company Of(IEnumerable<Tensor> submitted)
    {
        ArgumentNullException.ThrowIfNull(submitted);
        var (isFloat32, format, place) = (false, (FloatFormat?)null, (int?)null);
        foreach (var tensor in submitted)
        {
            var own = FloatFormat.Recognize(tensor.Values);
            isFloat32 |= FloatFormat.Binary32.Recognizes(tensor.Values);
            format = own is { IsShort: true } ? own : format;
            place = own is null && PrintedDigits.Of(tensor.Values) is { LastPlace: { } last } && !(place < last) ? last : place;
        }

        return new(isFloat32, format, place);
    }
}
