using GradCheck.Python.Builtins;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy.Random;

/// <summary>What <c>np.random.default_rng</c> gives: the newer methods. They are drawn as the older ones are, so that the numbers have the right distribution and are not those of NumPy.</summary>
internal static class RandomGenerator
{
    private static readonly IReadOnlyList<Distribution> Methods =
    [
        Like("random", "random_sample", "size=None, dtype=None, out=None"),
        Like("normal", "normal", "loc=0.0, scale=1.0, size=None"),
        Like("uniform", "uniform", "low=0.0, high=1.0, size=None"),
        Like("standard_normal", "standard_normal", "size=None, dtype=None, out=None"),
        Like("standard_exponential", "standard_exponential", "size=None, dtype=None, out=None"),
        Like("binomial", "binomial", "n, p, size=None"),
        Like("choice", "choice", "a, size=None, replace=True, p=None, axis=0, shuffle=True"),
        Like("permutation", "permutation", "x, axis=0"),
        Like("shuffle", "shuffle", "x, axis=0"),
        new("integers", "low, high=None, size=None, dtype=None, endpoint=False", "Whole numbers from low on, high left out unless endpoint says so.", (context, generator, arguments) =>
        {
            var low = arguments.Has("high") ? arguments.Long(context, "low") : 0;
            var high = arguments.Long(context, arguments.Has("high") ? "high" : "low");
            return RandomDistributions.Integers(context, generator, arguments, low, arguments.Flag("endpoint") && high < long.MaxValue ? high + 1 : high);
        }),
    ];

    /// <summary>A generator object.</summary>
    /// <param name="generator">Where its numbers come from.</param>
    public static LibraryObject Of(MersenneTwister generator)
    {
        var methods = Methods.ToDictionary(
            one => one.Name,
            one => new LibraryValue(new("Generator." + one.Name, one.Signature, one.Summary, NumPyWords.Told((context, arguments) => one.Draw(context, generator, arguments)))),
            StringComparer.Ordinal);
        return new("numpy.random._generator.Generator", (_, name) => methods.GetValueOrDefault(name));
    }

    private static Distribution Like(string name, string older, Signature signature)
    {
        var one = RandomDistributions.All.First(known => known.Name == older);
        return one with
        {
            Name = name,
            Signature = signature,
            Draw = (context, generator, arguments) => Asked(context, arguments) is { } more
                ? throw Errors.Unsupported($"{more}= of a method of np.random.default_rng is outside of the subset", context.Span)
                : one.Draw(context, generator, arguments),
        };
    }

    /// <summary>What is asked for beyond the older functions.</summary>
    private static string? Asked(CallContext context, BoundArguments arguments) =>
        arguments.Asks("out") ? "out" : arguments.Asks("axis") && arguments.Long(context, "axis") != 0 ? "axis" : null;

    private static bool Asks(this BoundArguments arguments, string name) => arguments.Names.Contains(name) && arguments.Has(name);
}
