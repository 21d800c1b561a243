using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Arrays;

/// <summary>What an index means for an array: a view (its basic part), and elements picked from it by arrays (its advanced part).</summary>
internal sealed class IndexPlan
{
    private const string Invalid = "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices";

    private readonly CallContext context;
    private readonly NdArray array;
    private readonly List<int> shape = [];
    private readonly List<int> strides = [];

    /// <summary>The arrays of the advanced part: the axis of the view that each picks from, the axis of the array, and the indices.</summary>
    private readonly List<(int At, int Axis, NdArray Indices)> picks = [];
    private int offset;
    private int axis;

    /// <summary>Whether something else stands between two of the arrays.</summary>
    private bool isSplit;

    private IndexPlan(CallContext context, NdArray array)
    {
        this.context = context;
        this.array = array;
        offset = array.Offset;
    }

    /// <summary>The basic part.</summary>
    public NdArray View => Views.Of(array, offset, [.. shape], [.. strides]);

    /// <summary>Whether arrays pick elements, so that reading copies.</summary>
    public bool IsAdvanced => picks.Count > 0;

    /// <summary>Whether the index is one mask of the array's own shape.</summary>
    public bool IsMask { get; private set; }

    /// <summary>Whether every axis was indexed by a whole number and nothing else was written, so that reading gives a scalar.</summary>
    public bool IsElement { get; private set; }

    /// <summary>Reads an index.</summary>
    /// <exception cref="ProgramException">NumPy's IndexError.</exception>
    public static IndexPlan Of(CallContext context, NdArray array, Value index)
    {
        var plan = new IndexPlan(context, array);
        plan.Read(index);
        return plan;
    }

    /// <summary>The places that the advanced part picks, in the order of the result.</summary>
    /// <param name="result">The result's shape.</param>
    public int[] Places(out int[] result)
    {
        var indices = picks.Select(pick => pick.Indices).ToArray();
        int[]? picked = [];
        foreach (var one in indices)
        {
            picked = picked is null ? null : Shapes.Broadcast(picked, one.Shape);
        }

        if (picked is null)
        {
            var all = string.Concat(indices.Where(one => one.Rank > 0).Select(one => ShapeWords.Tight(one.Shape) + " "));
            throw Errors.Python("IndexError", ErrorCodes.ShapeMismatch, $"shape mismatch: indexing arrays could not be broadcast together with shapes {all}", context.Span);
        }

        // NumPy puts the picked axes where the arrays stand if they stand side by side, and in front otherwise.
        var axes = picks.Select(pick => pick.At).ToHashSet();
        var first = picks[0].At;
        var together = picks[^1].At - first == picks.Count - 1 && !isSplit;
        var before = together ? Enumerable.Range(0, first).ToArray() : [];
        var after = Enumerable.Range(together ? first : 0, shape.Count - (together ? first : 0)).Where(at => !axes.Contains(at)).ToArray();
        result = [.. before.Select(at => shape[at]), .. picked, .. after.Select(at => shape[at])];
        var count = Shapes.Charge(context, result);
        var places = new int[count];
        if (count == 0)
        {
            CheckBounds(picked);
            return places;
        }

        int[] outer = Part(before), inner = Part(after), middle = Picked(picked);
        var k = 0;
        foreach (var left in outer)
        {
            foreach (var mid in middle)
            {
                foreach (var right in inner)
                {
                    places[k++] = offset + left + mid + right;
                }
            }
        }

        return places;
    }

    private int[] Part(int[] axes) => new NdArray(array.Storage, 0, [.. axes.Select(at => shape[at])], [.. axes.Select(at => strides[at])]).Places();

    private void CheckBounds(int[] picked)
    {
        if (Shapes.Count(picked) > 0)
        {
            Picked(picked);
        }
    }

    private int[] Picked(int[] picked)
    {
        var moves = new int[Shapes.Count(picked)];
        foreach (var (at, from, indices) in picks)
        {
            var numbers = Integers.Of(indices, picked);
            for (var k = 0; k < moves.Length; k++)
            {
                moves[k] += Bounded(numbers[k], from, shape[at]) * strides[at];
            }
        }

        return moves;
    }

    private int Bounded(long number, int from, int length) => number >= -length && number < length
        ? (int)(number < 0 ? number + length : number)
        : throw Errors.Index($"index {number} is out of bounds for axis {from} with size {length}", context.Span);

