using System.Globalization;
using System.IO.Compression;
using GradCheck.Api.Fields;
using GradCheck.Api.Limits;
using GradCheck.Api.Problems;

namespace GradCheck.Api.Bodies.Numpy;

/// <summary>
/// Reads an archive as <c>np.savez</c> and <c>np.savez_compressed</c> write it. What the archive says of its sizes is
/// believed of nothing but what to refuse: of each member as much is read as its array needs, and its check sum is held
/// against what was read.
/// </summary>
/// <param name="limits">The most elements of a tensor.</param>
/// <param name="budget">How many bytes the body may unpack to.</param>
internal sealed class NpzReader(RequestLimits limits, UnpackingBudget budget)
{
    /// <summary>The member that holds what is no array.</summary>
    public const string JsonMember = "request.json";

    /// <summary>How the name of an array's member ends.</summary>
    public const string Extension = ".npy";

    private const int MostMembers = 1024;
    private const string Damaged = "The archive is damaged, or packed in a way that NumPy does not pack it.";

    /// <summary>The bytes that an archive starts with: its first member, or, of one without any, its directory's end.</summary>
    /// <param name="body">The body.</param>
    public static bool IsArchive(ReadOnlySpan<byte> body) => body.StartsWith("PK\u0003\u0004"u8) || body.StartsWith("PK\u0005\u0006"u8);

    /// <summary>Reads an archive.</summary>
    /// <param name="body">The archive.</param>
    /// <param name="parts">Receives its members.</param>
    /// <exception cref="ProblemException">It is no archive of arrays, or exceeds a limit.</exception>
    public void Read(ArraySegment<byte> body, RequestParts parts)
    {
        if (!IsArchive(body))
        {
            throw Fault(body.AsSpan().StartsWith(NpyHeader.Magic)
                ? "The body is a single array, but an archive belongs here: write it with np.savez(file, x=x, ...)."
                : body.Count == 0 ? "The body is empty." : "The body does not start as an archive does, with PK.");
        }

        // Before the directory is read, which allocates for each of its entries.
        if (body.AsSpan().Count("PK\u0001\u0002"u8) > MostMembers)
        {
            throw Fault(string.Create(CultureInfo.InvariantCulture, $"The archive has more than {MostMembers} members."));
        }

        try
        {
            using var archive = new ZipArchive(new MemoryStream(body.Array!, body.Offset, body.Count, writable: false), ZipArchiveMode.Read);
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var entry in archive.Entries)
            {
                if (!names.Add(entry.FullName))
                {
                    throw Fault($"{FieldText.Shorten(entry.FullName)} is in the archive twice.");
                }

                Read(entry, parts);
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            throw Fault(Damaged);
        }
    }

    private void Read(ZipArchiveEntry entry, RequestParts parts)
    {
        var file = entry.FullName;
        if (entry.IsEncrypted)
        {
            throw Fault($"{FieldText.Shorten(file)} is encrypted.");
        }

        if (entry.Length < 0)
        {
            // A size of 64 bits is taken as it stands.
            throw Fault(Damaged);
        }

        using var stream = entry.Open();
        var source = new MemberStream(stream, entry.Length);
        if (file == JsonMember)
        {
            budget.Spend(entry.Length);
            var json = new byte[entry.Length];
            if (!source.TryFill(json))
            {
                throw Fault($"{file} ends before its text does.");
            }

            parts.AddJson(json);
        }
        else if (file.EndsWith(Extension, StringComparison.Ordinal))
        {
            var member = new NpyReader(limits, budget).Read(source, file, file[..^Extension.Length]);
            parts.Members.Add(member);
            if (member.Value is null && member.Tensor?.Value is null)
            {
                // Its data were not read, for a reason that it carries.
                return;
            }
        }
        else
        {
            throw Fault($"{FieldText.Shorten(file)} is no array: the members of an archive are called .npy, or {JsonMember} for what is no array.");
        }

        if (source.Crc != entry.Crc32)
        {
            throw Fault($"{FieldText.Shorten(file)} is damaged: its check sum is not that of its data.");
        }
    }

    private static ProblemException Fault(string detail) => new(ProblemTypes.MalformedNpz, detail);
}
