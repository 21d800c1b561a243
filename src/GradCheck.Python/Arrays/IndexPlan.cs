
namespace GradCheck.Python.Arrays;

/// <summary>What an index means for an array: a view (its basic part), and elements picked from it by arrays (its advanced part).</summary>
internal sealed class IndexPlan
{
    private readonly ArrayContext context;
    private readonly NdArray array;
    private readonly List<int> shape = [];
    private readonly List<int> strides = [];

    /// <summary>The arrays of the advanced part: the axis of the view that each picks from, the axis of the array, and the indices.</summary>
    private readonly List<(int At, int Axis, NdArray Indices)> picks = [];
    private int offset;
    private int axis;

    /// <summary>Whether something else stands between two of the arrays.</summary>
    private bool isSplit;

    private IndexPlan(ArrayContext context, NdArray array)
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
    /// <exception cref="ArrayFault">The array has no such elements.</exception>
    public static IndexPlan Of(ArrayContext context, NdArray array, IReadOnlyList<IndexItem> index)
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
            throw new ArrayFault(ArrayFaultKind.IndexShapes) { Shapes = [.. indices.Where(one => one.Rank > 0).Select(one => one.Shape)] };
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
        for (var pick = 0; pick < picks.Count; pick++)
        {
            var (at, from, indices) = picks[pick];
            var numbers = Integers.Of(indices, picked);
            for (var k = 0; k < moves.Length; k++)
            {
                moves[k] += Bounded(numbers[k], from, shape[at], pick) * strides[at];
            }
        }

        return moves;
    }

    private static int Bounded(long number, int from, int length, params ReadOnlySpan<int> pick) => number >= -length && number < length
        ? (int)(number < 0 ? number + length : number)
        : throw new ArrayFault(ArrayFaultKind.IndexOutOfRange) { Numbers = [number, from, length, .. pick] };

    private void Read(IReadOnlyList<IndexItem> parts)
    {
        IsMask = parts is [{ IsMask: true } mask] && mask.Indices!.Rank == array.Rank;
        IsElement = parts.Count == array.Rank && parts.All(part => part.IsInteger);
        var used = parts.Sum(part => part.Kind is IndexKind.NewAxis or IndexKind.Ellipsis ? 0 : part.IsMask ? part.Indices!.Rank : 1);
        if (parts.Count(part => part.Kind == IndexKind.Ellipsis) > 1)
        {
            throw new ArrayFault(ArrayFaultKind.Ellipses);
        }

        if (used > array.Rank)
        {
            throw new ArrayFault(ArrayFaultKind.TooManyIndices) { Numbers = [array.Rank, used] };
        }

        var anyArray = parts.Any(part => part.Indices is { IsScalar: false } && !part.IsInteger);
        var lastWasPick = false;
        foreach (var part in parts)
        {
            var wasPick = lastWasPick;
            lastWasPick = part.IsMask || (part.Kind == IndexKind.Array && anyArray);
            isSplit |= lastWasPick && picks.Count > 0 && !wasPick;
            switch (part)
            {
                case { Kind: IndexKind.NewAxis }:
                    shape.Add(1);
                    strides.Add(0);
                    break;
                case { Kind: IndexKind.Ellipsis }:
                    Keep(array.Rank - used);
                    break;
                case { Kind: IndexKind.Slice }:
                    Slice(part.Slice);
                    break;
                case { IsMask: true }:
                    Mask(part.Indices!);
                    break;
                case { Indices: { } indices } when anyArray:
                    Pick(indices);
                    break;
                case { Indices: { } integer }:
                    offset += Bounded(integer.Storage.Integers[integer.Offset], axis, array.Shape[axis]) * array.Strides[axis];
                    axis++;
                    break;
            }
        }

        Keep(array.Rank - axis);
        Shapes.CheckRank(shape.Count);
    }

    private void Keep(int count)
    {
        for (var k = 0; k < count; k++, axis++)
        {
            shape.Add(array.Shape[axis]);
            strides.Add(array.Strides[axis]);
        }
    }

    private void Slice(SliceBounds slice)
    {
        var (start, count) = slice.On(array.Shape[axis]);
        offset += count == 0 ? 0 : (int)start * array.Strides[axis];
        shape.Add(count);
        strides.Add(count > 1 ? (int)slice.Step * array.Strides[axis] : array.Strides[axis]);
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
                throw new ArrayFault(ArrayFaultKind.MaskLength) { Numbers = [axis + k, array.Shape[axis + k], bits.Shape[k]] };
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
