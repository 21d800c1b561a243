namespace GradCheck.Python.Arrays;

/// <summary>The greatest and the smallest elements.</summary>
internal static class Extremes
{
    /// <summary>The greatest or smallest element of each group; its gradient goes to the first that is.</summary>
    public static NdArray Of(ArrayContext context, NdArray array, bool[] axes, bool keep, bool isMax, string name)
    {
        var groups = Reduction.Of(context, array, axes, keep);
        if (groups.Length == 0 && groups.Groups > 0)
        {
            throw new ArrayFault(ArrayFaultKind.EmptyExtreme) { Numbers = [isMax ? 1 : 0] };
        }

        var firsts = Firsts(groups, isMax);
        if (array.DType != DType.Float64)
        {
            var integers = Integers.Of(groups.Moved);
            return NdArray.Of(groups.Shape, array.DType, Array.ConvertAll(firsts, first => integers[first]), isScalar: groups.Shape.Length == 0);
        }

        var floats = Floats.Of(groups.Moved);
        var made = Array.ConvertAll(firsts, first => floats[first]);
        var recording = Recording.Start(context, name, floats.IsTracked, made.Length, made.Length, floats.Source);
        if (!recording.IsOn)
        {
            return recording.Result(groups.Shape, made, null);
        }

        var nodes = new int[made.Length];
        for (var g = 0; g < nodes.Length; g++)
        {
            nodes[g] = recording.Tape.Node(floats.Node(firsts[g]), 1);
        }

        return recording.Result(groups.Shape, made, nodes);
    }

    /// <summary>The place of the greatest or smallest element in each group.</summary>
    public static NdArray Places(ArrayContext context, NdArray array, bool[] axes, bool keep, bool isMax)
    {
        var groups = Reduction.Of(context, array, axes, keep);
        if (groups.Length == 0 && groups.Groups > 0)
        {
            throw new ArrayFault(ArrayFaultKind.EmptyArgExtreme) { Numbers = [isMax ? 1 : 0] };
        }

        var firsts = Firsts(groups, isMax);
        var made = new long[firsts.Length];
        for (var g = 0; g < made.Length; g++)
        {
            made[g] = firsts[g] - ((long)g * groups.Length);
        }

        return NdArray.Of(groups.Shape, DType.Int64, made, isScalar: groups.Shape.Length == 0);
    }

    /// <summary>The place of the first greatest or smallest element of each group among the moved ones; of the first NaN where there is one.</summary>
    private static int[] Firsts(Reduction groups, bool isMax)
    {
        var isFloat = groups.Array.DType == DType.Float64;
        var floats = isFloat ? Floats.Of(groups.Moved) : default;
        var integers = isFloat ? default : Integers.Of(groups.Moved);
        var firsts = new int[groups.Groups];
        for (var g = 0; g < firsts.Length; g++)
        {
            var best = g * groups.Length;
            for (var k = best + 1; k < (g + 1) * groups.Length; k++)
            {
                var better = isFloat
                    ? !double.IsNaN(floats[best]) && (double.IsNaN(floats[k]) || (isMax ? floats[k] > floats[best] : floats[k] < floats[best]))
                    : isMax ? integers[k] > integers[best] : integers[k] < integers[best];
                best = better ? k : best;
            }

            firsts[g] = best;
        }

        return firsts;
    }
}
