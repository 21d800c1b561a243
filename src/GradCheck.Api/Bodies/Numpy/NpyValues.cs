using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using GradCheck.Api.Fields;
using GradCheck.Tensors;

namespace GradCheck.Api.Bodies.Numpy;

/// <summary>Turns the data of an array into doubles in row-major order. Every type but a 64-bit integer fits a double exactly.</summary>
internal static class NpyValues
{
    private const int MostInexact = 20;
    private const double ExactIntegers = 1L << 53;

    /// <summary>Puts the bytes of each element into this machine's order.</summary>
    /// <param name="data">The elements, changed in place.</param>
    /// <param name="type">Their type.</param>
    public static void ToNativeOrder(Span<byte> data, NpyType type)
    {
        if (type.IsBigEndian != BitConverter.IsLittleEndian)
        {
            return;
        }

        switch (type.Kind == NpyKind.Text ? sizeof(int) : type.Kind == NpyKind.Bytes ? 1 : type.Size)
        {
            case 2:
                var shorts = MemoryMarshal.Cast<byte, ushort>(data);
                BinaryPrimitives.ReverseEndianness(shorts, shorts);
                break;
            case 4:
                var words = MemoryMarshal.Cast<byte, uint>(data);
                BinaryPrimitives.ReverseEndianness(words, words);
                break;
            case 8:
                var longs = MemoryMarshal.Cast<byte, ulong>(data);
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
        }
    }

    /// <summary>The nearest double of each element, in the order in which they are stored.</summary>
    /// <param name="data">The elements, in this machine's byte order.</param>
    /// <param name="type">Their type, one of numbers.</param>
    /// <param name="values">Receives the doubles.</param>
    public static void Convert(ReadOnlySpan<byte> data, NpyType type, Span<double> values)
    {
        switch (type.Kind, type.Size)
        {
            case (NpyKind.Boolean, _):
                for (var k = 0; k < values.Length; k++)
                {
                    values[k] = data[k] == 0 ? 0 : 1;
                }

                break;
            case (NpyKind.Signed, 1):
                Convert<sbyte>(data, values);
                break;
            case (NpyKind.Signed, 2):
                Convert<short>(data, values);
                break;
            case (NpyKind.Signed, 4):
                Convert<int>(data, values);
                break;
            case (NpyKind.Signed, 8):
                Convert<long>(data, values);
                break;
            case (NpyKind.Unsigned, 1):
                Convert<byte>(data, values);
                break;
            case (NpyKind.Unsigned, 2):
                Convert<ushort>(data, values);
                break;
            case (NpyKind.Unsigned, 4):
                Convert<uint>(data, values);
                break;
            case (NpyKind.Unsigned, 8):
                Convert<ulong>(data, values);
                break;
            case (NpyKind.Float, 2):
                Convert<Half>(data, values);
                break;
            case (NpyKind.Float, 4):
                Convert<float>(data, values);
                break;
            default:
                MemoryMarshal.Cast<byte, double>(data).CopyTo(values);
                break;
        }
    }

    /// <summary>The integers that no double equals, up to twenty.</summary>
    /// <param name="data">The elements, in this machine's byte order.</param>
    /// <param name="type">Their type.</param>
    /// <param name="values">The doubles that stand for them.</param>
    /// <param name="header">The shape and order.</param>
    public static List<InexactInteger> Inexact(ReadOnlySpan<byte> data, NpyType type, ReadOnlySpan<double> values, NpyHeader header) => (type.Kind, type.Size) switch
    {
        (NpyKind.Signed, 8) => Inexact<long>(data, values, header),
        (NpyKind.Unsigned, 8) => Inexact<ulong>(data, values, header),
        _ => [],
    };

    /// <summary>Values of which the first index runs fastest, so that the last one does.</summary>
    /// <param name="stored">The values in Fortran order.</param>
    /// <param name="shape">Their shape, of at least one axis.</param>
    public static double[] ToRowMajor(ReadOnlySpan<double> stored, Shape shape)
    {
        var values = new double[stored.Length];
        var last = shape.Rank - 1;
        var step = shape.CountOf(..last);
        var index = new int[shape.Rank];
        for (int row = 0, k = 0; k < values.Length; k += shape[last])
        {
            for (var j = 0; j < shape[last]; j++)
            {
                values[k + j] = stored[row + (j * step)];
            }

            // The next row: the odometer of all indices but the last, and how far apart two of each are stored.
            var apart = step;
            for (var axis = last - 1; axis >= 0; axis--)
            {
                apart /= shape[axis];
                row += apart;
                if (++index[axis] < shape[axis])
                {
                    break;
                }

                row -= apart * shape[axis];
                index[axis] = 0;
            }
        }

        return values;
    }

    private static void Convert<T>(ReadOnlySpan<byte> data, Span<double> values)
        where T : unmanaged, INumberBase<T>
    {
        var elements = MemoryMarshal.Cast<byte, T>(data);
        for (var k = 0; k < values.Length; k++)
        {
            values[k] = double.CreateTruncating(elements[k]);
        }
    }

    private static List<InexactInteger> Inexact<T>(ReadOnlySpan<byte> data, ReadOnlySpan<double> values, NpyHeader header)
        where T : unmanaged, IBinaryInteger<T>
    {
        var inexact = new List<InexactInteger>();
        var elements = MemoryMarshal.Cast<byte, T>(data);
        for (var k = 0; k < values.Length && inexact.Count < MostInexact; k++)
        {
            if (Math.Abs(values[k]) >= ExactIntegers && Int128.CreateTruncating(elements[k]) != (Int128)values[k])
            {
                inexact.Add(new(PlaceOf(k, header), elements[k].ToString(null, CultureInfo.InvariantCulture), values[k]));
            }
        }

        return inexact;
    }

    private static string PlaceOf(long element, NpyHeader header)
    {
        Span<int> index = stackalloc int[header.Sizes.Count];
        for (var i = 0; i < index.Length; i++)
        {
            var axis = header.IsFortranOrder ? i : index.Length - 1 - i;
            (element, var at) = Math.DivRem(element, header.Sizes[axis]);
            index[axis] = (int)at;
        }

        return NumberReader.PlaceOf(index);
    }
}
