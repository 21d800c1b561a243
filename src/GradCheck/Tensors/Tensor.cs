using GradCheck.Arithmetic;

namespace GradCheck.Tensors;

/// <summary>Doubles in one row-major block, with the shape that says how to read them. Does not change once made.</summary>
public sealed class Tensor
{
    private readonly double[] values;

    /// <summary>Takes over a block of values.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="values">The values in row-major (C) order; the tensor owns the array from here on.</param>
    /// <exception cref="ArgumentException">The number of values is not that of the shape.</exception>
    public Tensor(Shape shape, double[] values)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length != shape.Count)
        {
            throw new ArgumentException($"{values.Length} values do not fill the shape {shape}", nameof(values));
        }

        Shape = shape;
        this.values = values;
    }

    /// <summary>A vector of shape <c>(n,)</c>.</summary>
    /// <param name="values">Its values; the tensor owns the array from here on.</param>
    public Tensor(params double[] values)
        : this(new Shape(values?.Length ?? 0), values!)
    {
    }

    /// <summary>The sizes of the axes.</summary>
    public Shape Shape { get; }

    /// <summary>The values in row-major (C) order.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>One value by its place in row-major order.</summary>
    /// <param name="element">The place, from 0.</param>
    public double this[int element] => values[element];

    /// <summary>A tensor with the same value everywhere.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="value">The value.</param>
    public static Tensor Full(Shape shape, double value)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var values = new double[shape.Count];
        Array.Fill(values, value);
        return new(shape, values);
    }

    /// <summary>Values carried in two doubles, each rounded to the nearest double.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="values">The values in row-major order, as many as the shape says.</param>
    public static Tensor Rounded(Shape shape, ReadOnlySpan<DoubleDouble> values)
    {
        var rounded = new double[values.Length];
        for (var k = 0; k < rounded.Length; k++)
        {
            rounded[k] = values[k].High;
        }

        return new(shape, rounded);
    }

    /// <summary>The same tensor with one value replaced.</summary>
    /// <param name="element">The place in row-major order.</param>
    /// <param name="value">The new value.</param>
    /// <returns>A copy; this tensor stays as it is.</returns>
    public Tensor With(int element, double value)
    {
        var copy = (double[])values.Clone();
        copy[element] = value;
        return new(Shape, copy);
    }
}
