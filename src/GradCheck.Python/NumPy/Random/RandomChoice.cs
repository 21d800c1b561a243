using GradCheck.Python.Arrays;
using GradCheck.Python.Builtins;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy.Random;

/// <summary><c>np.random.choice</c>.</summary>
internal static class RandomChoice
{
    public static Value Draw(CallContext context, MersenneTwister generator, BoundArguments arguments)
    {
        var array = arguments.Array(context, "a");
        if (array.Rank > 1 || (array.Rank == 0 && array.DType == DType.Float64))
        {
            throw Errors.Value(array.Rank > 1 ? "a must be 1-dimensional" : "a must be 1-dimensional or an integer", context.Span);
        }

        var population = array.Rank == 0 ? Arguments.Long(context, array) : array.Size;
        var shape = RandomDistributions.SizeOf(context, arguments["size"]);
        var count = shape is null ? 1 : Shapes.Charge(context, shape);
        if (population <= 0 && count > 0)
        {
            throw Errors.Value(array.Rank == 0 ? "a must be greater than 0 unless no samples are taken" : "'a' cannot be empty unless no samples are taken", context.Span);
        }

        var replace = arguments.Flag("replace");
        if (!replace && count > population)
        {
            throw Errors.Value("Cannot take a larger sample than population when 'replace=False'", context.Span);
        }

        var places = arguments.Has("p") ? Weighted(context, generator, Probabilities(context, arguments, population), count, replace)
            : replace ? Enumerable.Range(0, count).Select(_ => (long)generator.NextBounded((ulong)population - 1)).ToArray()
            : RandomDistributions.Permuted(context, generator, population)[..count];
        if (array.Rank == 0)
        {
            return shape is null ? new IntegerValue(places[0]) : NdArray.Of(shape, DType.Int64, places);
        }

        return Indexing.Get(context, array, shape is null ? new IntegerValue(places[0]) : NdArray.Of(shape, DType.Int64, places));
    }

    private static double[] Probabilities(CallContext context, BoundArguments arguments, long population)
    {
        var given = arguments.Array(context, "p").ToDoubles();
        if (given.Length != population)
        {
            throw Errors.Value("'a' and 'p' must have same size", context.Span);
        }

        if (given.Any(double.IsNaN))
        {
            throw Errors.Value("probabilities contain NaN", context.Span);
        }

        if (given.Any(p => p < 0))
        {
            throw Errors.Value("probabilities are not non-negative", context.Span);
        }

        return Math.Abs(PairwiseSum.Of(given) - 1) <= 1.5e-8 ? given : throw Errors.Value("probabilities do not sum to 1", context.Span);
    }

    private static long[] Weighted(CallContext context, MersenneTwister generator, double[] weights, int count, bool replace)
    {
        if (!replace && weights.Count(p => p > 0) < count)
        {
            throw Errors.Value("Fewer non-zero entries in p than size", context.Span);
        }

        var found = new List<long>();
        while (found.Count < count)
        {
            foreach (var place in found.Where(_ => !replace))
            {
                weights[place] = 0;
            }

            context.Budget.Work(weights.Length, context.Span);
            var sums = new double[weights.Length];
            var total = 0.0;
            for (var k = 0; k < sums.Length; k++)
            {
                sums[k] = total += weights[k];
            }

            for (var k = 0; k < sums.Length; k++)
            {
                sums[k] /= total;
            }

            var drawn = new double[count - found.Count];
            for (var k = 0; k < drawn.Length; k++)
            {
                drawn[k] = generator.NextDouble();
            }

            var places = drawn.Select(value => (long)Orders.Place(sums, value, right: true));
            found.AddRange(replace ? places : places.Distinct());
        }

        return [.. found];
    }
}