    private void Read(Value index)
    {
        IReadOnlyList<Value> items = index is TupleValue tuple ? tuple.Items : [index];
        var parts = items.Select(Part).ToArray();
        IsMask = parts.Length == 1 && parts[0] is NdArray { DType: DType.Bool } mask && mask.Rank == array.Rank;
        IsElement = parts.Length == array.Rank && parts.All(IsInteger);
        var used = parts.Sum(part => part is NoneValue or EllipsisValue ? 0 : part is NdArray { DType: DType.Bool } bits ? bits.Rank : 1);
        if (parts.Count(part => part is EllipsisValue) > 1)
        {
            throw Errors.Index("an index can only have a single ellipsis ('...')", context.Span);
        }

        if (used > array.Rank)
        {
            throw Errors.Index($"too many indices for array: array is {array.Rank}-dimensional, but {used} were indexed", context.Span);
        }

        var anyArray = parts.Any(part => part is NdArray { IsScalar: false } && !IsInteger(part));
        var lastWasPick = false;
        foreach (var part in parts)
        {
            var wasPick = lastWasPick;
            lastWasPick = false;
            switch (part)
            {
                case NoneValue:
                    shape.Add(1);
                    strides.Add(0);
                    break;
                case EllipsisValue:
                    Keep(array.Rank - used);
                    break;
                case SliceValue slice:
                    Slice(slice);
                    break;
                case NdArray { DType: DType.Bool } bits:
                    Separate(wasPick);
                    Mask(bits);
                    lastWasPick = true;
                    break;
                case NdArray indices when anyArray:
                    Separate(wasPick);
                    Pick(indices);
                    lastWasPick = true;
                    break;
                default:
                    var integer = (NdArray)part;
                    offset += Bounded(integer.Storage.Integers[integer.Offset], axis, array.Shape[axis]) * array.Strides[axis];
                    axis++;
                    break;
            }
        }

        Keep(array.Rank - axis);
        Shapes.CheckRank(context, shape.Count);

        void Separate(bool wasPick) => isSplit |= picks.Count > 0 && !wasPick;
    }

    private static bool IsInteger(Value part) => part is NdArray { Rank: 0, DType: DType.Int64 };

    /// <summary>An item as a slice, <c>None</c>, <c>...</c>, or an array of whole numbers or booleans.</summary>
    private Value Part(Value item)
    {
        switch (item)
        {
            case SliceValue or NoneValue or EllipsisValue:
                return item;
            case NdArray or IntegerValue or BooleanValue or ListValue or TupleValue or RangeValue:
                var indices = ArrayConversion.ToArray(context, item);
                if (indices.DType != DType.Float64)
                {
                    return indices;
                }

                if (indices.Size == 0 && item is not NdArray)
                {
                    return ArrayTypes.Convert(context, indices, DType.Int64);
                }

                throw Errors.Index(item is NdArray { IsScalar: false } ? "arrays used as indices must be of integer (or boolean) type" : Invalid, context.Span);
            default:
                throw Errors.Index(Invalid, context.Span);
        }
    }

    private void Keep(int count)
    {
        for (var k = 0; k < count; k++, axis++)
        {
            shape.Add(array.Shape[axis]);
            strides.Add(array.Strides[axis]);
        }
    }

    private void Slice(SliceValue slice)
    {
        var (start, step, count) = SliceRange.Of(context, slice, array.Shape[axis]);
        offset += count == 0 ? 0 : (int)start * array.Strides[axis];
        shape.Add(count);
        strides.Add(count > 1 ? (int)step * array.Strides[axis] : array.Strides[axis]);
        axis++;
    }

    private void Pick(NdArray indices)
    {
        picks.Add((shape.Count, axis, indices));
        Keep(1);
    }

    private void Mask(NdArray bits)
    {
        for (var k = 0; k < bits.Rank; k++)
        {
            if (bits.Shape[k] != array.Shape[axis + k])
            {
                throw Errors.Index($"boolean index did not match indexed array along dimension {axis + k}; dimension is {array.Shape[axis + k]} but corresponding boolean dimension is {bits.Shape[k]}", context.Span);
            }
        }

        if (bits.Rank == 0)
        {
            // A single boolean adds an axis, of size 1 or 0.
            picks.Add((shape.Count, axis, NdArray.Of([bits.Storage.Integers[bits.Offset] != 0 ? 1 : 0], DType.Int64, bits.Storage.Integers[bits.Offset] != 0 ? [0] : [])));
            shape.Add(1);
            strides.Add(0);
            return;
        }

        foreach (var indices in Searching.NonZero(context, bits))
        {
            Pick(indices);
        }
    }
}
