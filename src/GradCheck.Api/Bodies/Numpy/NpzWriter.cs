using System.Collections;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GradCheck.Api.Fields;
using GradCheck.Tensors;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace GradCheck.Api.Bodies.Numpy;

/// <summary>
/// Writes an answer as an archive: each tensor is a member called as its place in the JSON answer (<c>numeric.dx.value</c>,
/// <c>steps[3].value</c>), and the rest is JSON in the member <c>answer.json</c>.
/// </summary>
/// <remarks>
/// Stored, not deflated, as <c>np.savez</c> does: doubles do not shrink. The same answer has the same bytes each time.
/// </remarks>
internal sealed class NpzWriter
{
    /// <summary>The member that holds what is no tensor.</summary>
    public const string JsonMember = "answer.json";

    private const int BufferBytes = 1 << 16;

    // Headers and directory of a member, and a JSON document of the usual size.
    private const int BytesAround = 1 << 10;

    private static readonly DateTimeOffset Timeless = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly JsonSerializerOptions whole;
    private readonly JsonSerializerOptions rest;

    /// <summary>Makes a writer.</summary>
    /// <param name="json">How answers are written as JSON.</param>
    public NpzWriter(IOptions<JsonOptions> json)
    {
        whole = json.Value.SerializerOptions;
        rest = new(whole) { TypeInfoResolver = (whole.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(LeaveOutTensors) };
    }

    /// <summary>Writes an answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <returns>The archive.</returns>
    public ReadOnlyMemory<byte> Write(object answer)
    {
        // In memory: an archive goes back to write what it knows of a member after its data, and does so without await.
        var tensors = TensorsOf(answer, string.Empty).ToList();
        var bytes = new MemoryStream((int)Math.Min(Array.MaxLength, BytesAround + tensors.Sum(entry => ((long)entry.Tensor.Shape.Count * sizeof(double)) + BytesAround)));
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var member = Open(archive, JsonMember))
            {
                JsonSerializer.Serialize(member, answer, answer.GetType(), rest);
            }

            var buffer = new byte[BufferBytes];
            foreach (var (path, tensor) in tensors)
            {
                using var member = Open(archive, path + NpzReader.Extension);
                member.Write(NpyHeader.OfDoubles(tensor.Shape));
                for (var written = 0; written < tensor.Shape.Count; written += BufferBytes / sizeof(double))
                {
                    member.Write(buffer.AsSpan(0, Fill(buffer, tensor, written)));
                }
            }
        }

        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    private static Stream Open(ZipArchive archive, string name)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = Timeless;
        return entry.Open();
    }

    private static int Fill(byte[] buffer, Tensor tensor, int from)
    {
        var bytes = MemoryMarshal.AsBytes(tensor.Values.Slice(from, Math.Min(BufferBytes / sizeof(double), tensor.Shape.Count - from)));
        bytes.CopyTo(buffer);
        NpyValues.ToNativeOrder(buffer.AsSpan(0, bytes.Length), new(NpyKind.Float, sizeof(double), IsBigEndian: false));
        return bytes.Length;
    }

    private static void LeaveOutTensors(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.PropertyType == typeof(Tensor) || property.PropertyType == typeof(PartialTensor)))
        {
            property.ShouldSerialize = static (_, _) => false;
        }
    }

    // Along the same contract that JSON is written by.
    private IEnumerable<(string Path, Tensor Tensor)> TensorsOf(object? value, string path) => value switch
    {
        null or string => [],
        Tensor tensor => [(path, tensor)],
        PartialTensor partial => [(path, partial.Tensor)],
        IDictionary fields => fields.Keys.Cast<string>().SelectMany(name => TensorsOf(fields[name], Join(path, name))),
        IEnumerable items => items.Cast<object?>().SelectMany((item, i) => TensorsOf(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"))),
        _ => whole.GetTypeInfo(value.GetType()).Properties.Where(property => property.Get is not null).SelectMany(property => TensorsOf(property.Get!(value), Join(path, property.Name))),
    };

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
