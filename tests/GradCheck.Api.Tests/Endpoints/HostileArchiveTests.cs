using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using CsCheck;
using GradCheck.Api.Tests.Support;

namespace GradCheck.Api.Tests.Endpoints;

/// <summary>Archives made to harm: a problem that says why, never a 500, never a hang.</summary>
public class HostileArchiveTests(ServiceFactory service) : IClassFixture<ServiceFactory>
{
    private const string Path = "/v1/batchnorm/gradients";
    private const string Damaged = "The archive is damaged, or packed in a way that NumPy does not pack it.";

    // Where things are in a record of the directory (APPNOTE.TXT, section 4.3.12), and in the end of it (4.3.16).
    private const int Flags = 8;
    private const int Method = 10;
    private const int Size = 24;
    private const int Offset = 42;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly (string, byte[])[] Batch = [("x.npy", Arrays.Doubles("(3, 1)", 1, 2, 4)), ("dout.npy", Arrays.Doubles("(3, 1)", 1, 0, 2)), ("mode.npy", Arrays.Name("train")), ("numeric.npy", Arrays.Npy("|b1", "()", [1]))];

    private static readonly byte[][] Seeds = [Arrays.Npz(Batch), Arrays.Npz(CompressionLevel.Optimal, Batch), Arrays.Npz64([.. Batch.Select(file => (file.Item1, file.Item2, (long)file.Item2.Length))]), Form()];

    private readonly HttpClient client = service.CreateClient();

    [Theory]
    [InlineData("", "The body is empty.")]
    [InlineData("{}", "The body does not start as an archive does, with PK.")]
    [InlineData("PK\u0003\u0004", Damaged)]
    [InlineData("PK\u0005\u0006", Damaged)]
    public async Task Post_WhatIsNoArchive_SaysSo(string body, string detail) => Assert.Equal(detail, await MalformedAsync(Encoding.ASCII.GetBytes(body)));

    [Fact]
    public async Task Post_ASingleArray_SaysHowToWriteAnArchive() =>
        Assert.Equal("The body is a single array, but an archive belongs here: write it with np.savez(file, x=x, ...).", await MalformedAsync(Arrays.Doubles("(1,)", 1)));

    [Fact]
    public async Task Post_AnArchiveCutAnywhere_IsMalformed()
    {
        var archive = Seeds[0];
        for (var length = 4; length < archive.Length; length += 7)
        {
            Assert.Equal(Damaged, await MalformedAsync(archive[..length]));
        }
    }

    [Fact]
    public async Task Post_AMemberTwice_NamesIt() =>
        Assert.Equal("x.npy is in the archive twice.", await MalformedAsync(Arrays.Npz(Batch[0], Batch[0])));

    [Theory]
    [InlineData("readme.txt")]
    [InlineData("folder/")]
    [InlineData("x")]
    public async Task Post_AMemberThatIsNoArray_NamesIt(string name) =>
        Assert.Equal($"{name} is no array: the members of an archive are called .npy, or request.json for what is no array.", await MalformedAsync(Arrays.Npz((name, []))));

    [Fact]
    public async Task Post_AnEncryptedMember_NamesIt() => Assert.Equal("x.npy is encrypted.", await MalformedAsync(Edited(Seeds[0], Flags, 1)));

    [Fact]
    public async Task Post_AnUnknownPacking_IsMalformed() => Assert.Equal(Damaged, await MalformedAsync(Edited(Seeds[0], Method, 14)));

    [Fact]
    public async Task Post_AFlippedBit_IsNoticed()
    {
        var archive = Seeds[0].ToArray();
        archive[archive.AsSpan().IndexOf(BitConverter.GetBytes(4.0)) + 1] ^= 1;

        Assert.Equal("x.npy is damaged: its check sum is not that of its data.", await MalformedAsync(archive));
    }

    [Fact]
    public async Task Post_ADirectoryThatLiesOfASize_IsMalformed()
    {
        var archive = Arrays.Npz(CompressionLevel.Optimal, Batch);
        var length = Batch[0].Item2.Length;

        Assert.Equal($"x.npy holds 23 bytes of data, but an array of shape (3, 1) and dtype <f8 has 24.", await MalformedAsync(Edited(archive, Size, (byte)(length - 1))));
        Assert.Equal($"x.npy holds 25 bytes of data, but an array of shape (3, 1) and dtype <f8 has 24.", await MalformedAsync(Edited(archive, Size, (byte)(length + 1))));
        Assert.Equal(Damaged, await MalformedAsync(Edited(archive, Offset, 255)));
    }

