using System.Runtime.CompilerServices;
using GradCheck.Arithmetic;

namespace GradCheck.Tensors;

/// <summary>Doubles in one row-major block, with the shape that says how to read them. Does not change once made.</summary>
/// <remarks>A vector may be written as a list: <c>Tensor gamma = [1, 2, 3];</c></remarks>
[CollectionBuilder(typeof(Tensor), nameof(Of))]
public sealed class Tensor
{
    private readonly double[] values;

    /// <summary>Makes a tensor of values, which are copied.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="values">The values in row-major (C) order.</param>
    /// <exception cref="ArgumentException">The number of values is not that of the shape.</exception>
    public Tensor(Shape shape, ReadOnlySpan<double> values)
        : this(values.ToArray(), shape)
    {
    }

    private Tensor(double[] values, Shape shape)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(shape);
        if (values.Length != shape.Count)
        {
            throw new ArgumentException($"{values.Length} values do not fill the shape {shape}", nameof(values));
        }

        (this.values, Shape) = (values, shape);
    }

    /// <summary>The sizes of the axes.</summary>
    public Shape Shape { get; }

    /// <summary>The values in row-major (C) order.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>One value by its place in row-major order, whatever the shape.</summary>
    /// <param name="element">The place, from 0.</param>
    public double this[int element] => values[element];

    /// <summary>One value by its index along each axis: <c>x[2, 1]</c>.</summary>
    /// <param name="index">One index an axis, from 0.</param>
    /// <exception cref="ArgumentException">There are more or fewer indices than axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is beyond its axis.</exception>
    public double this[params ReadOnlySpan<int> index] => values[Shape.PlaceAt(index)];

    /// <summary>A vector of shape <c>(n,)</c>.</summary>
    /// <param name="values">Its values, which are copied.</param>
    public static Tensor Of(params ReadOnlySpan<double> values) => new(new Shape(values.Length), values);

    /// <summary>A matrix of shape <c>(n, d)</c>: <c>Tensor.FromRows([1, 2, 3], [4, 5, 6])</c>.</summary>
    /// <param name="rows">Its rows, which are copied.</param>
    /// <exception cref="ArgumentException">There are none, or they have different lengths.</exception>
    public static Tensor FromRows(params ReadOnlySpan<double[]> rows)
    {
        var width = rows.IsEmpty ? 0 : rows[0].Length;
        foreach (var row in rows)
        {
            if (row.Length != width)
            {
                throw new ArgumentException($"the rows have {width} and {row.Length} values", nameof(rows));
            }
        }

        return Own(new(rows.Length, width), [.. rows.ToArray().SelectMany(row => row)]);
    }

    /// <summary>A tensor that takes over an array, without a copy: for code that fills large tensors and lets go of them.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="values">The values in row-major (C) order; nobody may write to them from here on.</param>
    /// <exception cref="ArgumentException">The number of values is not that of the shape.</exception>
    public static Tensor Own(Shape shape, double[] values) => new(values, shape);

    /// <summary>A tensor with the same value everywhere.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="value">The value.</param>
    public static Tensor Full(Shape shape, double value)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var values = new double[shape.Count];
        Array.Fill(values, value);
        return Own(shape, values);
    }

    /// <summary>Values carried in two doubles, each rounded to the nearest double.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="values">The values in row-major order, as many as the shape says.</param>
    public static Tensor Rounded(Shape shape, ReadOnlySpan<DoubleDouble> values) => Own(shape, DoubleDouble.Rounded(values));

    /// <summary>The same tensor with one value replaced.</summary>
    /// <param name="element">The place in row-major order.</param>
    /// <param name="value">The new value.</param>
    /// <returns>A copy; this tensor stays as it is.</returns>
    public Tensor With(int element, double value)
    {
        var copy = ToArray();
        copy[element] = value;
        return Own(Shape, copy);
    }

    /// <summary>The values in row-major order, in an array of the caller's own.</summary>
    public double[] ToArray() => [.. values];

    /// <summary>Walks through the values in row-major order.</summary>
    public ReadOnlySpan<double>.Enumerator GetEnumerator() => Values.GetEnumerator();

    /// <summary>The values as NumPy prints them, with every digit; of an axis of more than six the first and the last three.</summary>
    public override string ToString() => TensorText.Of(this);
}
