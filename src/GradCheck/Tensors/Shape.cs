using System.Collections.Immutable;
using System.Globalization;

namespace GradCheck.Tensors;

/// <summary>The sizes of a tensor's axes, as <c>x.shape</c> in NumPy.</summary>
/// <remarks>Every size is 1 or more: nothing here has a use for an empty tensor. The shape of a scalar is <c>()</c>.</remarks>
public sealed class Shape : IEquatable<Shape>
{
    private readonly ImmutableArray<int> sizes;

    /// <summary>Makes a shape of the sizes of its axes, outermost first.</summary>
    /// <param name="sizes">The sizes, each 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1, or their product exceeds an array's length.</exception>
    public Shape(params ReadOnlySpan<int> sizes)
    {
        long count = 1;
        foreach (var size in sizes)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(size, 1, nameof(sizes));
            count *= size;
            ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Array.MaxLength, nameof(sizes));
        }

        this.sizes = [.. sizes];
        Count = (int)count;
    }

    /// <summary>The sizes of the axes, outermost first.</summary>
    public ReadOnlySpan<int> Sizes => sizes.AsSpan();

    /// <summary>How many axes there are; 0 for a scalar.</summary>
    public int Rank => sizes.Length;

    /// <summary>How many elements a tensor of this shape has.</summary>
    public int Count { get; }

    /// <summary>The size of one axis.</summary>
    /// <param name="axis">The axis, from 0.</param>
    public int this[int axis] => sizes[axis];

    /// <summary>The product of the sizes of a run of axes; 1 for none.</summary>
    /// <param name="axes">The axes.</param>
    public int CountOf(Range axes)
    {
        var count = 1;
        foreach (var size in Sizes[axes])
        {
            count *= size;
        }

        return count;
    }

    /// <summary>Where an element is, as a student writes it: <c>[2][1]</c>.</summary>
    /// <param name="element">The element's place in row-major order.</param>
    public string PlaceOf(int element) =>
        string.Concat(IndexOf(element).Select(index => string.Create(CultureInfo.InvariantCulture, $"[{index}]")));

    /// <summary>The index of an element along each axis.</summary>
    /// <param name="element">The element's place in row-major order.</param>
    /// <returns>One index an axis, from 0.</returns>
    public int[] IndexOf(int element)
    {
        var index = new int[Rank];
        for (var axis = Rank - 1; axis >= 0; axis--)
        {
            (element, index[axis]) = Math.DivRem(element, sizes[axis]);
        }

        return index;
    }

    /// <summary>The place of an element in row-major order.</summary>
    /// <param name="index">One index an axis, from 0.</param>
    /// <exception cref="ArgumentException">There are more or fewer indices than axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is beyond its axis.</exception>
    public int PlaceAt(ReadOnlySpan<int> index)
    {
        if (index.Length != Rank)
        {
            throw new ArgumentException($"{index.Length} indices for the shape {this}", nameof(index));
        }

        var place = 0;
        for (var axis = 0; axis < Rank; axis++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index[axis], nameof(index));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index[axis], sizes[axis], nameof(index));
            place = (place * sizes[axis]) + index[axis];
        }

        return place;
    }

    /// <inheritdoc/>
    public bool Equals(Shape? other) => other is not null && Sizes.SequenceEqual(other.Sizes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var size in sizes)
        {
            hash.Add(size);
        }

        return hash.ToHashCode();
    }

    /// <summary>The shape as NumPy prints it: <c>(4, 5)</c>, <c>(5,)</c>, <c>()</c>.</summary>
    public override string ToString()
    {
        var text = string.Join(", ", sizes.Select(size => size.ToString(CultureInfo.InvariantCulture)));
        return Rank == 1 ? $"({text},)" : $"({text})";
    }
}
