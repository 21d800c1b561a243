using GradCheck.Python.Arrays;
using GradCheck.Python.Builtins;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy.Random;

/// <summary><c>np.random</c>, and <c>np.random.RandomState</c> with the same methods.</summary>
internal static class RandomFunctions
{
    private static readonly IReadOnlyList<Distribution> Distributions = RandomDistributions.All;

    private static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        new("numpy.random.seed", "seed=None", "Starts the numbers of np.random anew.", (context, arguments) =>
        {
            context.Session.State<RandomState>().Generator = Seeded(context, arguments["seed"]);
            return NoneValue.Instance;
        }),
        .. Distributions.Select(one => new LibraryFunction("numpy.random." + one.Name, one.Signature, one.Summary, (context, arguments) => one.Draw(context, context.Session.State<RandomState>().Generator, arguments))),
        new("numpy.random.RandomState", "seed=None", "A generator of its own, with the functions of np.random as methods.", (context, arguments) =>
        {
            var generator = Seeded(context, arguments["seed"]);
            var methods = Distributions.ToDictionary(
                one => one.Name,
                one => new LibraryValue(new("RandomState." + one.Name, one.Signature, one.Summary, NumPyWords.Told((inner, given) => one.Draw(inner, generator, given)))),
                StringComparer.Ordinal);
            return new LibraryObject("numpy.random.mtrand.RandomState", (_, name) => methods.GetValueOrDefault(name));
        }),
        new("numpy.random.default_rng", "seed=None", "A generator of its own, with the newer methods; its numbers are not those that NumPy draws.", (context, arguments) => RandomGenerator.Of(Seeded(context, Folded(arguments["seed"])))),
    ];

    public static LibraryPart Part { get; } = new("NumPy's random numbers")
    {
        Families = [("numpy.random", [.. Functions.Select(NumPyWords.Spoken)])],
        Modules = new Dictionary<string, string>(StringComparer.Ordinal) { ["numpy.random"] = "numpy.random" },
        Words = NumPyWords.Instance,
    };

    private static MersenneTwister Seeded(CallContext context, Value seed)
    {
        if (seed is NoneValue)
        {
            return new(RandomState.Unseeded);
        }

        if (ArrayConversion.Items(seed) is not null || seed is NdArray { Rank: > 0 })
        {
            var numbers = Arguments.Integral(context, ArrayConversion.ToArray(context, seed));
            if (numbers.Length == 0)
            {
                throw Errors.Value("Seed must be non-empty", context.Span);
            }

            return new(Array.ConvertAll(numbers, number => Checked(context, number)));
        }

        return seed is FloatValue
            ? throw Errors.Type("Cannot cast scalar from dtype('float64') to dtype('int64') according to the rule 'safe'", context.Span)
            : new(Checked(context, Arguments.Long(context, seed)));
    }

    /// <summary>The newer generator takes seeds of any size.</summary>
    private static Value Folded(Value seed) => seed is IntegerValue { Value: var number } && number > uint.MaxValue ? new IntegerValue(number % uint.MaxValue) : seed;

    private static uint Checked(CallContext context, long seed) =>
        seed is >= 0 and <= uint.MaxValue ? (uint)seed : throw Errors.Value("Seed must be between 0 and 2**32 - 1", context.Span);
}
