using System.Collections.Immutable;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The mistakes that predict numbers.</summary>
/// <remarks>To add one: a class with its code, its words and its edit of the recipe, and a line here.</remarks>
internal static class HypothesisCatalog
{
    /// <summary>Mistakes that predict numbers. Where several explain a tensor equally well, the first comes first.</summary>
    public static ImmutableArray<Hypothesis> All { get; } =
    [
        // A path of dx
        new MissingMeanPath(),
        new MissingVariancePath(),
        new StatisticsTreatedAsConstants(),
        new MissingDirectPath(),
        new MeanPathSign(),
        new VariancePathSign(),
        new MeanPathNotDividedByM(),
        new VariancePathNotDividedByM(),
        new VariancePathFactorTwo(),
        new VariancePathFactorHalf(),
        new VariancePathOtherDdof(),
        new VariancePathWrongPower(),
        new EpsOmittedInDvar(),

        // A factor of a whole tensor
        new MissingGamma(),
        new GammaAppliedTwice(),
        new IncludesGamma(),
        new MissingInverseStd(),
        new DividedByStdTwice(),
        new NotDividedByM(),
        new DividedByMTwice(),
        new MeanInsteadOfSum(),
        new SignFlipped(),

        // What is summed
        new SumsOverWrongAxis(),
        new MeanOverWholeBatch(),
        new JacobianTreatedAsDiagonal(),
        new WrongCount(),
        new GammaOutsideSums(),
        new UsesXInsteadOfXhat(),
        new UsesCenteredXInsteadOfXhat(),
        new UsesOutInsteadOfXhat(),
        new UsesGammaInsteadOfXhat(),
        new SumsOfGroup(),
        new SumsStopEarly(),
        new SummedOverEverything(),
        new DoutIgnored(),

        // The forward pass
        new EpsOmitted(),
        new EpsOmittedInBackward(),
        new EpsOutsideRoot(),
        new DividedByVariance(),
        new MultipliedByStd(),
        new EpsSubtracted(),
        new EpsAddedToQuotient(),
        new UnbiasedMean(),
        new UnbiasedRunningVariance(),
        new BiasedRunningVariance(),
        new UnbiasedVariance(),
        new BiasedVariance(),
        new StdInsteadOfVariance(),
        new MissingBeta(),

        // Which elements share their statistics
        new StatisticsOverFeatures(),
        new StatisticsOverBatch(),
        new StatisticsOverPositions(),
        new ChannelsStandLast(),
        new StatisticsPerPixel(),
        new StatisticsPerSample(),
        new StatisticsPerChannel(),
        new StatisticsLeaveOutSpace(),
        new ChannelsInterleaved(),
        new GroupCountForSize(),
        new StatisticsOfAnotherGroup(),
        new ReshapeWithoutTranspose(),
        new StatisticsOverEverything(),
        new BatchStatisticsInEval(),

        // The running statistics
        new PytorchMomentum(),
        new Cs231nMomentum(),
        new StdInRunningVariance(),
        new EpsInRunningVariance(),
        new RunningNotUpdated(),
        new RunningReplaced(),

        // A constant that the numbers tell
        new DifferentEps(),
        new ScaledByConstant(),
        new DirectPathWrongFactor(),
        new VariancePathWrongFactor(),
        new MeanPathWrongFactor(),
    ];

    /// <summary>Factors of a power of gamma.</summary>
    public static ImmutableArray<Hypothesis> GammaFactors { get; } = [.. All.Where(mistake => mistake is MissingGamma or GammaAppliedTwice or IncludesGamma)];

    /// <summary>Factors of a power of the standard deviation.</summary>
    public static ImmutableArray<Hypothesis> StdFactors { get; } = [.. All.Where(mistake => mistake is MissingInverseStd or DividedByStdTwice or UsesCenteredXInsteadOfXhat)];

    /// <summary>Factors that are a number: a count, a sign, a constant.</summary>
    public static ImmutableArray<Hypothesis> NumberFactors { get; } =
        [.. All.Where(mistake => mistake is NotDividedByM or DividedByMTwice or MeanInsteadOfSum or SignFlipped or ScaledByConstant)];
}
