namespace GradCheck.Programs.Numbers;

/// <summary>Values of a shape that only broadcasts to the right one: a gradient that was not written out for every row.</summary>
internal static class Broadcast
{
    /// <summary>A value in the shape of another; null where it does not broadcast to that, or has it.</summary>
    /// <param name="value">The value.</param>
    /// <param name="shape">The shape.</param>
    public static Snapshot? To(Snapshot value, int[] shape)
    {
        var lead = shape.Length - value.Shape.Length;
        if (lead < 0 || value.Shape.AsSpan().SequenceEqual(shape) || value.Shape.Index().Any(axis => axis.Item != 1 && axis.Item != shape[lead + axis.Index]))
        {
            return null;
        }

        var strides = new int[shape.Length];
        for (int axis = value.Shape.Length - 1, stride = 1; axis >= 0; stride *= value.Shape[axis], axis--)
        {
            strides[lead + axis] = value.Shape[axis] == 1 ? 0 : stride;
        }

        var size = shape.Aggregate(1, (product, length) => product * length);
        var values = new double[size];
        for (var k = 0; k < size; k++)
        {
            var (place, rest) = (0, k);
            for (var axis = shape.Length - 1; axis >= 0; axis--)
            {
                place += rest % shape[axis] * strides[axis];
                rest /= shape[axis];
            }

            values[k] = value.Values[place];
        }

        return new(shape, values);
    }
}