    [Fact]
    public async Task Post_AnArchiveOfManyMembers_IsRefusedBeforeItsDirectoryIsRead() =>
        Assert.Equal("The archive has more than 1024 members.", await MalformedAsync(Arrays.Npz([.. Enumerable.Range(0, 1025).Select(i => ($"a{i}.npy", Array.Empty<byte>()))])));

    [Fact]
    public async Task Post_ABombOfOneMember_IsRefusedByItsShape()
    {
        var bomb = Arrays.Npz(CompressionLevel.Optimal, ("x.npy", Arrays.Npy("<f8", "(100000, 200)", new byte[160_000_000])), Batch[1]);
        var (status, _, body) = await client.SendAsync(Path, bomb);

        Assert.True(bomb.Length < 400_000);
        Assert.Equal(422, status);
        Assert.Equal("x has 20000000 elements, but the limit is 1048576.", Arrays.Json(body)["detail"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("|b1", 1)]
    [InlineData("<f8", 8)]
    public async Task Post_ABombOfManyMembers_IsStoppedAtTheLimit(string descr, int size)
    {
        var zeros = Arrays.Npy(descr, "(1000, 1000)", new byte[1_000_000 * size]);
        var bomb = Arrays.Npz(CompressionLevel.Optimal, [.. Enumerable.Range(0, 20).Select(i => ($"submitted.a{i}.npy", zeros))]);
        var (status, _, body) = await client.SendAsync(Path, bomb);

        Assert.Equal(413, status);
        Assert.Equal("/problems/body-too-large", Arrays.Json(body)["type"]!.GetValue<string>());
        Assert.Equal("The body unpacks to more than 50331648 bytes, each number counted as a float64.", Arrays.Json(body)["detail"]!.GetValue<string>());
        Assert.Equal(50331648, Arrays.Json(body)["limit"]!.GetValue<int>());
    }

    [Fact]
    public async Task Post_JsonThatExpandsBeyondTheLimit_IsStopped()
    {
        var bomb = Arrays.Npz(CompressionLevel.Optimal, ("request.json", Encoding.ASCII.GetBytes(new string(' ', 60_000_000))));
        var (status, _, _) = await client.SendAsync(Path, bomb);

        Assert.Equal(413, status);
    }

    [Fact]
    public async Task Post_FormsOfMegabytes_CountTogether()
    {
        var zeros = Arrays.Npz(CompressionLevel.Optimal, [.. Enumerable.Range(0, 4).Select(i => ($"submitted.a{i}.npy", Arrays.Npy("|b1", "(1000, 1000)", new byte[1_000_000])))]);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(zeros), "a" }, { new ByteArrayContent(zeros), "b" } };
        var (status, _, _) = await client.SendAsync(Path, form);

        Assert.Equal(413, status);
    }

    [Fact]
    public async Task Post_ABodyOverTheLimit_Is413InEveryFormat()
    {
        await using var small = ServiceFactory.With(("Limits:MaxBodyBytes", "1024"));
        using var other = small.CreateClient();
        foreach (var type in new[] { "application/x-npz", "multipart/form-data; boundary=b" })
        {
            var (status, _, _) = await other.SendAsync(Path, new byte[1025], type);
            Assert.Equal(413, status);
        }
    }

