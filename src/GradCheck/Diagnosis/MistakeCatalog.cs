using System.Collections.Immutable;
using GradCheck.Diagnosis.Hypotheses;
using GradCheck.Diagnosis.Observations;
using GradCheck.Diagnosis.Shapes;

namespace GradCheck.Diagnosis;

/// <summary>The mistakes that are known.</summary>
public static class MistakeCatalog
{
    /// <summary>What can be seen in the values without predicting them, before any prediction is tried.</summary>
    internal static ImmutableArray<Observation> AtFirstSight { get; } = [new ComputedInFloat32(), new ComputedInHalf(), new RoundedDigits(), new Zeros(), new SwappedDgammaAndDbeta(), new AnotherTensor(), new CommonFactor(), new TransposedValues()];

    /// <summary>What is left to see where no prediction holds. The last one always is.</summary>
    internal static ImmutableArray<Observation> AtLast { get; } = [new NotFinite(), new OnePassVariance(), new OneGroupWrong(), new Unknown()];

    /// <summary>What a wrong shape may come from. The last one always fits.</summary>
    internal static ImmutableArray<ShapeMistake> Shapes { get; } =
        [new OfAnotherTensor(), new Transposed(), new NotReduced(), new OuterProduct(), new ReducedOverFeatures(), new Scalar(), new Flattened(), new WrongShape()];

    /// <summary>Every code that a finding may bear, in alphabetical order.</summary>
    public static ImmutableArray<string> Codes { get; } =
    [
        .. HypothesisCatalog.All.Select(mistake => mistake.Code)
            .Concat(AtFirstSight.Concat(AtLast).Select(observation => observation.Code))
            .Concat(Shapes.Select(mistake => mistake.Code))
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];
}
