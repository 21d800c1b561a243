using GradCheck.Layers;
using GradCheck.Tensors;

namespace GradCheck.Cases;

/// <summary>Makes a batch from a seed: the same one on every machine and in every version.</summary>
/// <remarks>
/// <c>x</c>, <c>gamma</c>, <c>beta</c> and <c>dout</c> come from streams 1 to 4 of <see cref="Pcg32"/>, in row-major
/// order. What each profile makes of them is written in one line here; a change to any of it is a new
/// <see cref="Version"/>.
/// </remarks>
public static class CaseGenerator
{
    /// <summary>The version of the generator, which an answer states beside the seed.</summary>
    public const int Version = 1;

    /// <summary>Makes a batch.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="profile">What the batch is like.</param>
    /// <param name="shape">The shape of <c>x</c>; null for that of <see cref="CaseProfiles.DefaultShape"/>.</param>
    /// <param name="options">The rest; null for the defaults.</param>
    /// <exception cref="ArgumentException">The shape is not one of the layer.</exception>
    public static LayerInput Make(Layer layer, ulong seed, CaseProfile profile = CaseProfile.Typical, Shape? shape = null, LayerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(layer);
        shape ??= CaseProfiles.DefaultShape(layer, profile);
        layer = layer.On(shape.Rank, options ?? new()) ?? layer;
        var (groups, parameters) = (layer.GroupsOf(shape, options?.Groups), layer.ParametersOf(shape));
        var vector = layer.ParameterShapesOf(shape)[0];
        var (forX, forGamma, forBeta, forDout) = (new Pcg32(seed, 1), new Pcg32(seed, 2), new Pcg32(seed, 3), new Pcg32(seed, 4));
        return new(
            layer,
            Fill(shape, Batch(profile, groups, forX)),
            Fill(vector, p => Gamma(profile, p, forGamma)),
            Fill(vector, _ => profile == CaseProfile.Readable ? forBeta.Whole(-3, 3) : forBeta.Normal()),
            Fill(shape, _ => profile == CaseProfile.Readable ? forDout.Whole(-5, 5) : forDout.Normal()),
            options ?? new());
    }

    private static Func<int, double> Batch(CaseProfile profile, GroupView groups, Pcg32 random)
    {
        if (profile == CaseProfile.Readable)
        {
            return _ => random.Whole(-9, 9);
        }

        var (means, spreads) = (new double[groups.Groups], new double[groups.Groups]);
        for (var g = 0; g < means.Length; g++)
        {
            (means[g], spreads[g]) = Column(profile, g, g == means.Length - 1, random);
        }

        return k => means[groups.GroupOf(k)] + (spreads[groups.GroupOf(k)] * random.Normal());
    }

    private static (double Mean, double Spread) Column(CaseProfile profile, int group, bool isLast, Pcg32 random) => profile switch
    {
        CaseProfile.Discriminating => group == 0 ? (0.7, 0.004) : (12, random.Uniform(3, 6)),
        CaseProfile.Offset => (1e6, 1),
        CaseProfile.TinyVariance => (random.Normal(), random.Uniform(1e-5, 1e-4)),
        CaseProfile.ConstantColumn when isLast => (0.1, 0),
        _ => (3 * random.Normal(), random.Uniform(0.5, 5)),
    };

    private static double Gamma(CaseProfile profile, int parameter, Pcg32 random) => profile switch
    {
        CaseProfile.Readable => random.Whole(1, 4),
        CaseProfile.Discriminating => (parameter % 3 == 1 ? -1 : 1) * random.Uniform(0.6, 0.9) * (parameter % 2 == 0 ? 1 : 2.5),
        CaseProfile.SignedGamma => (parameter % 3 == 0 ? 1 : parameter % 3 == 1 ? -1 : 0) * random.Uniform(0.5, 2),
        _ => random.Uniform(0.5, 2),
    };

    private static Tensor Fill(Shape shape, Func<int, double> value)
    {
        var values = new double[shape.Count];
        for (var k = 0; k < values.Length; k++)
        {
            values[k] = value(k);
        }

        return Tensor.Own(shape, values);
    }
}
