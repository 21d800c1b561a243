using System.Runtime.InteropServices;
using System.Security.Cryptography;
using GradCheck.Cases;
using GradCheck.Layers;
using GradCheck.Normalization;

namespace GradCheck.Tests.Cases;

public class CaseGeneratorTests
{
    public static TheoryData<CaseProfile> Profiles() => [.. CaseProfiles.All];

    [Fact]
    public void Pcg32_OfTheReferenceSeed_GivesTheReferenceNumbers()
    {
        // The output of pcg32-demo in the author's library, seed 42 and stream 54.
        var random = new Pcg32(42, 54);
        Assert.Equal([0xa15c02b7u, 0x7b47f409u, 0xba1d3330u, 0x83d2f293u, 0xbfa4784bu, 0xcbed606eu], Enumerable.Range(0, 6).Select(_ => random.Next()));
    }

    [Fact]
    public void Normal_OfManyDraws_HasMean0AndVariance1()
    {
        var random = new Pcg32(1, 1);
        var draws = Enumerable.Range(0, 100_000).Select(_ => random.Normal()).ToArray();
        Assert.InRange(draws.Average(), -0.01, 0.01);
        Assert.InRange(draws.Average(value => value * value), 0.98, 1.02);
        Assert.All(draws, value => Assert.InRange(value, -6, 6));
    }

    [Fact]
    public void Whole_OfManyDraws_CoversItsRange()
    {
        var random = new Pcg32(1, 1);
        Assert.Equal(Enumerable.Range(-2, 5), Enumerable.Range(0, 1000).Select(_ => random.Whole(-2, 2)).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Make_OfEveryProfile_HasTheDefaultShapeAndCanBeNormalized(CaseProfile profile)
    {
        var input = CaseGenerator.Make(LayerCatalog.BatchNorm, 7, profile);
        Assert.Equal(CaseProfiles.DefaultShape(LayerCatalog.BatchNorm, profile), input.X.Shape);
        Assert.Null(GroupStatistics.Of(input).Undefined);
        Assert.Equal(profile, CaseProfiles.Find(CaseProfiles.NameOf(profile)));
    }

    [Fact]
    public void Make_OfTheSameSeed_IsTheSame() =>
        Assert.Equal(HashOf(CaseGenerator.Make(LayerCatalog.BatchNorm, 3)), HashOf(CaseGenerator.Make(LayerCatalog.BatchNorm, 3)));

    [Fact]
    public void Make_OfAnotherSeed_IsAnother() =>
        Assert.NotEqual(HashOf(CaseGenerator.Make(LayerCatalog.BatchNorm, 3)), HashOf(CaseGenerator.Make(LayerCatalog.BatchNorm, 4)));

    // The bytes of generator 1. They never change: a new generator has a new version.
    [Theory]
    [InlineData(CaseProfile.Typical, "69b167ddbb5274e1")]
    [InlineData(CaseProfile.Readable, "01a17231fa815101")]
    [InlineData(CaseProfile.Discriminating, "ffc60a7a7c0392eb")]
    [InlineData(CaseProfile.Offset, "f4304a7ac8301d0c")]
    [InlineData(CaseProfile.TinyVariance, "d26da31f9131a070")]
    [InlineData(CaseProfile.ConstantColumn, "9f474a9ce558d3e8")]
    [InlineData(CaseProfile.SignedGamma, "f7357205ee2e5414")]
    [InlineData(CaseProfile.Wide, "79d0b91aa27639cd")]
    [InlineData(CaseProfile.Tall, "6065bcad44085028")]
    public void Make_OfGenerator1_HasThePinnedBytes(CaseProfile profile, string hash)
    {
        Assert.Equal(1, CaseGenerator.Version);
        Assert.Equal(hash, HashOf(CaseGenerator.Make(LayerCatalog.BatchNorm, 1, profile)));
    }

    [Fact]
    public void Make_OfReadable_HasSmallWholeNumbers()
    {
        var input = CaseGenerator.Make(LayerCatalog.BatchNorm, 1, CaseProfile.Readable);
        Assert.Equal("5 -8 5 | 1 2 3", $"{string.Join(' ', input.X.Values[..3].ToArray())} | {string.Join(' ', input.Gamma.Values.ToArray())}");
    }

    private static string HashOf(LayerInput input)
    {
        double[] all = [.. input.X.Values, .. input.Gamma.Values, .. input.Beta.Values, .. input.Dout.Values];
        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<double>(all)))[..16];
    }
}