    /// <summary>What Python writes to a stream: sizes after the data, in a field of 64 bits or not.</summary>
    [Fact]
    public async Task Post_AnArchiveWrittenToAStream_IsRead()
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(new ForwardOnly(bytes), ZipArchiveMode.Create))
        {
            foreach (var (name, content) in Batch)
            {
                using var member = archive.CreateEntry(name).Open();
                member.Write(content);
            }
        }

        var (status, _, _) = await client.SendAsync(Path, bytes.ToArray());

        Assert.Equal(8, BinaryPrimitives.ReadUInt16LittleEndian(bytes.ToArray().AsSpan(6)) & 8);
        Assert.Equal(200, status);
    }

    [Theory]
    [InlineData(0, 200)]
    [InlineData(1, 400)]
    [InlineData(-1, 400)]
    [InlineData(long.MaxValue - 1000, 400)]
    [InlineData(long.MinValue, 400)]
    public async Task Post_SizesOf64Bits_AreReadAndNotBelieved(long lie, int expected)
    {
        var (status, _, _) = await client.SendAsync(Path, Arrays.Npz64([.. Batch.Select(file => (file.Item1, file.Item2, file.Item2.Length + lie))]));

        Assert.Equal(expected, status);
    }

    [Theory]
    [InlineData(60_000_000, 413)]
    [InlineData(long.MaxValue - 1000, 413)]
    [InlineData(-1000, 400)]
    public async Task Post_JsonOfALyingSize_IsRefusedUnread(long size, int expected)
    {
        var (status, _, _) = await client.SendAsync(Path, Arrays.Npz64(("request.json", "{}"u8.ToArray(), size)));

        Assert.Equal(expected, status);
    }

    [Fact]
    public void Post_AnyArchive_IsAnsweredWithoutA500() =>
        Gen.OneOf(
            Gen.Select(Gen.Int[0, Seeds.Length - 1], Gen.Select(Gen.Int[0, 2000], Gen.Byte).Array[1, 6]).Select((seed, edits) => Mutated(Seeds[seed], edits)),
            Gen.Select(Gen.Int[0, Seeds.Length - 1], Gen.Select(Gen.Int[0, 200], Gen.Byte).Array[1, 4]).Select((seed, edits) => Mutated(Seeds[seed], [.. edits.Select(edit => (Seeds[seed].Length - 1 - edit.Item1, edit.Item2))])),
            Gen.Byte.Array[0, 200].Select(bytes => (byte[])[.. "PK\u0003\u0004"u8, .. bytes]),
            Gen.Select(Headers, Gen.Byte.Array[0, 64]).Select((header, data) => Arrays.Npz(("x.npy", Arrays.Npy(header, data)), Batch[1])))
        .Sample(
            body =>
            {
                var type = body is [(byte)'-', ..] ? "multipart/form-data; boundary=b" : "application/x-npz";
                using var content = new ByteArrayContent(body);
                content.Headers.TryAddWithoutValidation("Content-Type", type);
                using var patience = new CancellationTokenSource(Patience);
                using var answer = client.PostAsync(new Uri(Path, UriKind.Relative), content, patience.Token).GetAwaiter().GetResult();
                return (int)answer.StatusCode is 200 or 400 or 413 or 422;
            },
            iter: Effort.Count(800, 4000),
            print: Convert.ToHexString);

    private static readonly Gen<string> Headers =
        Gen.Select(
            Gen.OneOf(Array.ConvertAll(["<f8", ">f8", "<f4", "|b1", "|O", "<U4", "|S0", "<U0", "<i8", "x", "'", "<f"], Gen.Const)),
            Gen.OneOf(Array.ConvertAll(["(2, 1)", "()", "(0,)", "(8,)", "(1, 1, 1, 1, 1, 1, 1, 1, 1)", "(9223372036854775807, 9223372036854775807)", "(4, 0)", "(,)", "((", "(9223372036854775807, 0)", "(64,)"], Gen.Const)),
            Gen.Bool)
        .Select((descr, shape, fortran) => $"{{'descr': '{descr}', 'fortran_order': {fortran}, 'shape': {shape}, }}");

    private async Task<string> MalformedAsync(byte[] body)
    {
        var (status, type, answer) = await client.SendAsync(Path, body);
        Assert.Equal((400, "application/problem+json"), (status, type));
        Assert.Equal("/problems/malformed-npz", Arrays.Json(answer)["type"]!.GetValue<string>());
        return Arrays.Json(answer)["detail"]!.GetValue<string>();
    }

    // The archive with a byte of its directory's first record replaced.
    private static byte[] Edited(byte[] archive, int at, byte value)
    {
        var edited = archive.ToArray();
        edited[edited.AsSpan().IndexOf("PK\u0001\u0002"u8) + at] = value;
        return edited;
    }

    private static byte[] Mutated(byte[] seed, (int At, byte Value)[] edits)
    {
        var mutated = seed.ToArray();
        foreach (var (at, value) in edits)
        {
            mutated[((at % mutated.Length) + mutated.Length) % mutated.Length] = value;
        }

        return mutated;
    }

    private static byte[] Form() =>
    [
        .. "--b\r\nContent-Disposition: form-data; name=\"request\"\r\nContent-Type: application/json\r\n\r\n{\"eps\": 1e-3, \"x\": [[1], [2], [4]]}\r\n"u8,
        .. "--b\r\nContent-Disposition: form-data; name=\"dout\"; filename=\"dout.npy\"\r\n\r\n"u8,
        .. Arrays.Doubles("(3, 1)", 1, 0, 2),
        .. "\r\n--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n"u8,
        .. Arrays.Npz(Batch[2], Batch[3]),
        .. "\r\n--b--\r\n"u8,
    ];

    /// <summary>A stream that cannot go back.</summary>
    private sealed class ForwardOnly(Stream inner) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);
    }
}
