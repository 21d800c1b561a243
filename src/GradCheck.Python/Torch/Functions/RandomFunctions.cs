using GradCheck.Python.Arrays;
using GradCheck.Python.Builtins;
using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Operations;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Functions;

/// <summary>Random numbers: of the right distribution, and the same in every run, but not those that torch draws.</summary>
internal static class RandomFunctions
{
    private const string Options = "generator=None, dtype=None, device=None, requires_grad=False, out=None, layout=None, pin_memory=None, memory_format=None";

    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        TorchFunction.Function("manual_seed", "seed", "Starts the random numbers anew.", (context, arguments) =>
        {
            var generator = new GeneratorValue(Seeded(context, arguments["seed"]));
            context.Session.State<TorchState>().Generator = generator.Numbers;
            return generator;
        }),
        TorchFunction.Function("random.manual_seed", "seed", "Starts the random numbers anew.", (context, arguments) =>
        {
            context.Session.State<TorchState>().Generator = Seeded(context, arguments["seed"]);
            return NoneValue.Instance;
        }),
        TorchFunction.Function("seed", "", "Starts the random numbers anew.", (_, _) => IntegerValue.Of(0)),
        TorchFunction.Function("Generator", "device=None", "Random numbers of its own.", (_, _) => new GeneratorValue(new MersenneTwister(0))),
        TorchFunction.Method("normal_", "input, mean=0.0, std=1.0, *, generator=None", "Normal numbers in place.", (context, arguments) =>
            arguments.Double(context, "mean") is var mean && arguments.Double(context, "std") is var std ? InPlace(context, arguments, numbers => mean + (std * numbers.NextGauss())) : NoneValue.Instance),
        TorchFunction.Method("uniform_", "input, from|a=0.0, to|b=1.0, *, generator=None", "Uniform numbers in place.", (context, arguments) =>
            arguments.Double(context, "from") is var low && arguments.Double(context, "to") is var high ? InPlace(context, arguments, numbers => low + ((high - low) * numbers.NextDouble())) : NoneValue.Instance),
        TorchFunction.Method("random_", "input, from=0, to=None, *, generator=None", "Whole numbers in place.", (context, arguments) =>
        {
            long low = arguments.Has("to") ? arguments.Long(context, "from") : 0, high = arguments.Has("to") ? arguments.Long(context, "to") : Math.Max(1, arguments.Long(context, "from"));
            return InPlace(context, arguments, numbers => low + (long)numbers.NextBounded((ulong)Math.Max(0, high - low - 1)));
        }),
        TorchFunction.Method("bernoulli_", "input, p=0.5, *, generator=None", "0 or 1 in place.", (context, arguments) =>
            arguments.Double(context, "p") is var p ? InPlace(context, arguments, numbers => numbers.NextDouble() < p ? 1 : 0) : NoneValue.Instance),
        Sized("rand", numbers => numbers.NextDouble()),
        Sized("randn", numbers => numbers.NextGauss()),
        Like("rand_like", numbers => numbers.NextDouble()),
        Like("randn_like", numbers => numbers.NextGauss()),
        TorchFunction.Function("randint", "low|high, high=None, size=None, *, " + Options, "Whole numbers from low up to high.", (context, arguments) =>
        {
            // randint(5, (2,)) has the size where the upper end may stand.
            var (high, size) = arguments["high"] is TupleValue or ListValue ? (NoneValue.Instance, arguments["high"]) : (arguments["high"], arguments["size"]);
            return Made(context, arguments, Whole(context, arguments, Arguments.Ints(context, size), high is NoneValue ? 0 : arguments.Long(context, "low"), Arguments.Long(context, high is NoneValue ? arguments["low"] : high)));
        }),
        TorchFunction.Function("randint_like", "input, low|high, high=None, *, " + Options, "Whole numbers, as large as another tensor.", (context, arguments) =>
            Made(context, arguments, Whole(context, arguments, arguments.Tensor(context, "input").Shape, arguments.Has("high") ? arguments.Long(context, "low") : 0, arguments.Long(context, arguments.Has("high") ? "high" : "low")))),
        TorchFunction.Function("randperm", "n, *, " + Options, "The whole numbers up to n in any order.", (context, arguments) =>
            RandomNumbers.Permuted(context, Generator(context, arguments), arguments.Int(context, "n")) is var order ? Made(context, arguments, NdArray.Of([order.Length], DType.Int64, order)) : NoneValue.Instance),
        TorchFunction.Function("normal", "mean=0.0, std=1.0, size=None, *, " + Options, "Normal numbers.", (context, arguments) =>
        {
            NdArray mean = arguments.Operand(context, "mean"), std = arguments.Operand(context, "std");
            var shape = arguments.Has("size") ? Arguments.Ints(context, arguments["size"]) : Shapes.Broadcast(mean, std);
            Shapes.Charge(context, shape);
            if (Writes.Fit(mean, shape) is null || Writes.Fit(std, shape) is null || Array.Exists(shape, length => length < 0))
            {
                throw TensorValues.Error("normal: the sizes do not fit", context.Span, ErrorCodes.ShapeMismatch);
            }

            Floats a = Floats.Of(mean, shape), b = Floats.Of(std, shape);
            var k = 0;
            return Made(context, arguments, RandomNumbers.Draw(context, Generator(context, arguments), shape, numbers => a[k] + (b[k++] * numbers.NextGauss())));
        }),
        .. TorchFunction.Both("bernoulli", "input, p=None, *, generator=None, out=None", "0 or 1, by the probabilities that the elements are.", (context, arguments) =>
        {
            var tensor = arguments.Tensor(context, "input", "bernoulli");
            var chances = arguments.Has("p") ? [.. Enumerable.Repeat(arguments.Double(context, "p"), tensor.Size)] : tensor.ToDoubles();
            var k = 0;
            return new TorchTensor(RandomNumbers.Draw(context, Generator(context, arguments), tensor.Shape, numbers => numbers.NextDouble() < chances[k++] ? 1 : 0)) { Type = tensor.Type };
        }),
        .. TorchFunction.Both("multinomial", "input, num_samples, replacement=False, *, generator=None, out=None", "Indices drawn by the weights of each row.", (context, arguments) =>
            new TorchTensor(RandomNumbers.Multinomial(context, Generator(context, arguments), arguments.Tensor(context, "input", "multinomial"), arguments.Int(context, "num_samples"), arguments.Flag("replacement")))),
    ];

    private static LibraryFunction Sized(string name, Func<MersenneTwister, double> draw) => TorchFunction.Function(name, "*size, size=None, " + Options, "Random numbers; sizes one by one or as a tuple.", (context, arguments) =>
        Made(context, arguments, RandomNumbers.Draw(context, Generator(context, arguments), arguments.Sizes(context), draw)));

    private static LibraryFunction Like(string name, Func<MersenneTwister, double> draw) => TorchFunction.Function(name, "input, *, " + Options, "Random numbers, as large as another tensor.", (context, arguments) =>
    {
        var tensor = arguments.Tensor(context, "input", name);
        return CreationFunctions.Made(context, arguments, RandomNumbers.Draw(context, Generator(context, arguments), tensor.Shape, draw), arguments.Type(context) ?? TensorTypes.Of(context, tensor));
    });

    private static NdArray Whole(CallContext context, BoundArguments arguments, int[] shape, long low, long high)
    {
        if (high <= low)
        {
            throw TensorValues.Error($"random_ expects 'from' to be less than 'to', but got from={low} >= to={high}", context.Span);
        }

        var drawn = RandomNumbers.Draw(context, Generator(context, arguments), shape, numbers => low + (long)numbers.NextBounded((ulong)(high - 1 - low)));
        return Casts.To(context, drawn, arguments.Type(context)?.DType ?? DType.Int64);
    }

    private static TorchTensor Made(CallContext context, BoundArguments arguments, NdArray array) => CreationFunctions.Made(context, arguments, array, arguments.Type(context));

    private static TorchTensor InPlace(CallContext context, BoundArguments arguments, Func<MersenneTwister, double> draw)
    {
        var target = arguments.Tensor(context, "input");
        Writing.Check(context, target);
        return Writing.Into(context, "random", target, RandomNumbers.Draw(context, Generator(context, arguments), target.Shape, draw), NoneValue.Instance, string.Empty);
    }

    private static MersenneTwister Generator(CallContext context, BoundArguments arguments)
    {
        if (context.Session.State<TorchState>().Told.Add("random"))
        {
            context.Session.Warn("the random numbers of torch here are not those that torch draws: what depends on them has other values", context.Span);
        }

        return arguments["generator"] is GeneratorValue own ? own.Numbers : context.Session.State<TorchState>().Generator;
    }

    private static MersenneTwister Seeded(CallContext context, Value seed) => new((uint)(Arguments.Long(context, seed) & uint.MaxValue));
}
