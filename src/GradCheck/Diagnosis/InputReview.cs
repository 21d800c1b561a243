using System.Collections.Immutable;
using GradCheck.Comparison;

namespace GradCheck.Diagnosis;

internal static class InputReview
{
    public static ImmutableArray<Warning> Of(Bench bench, Tolerance tolerance) => [];
}
