using System.Text;
using System.Text.Json.Nodes;
using GradCheck.Api.Bodies.Numpy;
using GradCheck.Api.Fields;
using GradCheck.Api.Limits;
using GradCheck.Api.Problems;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace GradCheck.Api.Bodies;

/// <summary>Reads a form of several parts: a JSON document, arrays by name, archives of arrays. Each is known by its content.</summary>
/// <param name="limits">The most elements of a tensor.</param>
/// <param name="budget">How many bytes the body may unpack to.</param>
internal sealed class FormReader(RequestLimits limits, UnpackingBudget budget)
{
    // RFC 2046, section 5.1.1.
    private const int LongestBoundary = 70;
    private const int MostParts = 1024;

    /// <summary>The part that is a notebook of a program.</summary>
    private const string Notebook = "notebook";

    /// <summary>Reads a form.</summary>
    /// <param name="body">The form.</param>
    /// <param name="type">Its content type.</param>
    /// <param name="parts">Receives its parts.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="ProblemException">It is no form, a part is of no known format, or a limit is exceeded.</exception>
    public async Task ReadAsync(ArraySegment<byte> body, MediaTypeHeaderValue type, RequestParts parts, CancellationToken cancellation)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary);
        if (boundary.Length is 0 or > LongestBoundary)
        {
            throw Fault("The Content-Type of the form has no boundary, which tells its parts apart: let your client write that header.");
        }

        try
        {
            var reader = new MultipartReader(boundary.Value!, new MemoryStream(body.Array!, body.Offset, body.Count, writable: false));
            var count = 0;
            while (await reader.ReadNextSectionAsync(cancellation) is { } section)
            {
                if (++count > MostParts)
                {
                    throw Fault($"The form has more than {MostParts} parts.");
                }

                var content = new MemoryStream();
                await section.Body.CopyToAsync(content, cancellation);
                Read(section, content.ToArray(), parts);
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            throw Fault("The form is damaged: it ends early, or has a part that is none.");
        }
    }

    private void Read(MultipartSection section, byte[] content, RequestParts parts)
    {
        var name = ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) ? HeaderUtilities.RemoveQuotes(disposition.Name).Value : null;
        if (content.Length == 0 && section.ContentType is null)
        {
            // A field that was left empty in a page is sent all the same, with nothing in it.
            return;
        }

        if (NpzReader.IsArchive(content))
        {
            new NpzReader(limits, budget).Read(content, parts);
        }
        else if (content.AsSpan().StartsWith(NpyHeader.Magic))
        {
            if (string.IsNullOrEmpty(name))
            {
                throw Fault("A part of the form is an array without a name: call it by its field, such as x or submitted.dx.");
            }

            var path = name.EndsWith(NpzReader.Extension, StringComparison.Ordinal) ? name[..^NpzReader.Extension.Length] : name;
            parts.Members.Add(new NpyReader(limits, budget).Read(new(new MemoryStream(content), content.Length), path, path));
        }
        else if (name == Notebook)
        {
            // It is JSON, but no request.
            parts.Members.Add(new(Notebook) { Value = JsonValue.Create(Encoding.UTF8.GetString(content)) });
        }
        else if (IsJson(section.ContentType) || content.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'{', ..])
        {
            parts.AddJson(content);
        }
        else
        {
            throw Fault($"The part {FieldText.Shorten(name ?? string.Empty)} of the form is neither a JSON object nor an array (.npy) nor an archive of arrays (.npz).");
        }
    }

    private static bool IsJson(string? type) => MediaTypeHeaderValue.TryParse(type, out var parsed) && parsed.MatchesMediaType(MediaTypes.Json);

    private static ProblemException Fault(string detail) => new(ProblemTypes.MalformedParts, detail);
}
