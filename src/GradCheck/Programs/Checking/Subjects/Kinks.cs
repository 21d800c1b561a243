using GradCheck.Cases;
using GradCheck.Tensors;

namespace GradCheck.Programs.Checking.Subjects;

/// <summary>Moves a client's inputs off a kink: at relu(0), or where two values share a maximum, a gradient is a matter of choice.</summary>
internal static class Kinks
{
    /// <summary>The share of its largest entry by which a tensor is moved: far above rounding, far below what a student means by another input.</summary>
    private const double Share = 1e-4;

    /// <summary>The request with each tensor that a gradient is taken of moved a little, each entry by another amount.</summary>
    public static ProgramRequest MovedOff(ProgramRequest request)
    {
        var random = new Pcg32(request.Seed, 6);
        var moved = request.Layer == ProgramLayers.Custom ? request.Differentiate : CourseSubjects.Of(request.Layer, request.Seed).Inputs;
        return request with
        {
            Inputs = [.. request.Inputs.Select(input => moved.Contains(input.Key) ? new(input.Key, Moved(input.Value, random)) : input)],
        };
    }

    private static Tensor Moved(Tensor tensor, Pcg32 random)
    {
        var largest = 0.0;
        foreach (var value in tensor.Values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        var step = Share * (largest == 0 ? 1 : largest);
        return new(tensor.Shape, Array.ConvertAll(tensor.Values.ToArray(), value => value + (step * random.Normal())));
    }
}
