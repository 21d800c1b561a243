using GradCheck.Cases;
using GradCheck.Programs.Reports;

namespace GradCheck.Programs.Subjects;

/// <summary>Moves a client's inputs off a kink: at relu(0), or where two values share a maximum, a gradient is a matter of choice.</summary>
internal static class Kinks
{
    /// <summary>The share of its largest entry by which a tensor is moved: far above rounding, far below what a student means by another input.</summary>
    private const double Share = 1e-4;

    /// <summary>The request with each tensor that a gradient is taken of moved a little, each entry by another amount.</summary>
    public static ProgramRequest MovedOff(ProgramRequest request)
    {
        var random = new Pcg32(request.Seed, 6);
        return Variations.With(request, tensor => Variations.Moved(tensor, Share, random));
    }
}
