using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using GradCheck.Api.Fields;
using GradCheck.Api.Limits;
using GradCheck.Api.Problems;
using GradCheck.Tensors;

namespace GradCheck.Api.Bodies.Numpy;

/// <summary>
/// Reads a <c>.npy</c>: NumPy's format 1.0, 2.0 or 3.0 (NEP 1). What it says of itself is held against every limit before
/// a byte is allocated for it.
/// </summary>
/// <param name="limits">The most elements of a tensor.</param>
/// <param name="budget">How many bytes the body may unpack to.</param>
internal sealed class NpyReader(RequestLimits limits, UnpackingBudget budget)
{
    /// <summary>The longest text, all names of an array together: options are words.</summary>
    private const int MostTextBytes = 1 << 16;

    /// <summary>Reads an array.</summary>
    /// <param name="source">Its bytes.</param>
    /// <param name="file">Its name, for a problem: <c>x.npy</c>.</param>
    /// <param name="path">Where it belongs in the request.</param>
    /// <exception cref="ProblemException">It is no array, does not hold what it says, or exceeds the budget.</exception>
    public Member Read(MemberStream source, string file, string path)
    {
        var (header, start) = ReadHeader(source, file);
        if (header.Descr is null || NpyType.Find(header.Descr) is not { } type)
        {
            return new(path) { Refusal = NpyType.Refuse(header.Descr) };
        }

        var rank = header.Sizes.Count;
        if (header.Count == 0)
        {
            return new(path) { Tensor = new() { Problems = EmptyArray.Explain(header.Sizes) } };
        }

        if (rank > TensorReader.MostAxes)
        {
            return new(path) { Tensor = Field.Wrong<Tensor>(TensorFault.TooDeep(rank)) };
        }

        if (!type.IsText && header.Count > limits.MaxElements)
        {
            return new(path) { Tensor = new() { OversizeCount = header.Count } };
        }

        if (type.IsText && (rank > 1 || (Int128)header.Count * Math.Max(type.Size, sizeof(int)) > MostTextBytes))
        {
            return new(path) { Refusal = $"is an array of text of shape {ShapeText(header)}, but a name or a short list of names belongs here" };
        }

        var bytes = header.Count * type.Size;
        if (start + bytes != source.Length)
        {
            throw Fault(file, string.Create(CultureInfo.InvariantCulture, $"holds {source.Length - start} bytes of data, but an array of shape {ShapeText(header)} and dtype {header.Descr} has {bytes}"));
        }

        budget.Spend(Math.Max(bytes, header.Count * sizeof(double)));
        return type.IsText || rank == 0 ? ReadValue(source, file, path, header, type) : new(path) { Tensor = ReadTensor(source, file, header, type) };
    }

    private static (NpyHeader Header, int Start) ReadHeader(MemberStream source, string file)
    {
        Span<byte> first = stackalloc byte[NpyHeader.Magic.Length + 2];
        if (!source.TryFill(first) || !first.StartsWith(NpyHeader.Magic))
        {
            throw Fault(file, "does not start as a .npy file does");
        }

        var version = first[NpyHeader.Magic.Length];
        if (version is < 1 or > 3)
        {
            throw Fault(file, string.Create(CultureInfo.InvariantCulture, $"is in version {version} of the format, but 1, 2 and 3 are read"));
        }

        Span<byte> size = stackalloc byte[version == 1 ? sizeof(ushort) : sizeof(uint)];
        var length = !source.TryFill(size) ? 0 : version == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(size) : BinaryPrimitives.ReadUInt32LittleEndian(size);
        if (length > NpyHeader.MostBytes)
        {
            throw Fault(file, string.Create(CultureInfo.InvariantCulture, $"has a header of {length} bytes, but the limit is {NpyHeader.MostBytes}"));
        }

        var text = new byte[length];
        if (length == 0 || !source.TryFill(text) || NpyHeader.Parse(text) is not { } header)
        {
            throw Fault(file, "has a header that is not one of a .npy file");
        }

        return (header, first.Length + size.Length + text.Length);
    }

    private static Field<Tensor> ReadTensor(MemberStream source, string file, NpyHeader header, NpyType type)
    {
        var shape = new Shape([.. header.Sizes.Select(size => (int)size)]);
        var values = new double[shape.Count];
        List<InexactInteger> inexact = [];
        if (type is { Kind: NpyKind.Float, Size: sizeof(double) })
        {
            var bytes = MemoryMarshal.AsBytes(values.AsSpan());
            Fill(source, file, bytes);
            NpyValues.ToNativeOrder(bytes, type);
        }
        else
        {
            var rented = ArrayPool<byte>.Shared.Rent(shape.Count * type.Size);
            try
            {
                var data = rented.AsSpan(0, shape.Count * type.Size);
                Fill(source, file, data);
                NpyValues.ToNativeOrder(data, type);
                NpyValues.Convert(data, type, values);
                inexact = NpyValues.Inexact(data, type, values, header);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }

        return new() { Value = new(shape, header.IsFortranOrder && shape.Rank > 1 ? NpyValues.ToRowMajor(values, shape) : values), InexactIntegers = inexact };
    }

    private static Member ReadValue(MemberStream source, string file, string path, NpyHeader header, NpyType type)
    {
        var data = new byte[header.Count * type.Size];
        Fill(source, file, data);
        NpyValues.ToNativeOrder(data, type);
        return new(path) { Value = type.IsText ? NpyValueText.OfNames(data, type, header) : NpyValueText.OfNumber(data, type) };
    }

    private static void Fill(MemberStream source, string file, Span<byte> buffer)
    {
        if (!source.TryFill(buffer))
        {
            throw Fault(file, "ends before its data do");
        }
    }

    private static string ShapeText(NpyHeader header) =>
        $"({string.Join(", ", header.Sizes.Select(size => size.ToString(CultureInfo.InvariantCulture)))}{(header.Sizes.Count == 1 ? "," : string.Empty)})";

    private static ProblemException Fault(string file, string message) => new(ProblemTypes.MalformedNpz, $"{FieldText.Shorten(file)} {message}.");
}
