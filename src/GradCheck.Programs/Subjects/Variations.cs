using GradCheck.Cases;
using GradCheck.Programs.Reports;
using GradCheck.Tensors;

namespace GradCheck.Programs.Subjects;

/// <summary>Other inputs of a client's own shapes: what holds on the given ones by chance does not hold on them.</summary>
internal static class Variations
{
    /// <summary>The factor of the first variation: it keeps zeros, signs and symmetries.</summary>
    private const double Factor = 1.375;

    /// <summary>The share of its largest entry by which a tensor is moved in the second.</summary>
    private const double Share = 0.1;

    /// <summary>A request with inputs scaled, and one with inputs moved; with another gradient that comes in.</summary>
    public static IEnumerable<(string Name, ProgramRequest Request)> Of(ProgramRequest request)
    {
        var other = request with { Seed = ~request.Seed, Dout = null };
        yield return ("your inputs, scaled", With(other, tensor => new(tensor.Shape, Array.ConvertAll(tensor.Values.ToArray(), value => Factor * value))));
        var random = new Pcg32(other.Seed, 8);
        yield return ("your inputs, moved", With(other, tensor => Moved(tensor, Share, random)));
    }

    /// <summary>The case of a request under each variation.</summary>
    /// <param name="request">The request.</param>
    /// <param name="of">Makes the subject of a request.</param>
    public static Lazy<IReadOnlyList<Trial>> HeldBack(ProgramRequest request, Func<ProgramRequest, Subject> of) =>
        new(() => [.. Of(request).Select(other => of(other.Request).Trials[0] with { Name = other.Name })]);

    /// <summary>The request with each tensor that a gradient is taken of changed.</summary>
    public static ProgramRequest With(ProgramRequest request, Func<Tensor, Tensor> change)
    {
        var changed = CourseLayers.Find(request.Layer)?.Differentiable ?? request.Differentiate;
        return request with
        {
            Inputs = [.. request.Inputs.Select(input => changed.Contains(input.Key) ? new(input.Key, change(input.Value)) : input)],
        };
    }

    /// <summary>A tensor with each entry moved by another amount.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="share">How far, as a share of the largest entry.</param>
    /// <param name="random">Says how far each.</param>
    public static Tensor Moved(Tensor tensor, double share, Pcg32 random)
    {
        var largest = 0.0;
        foreach (var value in tensor.Values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        var step = share * (largest == 0 ? 1 : largest);
        return new(tensor.Shape, Array.ConvertAll(tensor.Values.ToArray(), value => value + (step * random.Normal())));
    }
}
