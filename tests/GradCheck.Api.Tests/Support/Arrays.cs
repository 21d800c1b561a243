using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GradCheck.Api.Bodies.Numpy;

namespace GradCheck.Api.Tests.Support;

/// <summary>NumPy's files made by hand, byte by byte, from its documentation (NEP 1).</summary>
public static class Arrays
{
    /// <summary>A .npy with any header and data.</summary>
    public static byte[] Npy(string header, byte[] data, byte version = 1)
    {
        ArgumentNullException.ThrowIfNull(data);
        var text = Encoding.Latin1.GetBytes(header + "\n");
        var size = new byte[version == 1 ? 2 : 4];
        if (version == 1)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(size, (ushort)text.Length);
        }
        else
        {
            BinaryPrimitives.WriteInt32LittleEndian(size, text.Length);
        }

        return [0x93, .. "NUMPY"u8, version, 0, .. size, .. text, .. data];
    }

    /// <summary>A .npy of a dtype and shape.</summary>
    public static byte[] Npy(string descr, string shape, byte[] data, bool fortran = false, byte version = 1) =>
        Npy($"{{'descr': '{descr}', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': {shape}, }}", data, version);

    /// <summary>A .npy of doubles.</summary>
    public static byte[] Doubles(string shape, params double[] values) => Npy("<f8", shape, [.. values.SelectMany(BitConverter.GetBytes)]);

    /// <summary>A .npy without axes that holds a name.</summary>
    public static byte[] Name(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Npy($"<U{name.Length.ToString(CultureInfo.InvariantCulture)}", "()", Encoding.UTF32.GetBytes(name));
    }

    /// <summary>An archive of files.</summary>
    public static byte[] Npz(params (string Name, byte[] Content)[] files) => Npz(CompressionLevel.NoCompression, files);

    /// <summary>An archive of files, packed or not.</summary>
    public static byte[] Npz(CompressionLevel level, params (string Name, byte[] Content)[] files)
    {
        ArgumentNullException.ThrowIfNull(files);
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var member = archive.CreateEntry(name, level).Open();
                member.Write(content);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>An archive of stored files whose directory has sizes of 64 bits (APPNOTE.TXT, section 4.5.3), true or not.</summary>
    public static byte[] Npz64(params (string Name, byte[] Content, long Size)[] files)
    {
        ArgumentNullException.ThrowIfNull(files);
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        using var directory = new MemoryStream();
        using var record = new BinaryWriter(directory);
        foreach (var (name, content, size) in files)
        {
            var crc = Crc32.Append(0, content);
            record.Write([.. "PK\u0001\u0002"u8, 45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0x21, 0]);
            record.Write(crc);
            record.Write(uint.MaxValue);
            record.Write(uint.MaxValue);
            record.Write((ushort)name.Length);
            record.Write((ushort)20);
            record.Write(new byte[10]);
            record.Write((uint)bytes.Length);
            record.Write(Encoding.ASCII.GetBytes(name));
            record.Write((ushort)1);
            record.Write((ushort)16);
            record.Write(size);
            record.Write((long)content.Length);

            writer.Write([.. "PK\u0003\u0004"u8, 45, 0, 0, 0, 0, 0, 0, 0, 0x21, 0]);
            writer.Write(crc);
            writer.Write((uint)content.Length);
            writer.Write((uint)content.Length);
            writer.Write((ushort)name.Length);
            writer.Write((ushort)0);
            writer.Write(Encoding.ASCII.GetBytes(name));
            writer.Write(content);
        }

        var start = (uint)bytes.Length;
        writer.Write(directory.ToArray());
        writer.Write([.. "PK\u0005\u0006"u8, 0, 0, 0, 0]);
        writer.Write((ushort)files.Length);
        writer.Write((ushort)files.Length);
        writer.Write((uint)directory.Length);
        writer.Write(start);
        writer.Write((ushort)0);
        return bytes.ToArray();
    }

    /// <summary>The files of an archive.</summary>
    public static IReadOnlyDictionary<string, byte[]> Unpack(byte[] npz)
    {
        using var archive = new ZipArchive(new MemoryStream(npz));
        return archive.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var content = new MemoryStream();
            using var member = entry.Open();
            member.CopyTo(content);
            return content.ToArray();
        });
    }

    /// <summary>The archive that says what a JSON request says: arrays for arrays, arrays without axes for the rest.</summary>
    public static byte[] NpzOf(string json)
    {
        var files = new List<(string, byte[])>();
        Add(JsonNode.Parse(json)!, string.Empty);
        return Npz([.. files]);

        void Add(JsonNode node, string path)
        {
            if (node is JsonObject fields)
            {
                foreach (var (name, value) in fields)
                {
                    Add(value!, path.Length == 0 ? name : $"{path}.{name}");
                }

                return;
            }

            files.Add(($"{path}.npy", node.GetValueKind() switch
            {
                JsonValueKind.String => Name(node.GetValue<string>()),
                JsonValueKind.True => Npy("|b1", "()", [1]),
                JsonValueKind.False => Npy("|b1", "()", [0]),
                _ => Doubles(ShapeOf(node), Wire.Numbers(node)),
            }));
        }
    }

    /// <summary>Sends bytes of any type, and takes what comes.</summary>
    public static async Task<(int Status, string? Type, byte[] Body)> SendAsync(this HttpClient client, string path, byte[] body, string type = "application/x-npz", string? accept = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        using var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return await client.SendAsync(path, content, accept);
    }

    public static async Task<(int Status, string? Type, byte[] Body)> SendAsync(this HttpClient client, string path, HttpContent? content, string? accept = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        using var request = new HttpRequestMessage(content is null ? HttpMethod.Get : HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = content };
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        using var answer = await client.SendAsync(request);
        return ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsByteArrayAsync());
    }

    public static JsonNode Json(byte[] body) => JsonNode.Parse(body)!;

    private static string ShapeOf(JsonNode node)
    {
        var sizes = new List<int>();
        for (var at = node; at is JsonArray rows; at = rows[0]!)
        {
            sizes.Add(rows.Count);
        }

        return $"({string.Concat(sizes.Select(size => string.Create(CultureInfo.InvariantCulture, $"{size}, ")))})";
    }
}
