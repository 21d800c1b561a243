using CsCheck;
using GradCheck.Api.Bodies.Numpy;
using GradCheck.Api.Fields;
using GradCheck.Api.Limits;
using GradCheck.Api.Problems;
using GradCheck.Api.Tests.Support;
using GradCheck.Tensors;

namespace GradCheck.Api.Tests.Bodies.Numpy;

public class NpyReaderTests
{
    private static readonly int[] ByColumns = [0, 3, 1, 4, 2, 5];

    /// <summary>The bytes of (2, 3) elements in row-major order, and what they are.</summary>
    public static TheoryData<string, string, double[]> Types() => new()
    {
        { "<f8", "000000000000F03F 00000000000000C0 9A9999999999B93F 0000000000000080 FFFFFFFFFFFFEF7F 0100000000000000", [1, -2, 0.1, -0.0, double.MaxValue, double.Epsilon] },
        { ">f8", "3FF0000000000000 C000000000000000 3FB999999999999A 8000000000000000 7FEFFFFFFFFFFFFF 0000000000000001", [1, -2, 0.1, -0.0, double.MaxValue, double.Epsilon] },
        { "<f4", "0000803F 000000C0 CDCCCC3D 00000080 FFFF7F7F 01000000", [1, -2, 0.1f, -0.0, float.MaxValue, float.Epsilon] },
        { ">f4", "3F800000 C0000000 3DCCCCCD 80000000 7F7FFFFF 00000001", [1, -2, 0.1f, -0.0, float.MaxValue, float.Epsilon] },
        { "<f2", "003C 00C0 662E 0080 FF7B 0100", [1, -2, 0.0999755859375, -0.0, 65504, 5.9604644775390625e-8] },
        { ">f2", "3C00 C000 2E66 8000 7BFF 0001", [1, -2, 0.0999755859375, -0.0, 65504, 5.9604644775390625e-8] },
        { "|i1", "01 FE 00 7F 80 FF", [1, -2, 0, 127, -128, -1] },
        { "|u1", "01 FE 00 7F 80 FF", [1, 254, 0, 127, 128, 255] },
        { "<i2", "0100 FEFF 0000 FF7F 0080 FFFF", [1, -2, 0, 32767, -32768, -1] },
        { ">i2", "0001 FFFE 0000 7FFF 8000 FFFF", [1, -2, 0, 32767, -32768, -1] },
        { "<u2", "0100 FEFF 0000 FF7F 0080 FFFF", [1, 65534, 0, 32767, 32768, 65535] },
        { ">u2", "0001 FFFE 0000 7FFF 8000 FFFF", [1, 65534, 0, 32767, 32768, 65535] },
        { "<i4", "01000000 FEFFFFFF 00000000 FFFFFF7F 00000080 FFFFFFFF", [1, -2, 0, int.MaxValue, int.MinValue, -1] },
        { ">i4", "00000001 FFFFFFFE 00000000 7FFFFFFF 80000000 FFFFFFFF", [1, -2, 0, int.MaxValue, int.MinValue, -1] },
        { "<u4", "01000000 FEFFFFFF 00000000 FFFFFF7F 00000080 FFFFFFFF", [1, 4294967294, 0, int.MaxValue, 2147483648, uint.MaxValue] },
        { ">u4", "00000001 FFFFFFFE 00000000 7FFFFFFF 80000000 FFFFFFFF", [1, 4294967294, 0, int.MaxValue, 2147483648, uint.MaxValue] },
        { "<i8", "0100000000000000 FEFFFFFFFFFFFFFF 0000000000000000 0000000000002000 0000000000000080 FFFFFFFFFFFFFFFF", [1, -2, 0, 9007199254740992, -9223372036854775808, -1] },
        { ">i8", "0000000000000001 FFFFFFFFFFFFFFFE 0000000000000000 0020000000000000 8000000000000000 FFFFFFFFFFFFFFFF", [1, -2, 0, 9007199254740992, -9223372036854775808, -1] },
        { "<u8", "0100000000000000 0000000000000000 0000000000000080 0000000000002000 0200000000000000 0300000000000000", [1, 0, 9223372036854775808, 9007199254740992, 2, 3] },
        { ">u8", "0000000000000001 0000000000000000 8000000000000000 0020000000000000 0000000000000002 0000000000000003", [1, 0, 9223372036854775808, 9007199254740992, 2, 3] },
        { "|b1", "01 00 00 01 01 00", [1, 0, 0, 1, 1, 0] },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void Read_EachTypeInBothOrders_IsExact(string descr, string hex, double[] expected)
    {
        ArgumentNullException.ThrowIfNull(hex);
        var data = Convert.FromHexString(hex.Replace(" ", string.Empty, StringComparison.Ordinal));
        var size = data.Length / 6;
        byte[] columns = [.. ByColumns.SelectMany(k => data.AsSpan(k * size, size).ToArray())];

        Assert.Equal(Bits(expected), Bits(Tensor(Arrays.Npy(descr, "(2, 3)", data))));
        Assert.Equal(Bits(expected), Bits(Tensor(Arrays.Npy(descr, "(2, 3)", columns, fortran: true))));
    }

    [Theory]
    [InlineData("<f8")]
    [InlineData(">f8")]
    public void Read_WhatIsNotFinite_KeepsItsBits(string descr)
    {
        ulong[] bits = [0x7FF8000000000000, 0xFFF8000000001234, 0x7FF0000000000000, 0xFFF0000000000000];
        byte[] data = [.. bits.SelectMany(value => BitConverter.GetBytes(descr[0] == '<' ? value : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(value)))];

        Assert.Equal(bits, Bits(Tensor(Arrays.Npy(descr, "(4,)", data))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Read_EachVersion_IsRead(byte version) =>
        Assert.Equal([1.5], Tensor(Arrays.Npy("<f8", "(1,)", BitConverter.GetBytes(1.5), version: version)).Values.ToArray());

    [Theory]
    [InlineData("{'shape': (1L, 1L), 'fortran_order': False, 'descr': '<f8'}", "(1, 1)")]
    [InlineData("{\"descr\": \"<f8\", \"fortran_order\": True, \"shape\": (1,)}      ", "(1,)")]
    [InlineData(" {'descr':'<f8','fortran_order':False,'shape':(1,1,1,1,1,1,1,1),}", "(1, 1, 1, 1, 1, 1, 1, 1)")]
    public void Read_AHeaderWrittenInAnotherWay_IsRead(string header, string shape) =>
        Assert.Equal(shape, Tensor(Arrays.Npy(header, new byte[8])).Shape.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{'descr': '<f8', 'fortran_order': False}")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (-1,)}")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (1.5,)}")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999,)}")]
    [InlineData("{'descr': '<f8', 'fortran_order': 1, 'shape': (1,)}")]
    [InlineData("{'descr': '<f8', 'descr': '<f8', 'shape': (1,)}")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (1,), 'more': 1}")]
    [InlineData("__import__('os')")]
    public void Read_AHeaderThatIsNone_SaysSo(string header) =>
        Assert.Equal("x.npy has a header that is not one of a .npy file.", Fault(Arrays.Npy(header, new byte[8])));

    [Theory]
    [InlineData("|O", "holds Python objects, which travel as a pickle, and no pickle is read: send an array of numbers")]
    [InlineData("|V8", "has dtype |V8, but only float16, float32, float64, int8 to int64, uint8 to uint64 and bool are read")]
    [InlineData("<c16", "has dtype <c16, but only float16, float32, float64, int8 to int64, uint8 to uint64 and bool are read")]
    [InlineData("<f16", "has dtype <f16, but only float16, float32, float64, int8 to int64, uint8 to uint64 and bool are read")]
    [InlineData("<M8[ns]", "has dtype <M8[ns], but only float16, float32, float64, int8 to int64, uint8 to uint64 and bool are read")]
    [InlineData("|f8", "has dtype |f8, but only float16, float32, float64, int8 to int64, uint8 to uint64 and bool are read")]
    [InlineData("", "has dtype , but only float16, float32, float64, int8 to int64, uint8 to uint64 and bool are read")]
    [InlineData("<U99999999999", "has dtype <U99999999999, but only float16, float32, float64, int8 to int64, uint8 to uint64 and bool are read")]
    public void Read_ATypeThatIsNotRead_SaysWhy(string descr, string reason) =>
        Assert.Equal(reason, Read(Arrays.Npy(descr, "(1, 1)", new byte[8])).Refusal);

    [Fact]
    public void Read_AStructuredArray_SaysSo() =>
        Assert.Equal(
            "is a structured array, but an array of plain numbers belongs here",
            Read(Arrays.Npy("{'descr': [('a', '<f8'), ('b', [('c', '|O')])], 'fortran_order': False, 'shape': (1,), }", new byte[16])).Refusal);

    [Theory]
    [InlineData(15, "x.npy holds 15 bytes of data, but an array of shape (2,) and dtype <f8 has 16.")]
    [InlineData(17, "x.npy holds 17 bytes of data, but an array of shape (2,) and dtype <f8 has 16.")]
    [InlineData(0, "x.npy holds 0 bytes of data, but an array of shape (2,) and dtype <f8 has 16.")]
    public void Read_DataOfAnotherLength_SaysBoth(int length, string fault) => Assert.Equal(fault, Fault(Arrays.Npy("<f8", "(2,)", new byte[length])));

    [Fact]
    public void Read_AFileCutAnywhere_IsAProblem()
    {
        var file = Arrays.Doubles("(2,)", 1, 2);
        for (var length = 0; length < file.Length; length++)
        {
            Assert.StartsWith("x.npy ", Fault(file[..length]), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Read_AStreamShorterThanItsArchiveSays_IsAProblem()
    {
        var file = Arrays.Doubles("(2,)", 1, 2);
        var problem = Assert.Throws<ProblemException>(() => Reader().Read(new(new MemoryStream(file[..^1]), file.Length), "x.npy", "x"));

        Assert.Equal("x.npy ends before its data do.", problem.Message);
    }

    [Fact]
    public void Read_AnArrayOverTheLimit_IsCountedButNotRead()
    {
        var stream = new MemoryStream(Arrays.Npy("<f8", "(1048577, 1)", new byte[100]));
        var member = Reader().Read(new(stream, stream.Length), "x.npy", "x");

        Assert.Equal(1048577, member.Tensor!.OversizeCount);
        Assert.Equal(100, stream.Length - stream.Position);
        Assert.Equal(long.MaxValue, Read(Arrays.Npy("<f8", "(9999999999999, 9999999999999)", [])).Tensor!.OversizeCount);
    }

    [Fact]
    public void Read_AHeaderOfFourGigabytes_IsRefusedUnread()
    {
        byte[] file = [0x93, .. "NUMPY"u8, 2, 0, 0xFF, 0xFF, 0xFF, 0xFF, .. "{'descr'"u8];

        Assert.Equal("x.npy has a header of 4294967295 bytes, but the limit is 10000.", Fault(file));
    }

    [Fact]
    public void Read_MoreThanTheBudget_IsStoppedBeforeItIsAllocated()
    {
        var problem = Assert.Throws<ProblemException>(() => Reader(7999).Read(Source(Arrays.Npy("|i1", "(1000,)", new byte[1000])), "x.npy", "x"));

        Assert.Equal(413, problem.Details.Status);
        Assert.Equal(7999L, problem.Details.Extensions["limit"]);
    }

    [Theory]
    [InlineData("(0,)", ": is empty")]
    [InlineData("(0, 5)", ": is empty")]
    [InlineData("(2, 0)", "[0]: is empty|[1]: is empty")]
    [InlineData("(1, 2, 0, 3)", "[0][0]: is empty|[0][1]: is empty")]
    public void Read_AnEmptyArray_SaysWhatItsListsWouldSay(string shape, string problems) =>
        Assert.Equal(problems, string.Join('|', Read(Arrays.Npy("<f8", shape, [])).Tensor!.Problems.Select(problem => $"{problem.Place}: {problem.Message}")));

    [Fact]
    public void Read_ABillionEmptyRows_NamesTwentyAndCountsTheRest()
    {
        var problems = Read(Arrays.Npy("<f8", "(1000000000, 0)", [])).Tensor!.Problems;

        Assert.Equal(21, problems.Count);
        Assert.Equal("has 999999980 more problems like these", problems[^1].Message);
    }

    [Fact]
    public void Read_IntegersThatNoDoubleEquals_AreNamedByPlaceInBothOrders()
    {
        byte[] data = [.. new[] { 1L, 9007199254740993, 3, 4, long.MaxValue, 6 }.SelectMany(BitConverter.GetBytes)];

        InexactInteger[] rows = [new("[0][1]", "9007199254740993", 9007199254740992), new("[1][1]", "9223372036854775807", 9223372036854775808)];
        InexactInteger[] columns = [new("[1][0]", "9007199254740993", 9007199254740992), new("[0][2]", "9223372036854775807", 9223372036854775808)];
        Assert.Equal(rows, Read(Arrays.Npy("<i8", "(2, 3)", data)).Tensor!.InexactIntegers);
        Assert.Equal(columns, Read(Arrays.Npy("<i8", "(2, 3)", data, fortran: true)).Tensor!.InexactIntegers);
    }

    [Theory]
    [InlineData("<f8", "9A9999999999B93F", "0.1")]
    [InlineData(">f4", "3DCCCCCD", "0.10000000149011612")]
    [InlineData("<f8", "0000000000000080", "-0")]
    [InlineData("<f8", "000000000000F07F", "\"\\u0001Infinity\"")]
    [InlineData("<i8", "0100000000002000", "9007199254740993")]
    [InlineData(">u8", "FFFFFFFFFFFFFFFF", "18446744073709551615")]
    [InlineData("|b1", "01", "true")]
    [InlineData("<U3", "650000007600000000000000", "\"ev\"")]
    [InlineData(">U2", "0001F600FFFFFFFF", "\"\\uD83D\\uDE00\\uFFFD\"")]
    [InlineData("|S4", "65760000", "\"ev\"")]
    public void Read_AnArrayWithoutAxes_IsWhatJsonHas(string descr, string hex, string json) =>
        Assert.Equal(json, Read(Arrays.Npy(descr, "()", Convert.FromHexString(hex))).Value!.ToJsonString());

    [Fact]
    public void Read_AnArrayOfNames_IsAList() => Assert.Equal("[\"ab\",\"c\"]", Read(Arrays.Npy("|S2", "(2,)", [.. "abc\0"u8])).Value!.ToJsonString());

    [Fact]
    public void Read_AnArrayOfMuchText_IsRefused() =>
        Assert.Equal("is an array of text of shape (99999,), but a name or a short list of names belongs here", Read(Arrays.Npy("<U9", "(99999,)", [])).Refusal);

    [Fact]
    public void Read_FortranOrderOfAnyShape_IsThatOfRows() =>
        Gen.Int[1, 4].Array[1, 6].Sample(sizes =>
        {
            var shape = new Shape(sizes);
            var stored = new double[shape.Count];
            for (var k = 0; k < shape.Count; k++)
            {
                // Where NumPy stores it: the first index runs fastest.
                var index = shape.IndexOf(k);
                var (at, step) = (0, 1);
                for (var axis = 0; axis < sizes.Length; axis++)
                {
                    (at, step) = (at + (index[axis] * step), step * sizes[axis]);
                }

                stored[at] = k;
            }

            var read = Tensor(Arrays.Npy("<f8", shape.ToString(), [.. stored.SelectMany(BitConverter.GetBytes)], fortran: true));
            return read.Values.SequenceEqual(Enumerable.Range(0, shape.Count).Select(k => (double)k).ToArray());
        });

    [Fact]
    public void Read_WhatWasWritten_IsTheSameToTheLastBit() =>
        Gen.Select(Gen.Int[1, 5].Array[1, 4], Gen.ULong).Sample((sizes, seed) =>
        {
            var shape = new Shape(sizes);
            var values = Enumerable.Range(0, shape.Count).Select(k => BitConverter.UInt64BitsToDouble(seed * (ulong)((2 * k) + 1))).ToArray();
            byte[] file = [.. NpyHeader.OfDoubles(shape), .. values.SelectMany(BitConverter.GetBytes)];
            var read = Tensor(file);
            return (file.Length - (8 * shape.Count)) % 64 == 0 && read.Shape.Equals(shape) && Bits(read).SequenceEqual(Bits(values));
        });

    private static NpyReader Reader(long budget = 1 << 20) => new(new RequestLimits(), new UnpackingBudget(budget));

    private static MemberStream Source(byte[] file) => new(new MemoryStream(file), file.Length);

    private static Member Read(byte[] file) => Reader().Read(Source(file), "x.npy", "x");

    private static Tensor Tensor(byte[] file) => Read(file).Tensor!.Value!;

    private static string Fault(byte[] file)
    {
        var problem = Assert.Throws<ProblemException>(() => Read(file));
        Assert.Equal("/problems/malformed-npz", problem.Details.Type);
        return problem.Message;
    }

    private static ulong[] Bits(Tensor tensor) => Bits(tensor.Values.ToArray());

    private static ulong[] Bits(double[] values) => Array.ConvertAll(values, BitConverter.DoubleToUInt64Bits);
}
