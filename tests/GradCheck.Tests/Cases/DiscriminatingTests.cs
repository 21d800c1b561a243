using GradCheck.Cases;
using GradCheck.Diagnosis.Inputs;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;
using Xunit.Abstractions;

namespace GradCheck.Tests.Cases;

/// <summary>The proof of the profile: on its batches no mistake can be taken for right code or for another.</summary>
public class DiscriminatingTests(ITestOutputHelper output)
{
    /// <summary>Entries differ by this many times the default tolerance, 1e-9 of their terms.</summary>
    private const double Separation = 1000;

    private static readonly LayerOptions WithRunning = new() { Running = new(Tensor.Of(0.3, -0.2), Tensor.Of(2e-5, 0.7)) };

    [Fact]
    public void Discriminating_OfTheDefaultSize_TellsEveryMistakeFromRightAndFromEveryOther()
    {
        var failures = Enumerable.Range(0, 100).SelectMany(seed => Coincidences((ulong)seed, 5, 2, WithRunning)).ToList();
        failures.ForEach(output.WriteLine);
        Assert.Empty(failures);
    }

    [Fact]
    public void DefaultSize_OfDiscriminating_IsTheSmallestThatTheRuleAllows()
    {
        var allowed = from n in Enumerable.Range(4, 20)
                      from d in Enumerable.Range(2, 20)
                      where n != d && n != 2 * d
                      orderby n * d, n
                      select (n, d);
        Assert.Equal((5, 2), allowed.First());
        Assert.Equal(new Shape(5, 2), CaseProfiles.DefaultShape(LayerCatalog.BatchNorm, CaseProfile.Discriminating));
    }

    [Theory]
    [InlineData(4, 3)]
    [InlineData(4, 5)]
    [InlineData(7, 4)]
    [InlineData(9, 3)]
    [InlineData(40, 6)]
    public void Discriminating_OfOtherSizes_TellsEveryMistakeFromRightAndFromEveryOther(int n, int d)
    {
        var failures = Enumerable.Range(0, 10).SelectMany(seed => Coincidences((ulong)seed, n, d, new())).ToList();
        failures.ForEach(output.WriteLine);
        Assert.Empty(failures);
    }

    [Fact]
    public void Discriminating_UnderDeclaredConventions_TellsEveryMistakeFromRightAndFromEveryOther()
    {
        var declared = WithRunning with { Ddof = 1, MomentumOf = MomentumOf.New, Momentum = 0.1 };
        var failures = Enumerable.Range(0, 20).SelectMany(seed => Coincidences((ulong)seed, 5, 2, declared)).ToList();
        failures.ForEach(output.WriteLine);
        Assert.Empty(failures);
    }

    private static IEnumerable<string> Coincidences(ulong seed, int n, int d, LayerOptions options)
    {
        var input = CaseGenerator.Make(LayerCatalog.BatchNorm, seed, CaseProfile.Discriminating, new(n, d), options);
        return Coincidence.On(Pass.Of(input), Separation).Select(found => $"seed {seed}, {n}x{d}: {found.Code} is taken for {found.Other ?? "right"} ({found.Tensor})");
    }
}
