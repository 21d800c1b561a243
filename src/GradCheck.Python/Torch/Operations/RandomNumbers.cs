using GradCheck.Python.Arrays;
using GradCheck.Python.Builtins;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Operations;

/// <summary>Arrays of random numbers.</summary>
internal static class RandomNumbers
{
    /// <summary>Draws one element after another.</summary>
    public static NdArray Draw(CallContext context, MersenneTwister numbers, int[] shape, Func<MersenneTwister, double> draw)
    {
        var made = new double[Shapes.Charge(context, shape)];
        for (var k = 0; k < made.Length; k++)
        {
            made[k] = draw(numbers);
        }

        return NdArray.Of(shape, made);
    }

    /// <summary>The whole numbers up to a count in any order.</summary>
    public static long[] Permuted(CallContext context, MersenneTwister numbers, int count)
    {
        if (count < 0)
        {
            throw TensorValues.Error($"Trying to create tensor with negative dimension {count}: [{count}]", context.Span);
        }

        context.Budget.Array(count, context.Span);
        long[] made = [.. Enumerable.Range(0, count).Select(k => (long)k)];
        for (var k = made.Length - 1; k > 0; k--)
        {
            var other = (int)numbers.NextBounded((ulong)k);
            (made[k], made[other]) = (made[other], made[k]);
        }

        return made;
    }

    /// <summary>Indices drawn by the weights of each row.</summary>
    public static NdArray Multinomial(CallContext context, MersenneTwister numbers, NdArray weights, int count, bool replacement)
    {
        int columns = weights.Rank == 0 ? 1 : weights.Shape[^1], rows = weights.Size / Math.Max(columns, 1);
        if (count <= 0)
        {
            throw TensorValues.Error("cannot sample n_sample <= 0 samples", context.Span);
        }

        if (!replacement && count > columns)
        {
            throw TensorValues.Error("cannot sample n_sample > prob_dist.size(-1) samples without replacement", context.Span);
        }

        context.Budget.Array(((long)rows * count) + ((long)rows * count * columns), context.Span);
        var all = weights.ToDoubles();
        var made = new long[rows * count];
        for (var row = 0; row < rows; row++)
        {
            var own = all[(row * columns)..((row + 1) * columns)];
            for (var k = 0; k < count; k++)
            {
                var drawn = numbers.NextDouble() * own.Sum();
                var at = 0;
                for (; at < columns - 1 && (drawn -= own[at]) >= 0; at++)
                {
                }

                made[(row * count) + k] = at;
                own[at] = replacement ? own[at] : 0;
            }
        }

        return NdArray.Of([.. weights.Shape.SkipLast(1), count], DType.Int64, made);
    }
}
