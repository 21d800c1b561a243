using GradCheck.Cases;
using GradCheck.Programs.Numbers;
using GradCheck.Python.Arrays;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Classes;

/// <summary>Puts the values of a case into the parameters of an object, whoever shares their memory.</summary>
internal static class ObjectParameters
{
    /// <summary>How far a parameter is moved off what a constructor made: gamma = 1 and beta = 0 hide mistakes.</summary>
    private const double Share = 0.3;

    /// <summary>Fills the parameters of an object.</summary>
    /// <param name="root">The object.</param>
    /// <param name="slots">Its parameters.</param>
    /// <param name="made">The values of the case, by name.</param>
    /// <param name="session">The run.</param>
    /// <returns>The values of those that are no values of the case, by name.</returns>
    public static IReadOnlyDictionary<string, Snapshot> Fill(Value root, IReadOnlyList<Slot> slots, IReadOnlyDictionary<string, Value> made, RunSession session)
    {
        var inputs = new Dictionary<string, Snapshot>();
        var held = slots.Count == 0 ? [] : ObjectPaths.In(root).DistinctBy(item => item.Path).ToDictionary(item => item.Path);
        foreach (var slot in slots)
        {
            if (slot.IsGiven || held.GetValueOrDefault(slot.Path)?.Floats is not { } target)
            {
                continue;
            }

            if (slot.Ingredient is { } ingredient && made[ingredient] is NdArray given)
            {
                Write(target, given);
                if (IsTurned(target.Shape, given.Shape))
                {
                    inputs[slot.Input] = Snapshot.Of(target)!;
                }
            }
            else
            {
                var values = Moved(target.ToDoubles(), slot.Path);
                Write(target, session.Tape.Input(slot.Input, target.Shape, values));
                inputs[slot.Input] = Snapshot.Of(target)!;
            }
        }

        return inputs;
    }

    /// <summary>Makes every array of an object an input of its own, to see which of them the output depends on.</summary>
    /// <param name="root">The object.</param>
    /// <param name="session">The run.</param>
    public static IReadOnlyList<Held> Mark(Value root, RunSession session)
    {
        var seen = new HashSet<Storage>(ReferenceEqualityComparer.Instance);
        var marked = new List<Held>();
        foreach (var held in ObjectPaths.In(root))
        {
            if (held.Floats is { Storage.Nodes: null } target && target.Size == target.Storage.Count && seen.Add(target.Storage))
            {
                Write(target, session.Tape.Input(held.Path, target.Shape, target.ToDoubles()));
                marked.Add(held);
            }
        }

        return marked;
    }

    /// <summary>Whether a value of the case fits into a parameter: of its shape but for axes of length 1, or transposed.</summary>
    /// <param name="target">The parameter's shape.</param>
    /// <param name="given">The value's.</param>
    public static bool Fits(int[] target, int[] given) => Near.Fits(target, given) || IsTurned(target, given);

    private static bool IsTurned(int[] target, int[] given) => target is [var rows, var columns] && given is [var from, var to] && rows == to && columns == from && rows != columns;

    private static void Write(NdArray target, NdArray given)
    {
        if (target.Size != given.Size || target.Size != target.Storage.Count)
        {
            return;
        }

        var (values, nodes) = (given.ToDoubles(), given.ToNodes() ?? new int[given.Size]);
        var turned = IsTurned(target.Shape, given.Shape);
        target.Storage.Nodes ??= new int[target.Size];
        for (var k = 0; k < values.Length; k++)
        {
            // The place of entry k of the target in the order of the given one, and in the memory.
            var from = turned ? (k % target.Shape[1] * given.Shape[1]) + (k / target.Shape[1]) : k;
            var to = PlaceOf(target, k);
            (target.Storage.Floats[to], target.Storage.Nodes[to]) = (values[from], nodes[from]);
        }

        target.Storage.Writer = given.Source;
    }

    private static int PlaceOf(NdArray array, int entry)
    {
        var place = array.Offset;
        for (var axis = array.Rank - 1; axis >= 0; axis--)
        {
            place += entry % array.Shape[axis] * array.Strides[axis];
            entry /= array.Shape[axis];
        }

        return place;
    }

    private static double[] Moved(double[] values, string path)
    {
        var seed = path.Aggregate(17UL, (sum, letter) => (sum * 31) + letter);
        var random = new Pcg32(seed, 11);
        var isPositive = Array.TrueForAll(values, value => value > 0);
        return Array.ConvertAll(values, value => isPositive ? value * (1 + (Share * Math.Clamp(random.Normal(), -2, 2))) : value + (Share * random.Normal()));
    }
}
