using GradCheck.Python.Operators;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Python.Builtins;

/// <summary><c>sorted</c> and <c>list.sort</c>: stable, as Python's; the host's sort is not, and wraps what a comparison throws.</summary>
internal static class Sorting
{
    public static List<Value> Sorted(CallContext context, IReadOnlyList<Value> items, Value key, bool reverse)
    {
        var keyed = new (Value Key, Value Item)[items.Count];
        for (var k = 0; k < keyed.Length; k++)
        {
            // Backwards before and after: what is equal keeps its order in a reversed sort too.
            var item = items[reverse ? keyed.Length - 1 - k : k];
            keyed[k] = (key is NoneValue ? item : context.Call(key, [item]), item);
        }

        context.Grow(2L * keyed.Length);
        Merge(context, keyed, new (Value, Value)[keyed.Length], 0, keyed.Length);
        var sorted = keyed.Select(pair => pair.Item).ToList();
        if (reverse)
        {
            sorted.Reverse();
        }

        return sorted;
    }

    private static void Merge(CallContext context, (Value Key, Value Item)[] items, (Value Key, Value Item)[] spare, int start, int end)
    {
        if (end - start < 2)
        {
            return;
        }

        var middle = (start + end) / 2;
        Merge(context, items, spare, start, middle);
        Merge(context, items, spare, middle, end);
        Array.Copy(items, start, spare, start, end - start);
        var (left, right) = (start, middle);
        for (var k = start; k < end; k++)
        {
            var takeRight = left == middle || (right < end && Ordering.Holds(context, CompareOperator.Less, spare[right].Key, spare[left].Key));
            items[k] = takeRight ? spare[right++] : spare[left++];
        }
    }
}
