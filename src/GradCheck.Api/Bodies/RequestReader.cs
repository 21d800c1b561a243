using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using GradCheck.Api.Bodies.Json;
using GradCheck.Api.Bodies.Numpy;
using GradCheck.Api.Fields;
using GradCheck.Api.Limits;
using GradCheck.Api.Problems;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace GradCheck.Api.Bodies;

/// <summary>Reads the body of a request into its contract, within the limit.</summary>
internal sealed class RequestReader(IOptions<JsonOptions> json, IOptions<RequestLimits> limits)
{
    private static readonly JsonDocumentOptions DocumentOptions = new() { AllowDuplicateProperties = false, MaxDepth = JsonFault.MaxDepth };

    private readonly long maxBodyBytes = limits.Value.MaxBodyBytes;

    /// <summary>Reads a request.</summary>
    /// <typeparam name="T">The contract.</typeparam>
    /// <param name="request">The HTTP request.</param>
    /// <exception cref="ProblemException">It is too large, or not in a format that is read.</exception>
    public async Task<T> ReadAsync<T>(HttpRequest request)
        where T : class
    {
        if (request.HasJsonContentType())
        {
            return Deserialize<T>(await ReadBodyAsync(request));
        }

        _ = MediaTypeHeaderValue.TryParse(request.ContentType, out var type);
        var isForm = type?.MediaType.Equals(MediaTypes.Form, StringComparison.OrdinalIgnoreCase) == true;
        if (!isForm && type?.MediaType.Equals(MediaTypes.Npz, StringComparison.OrdinalIgnoreCase) != true)
        {
            throw new ProblemException(ProblemTypes.UnsupportedMediaType, request.ContentType is { Length: > 0 } announced
                ? $"The body is announced as {FieldText.Shorten(announced)}, but this route reads {MediaTypes.OfRequests}."
                : $"The body has no Content-Type; this route reads {MediaTypes.OfRequests}.");
        }

        _ = MemoryMarshal.TryGetArray(await ReadBodyAsync(request), out var body);
        var parts = new RequestParts();
        var budget = new UnpackingBudget(maxBodyBytes);
        if (isForm)
        {
            await new FormReader(limits.Value, budget).ReadAsync(body, type!, parts, request.HttpContext.RequestAborted);
        }
        else
        {
            new NpzReader(limits.Value, budget).Read(body, parts);
        }

        return Join<T>(parts);
    }

    private async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpRequest request)
    {
        if (request.ContentLength > maxBodyBytes)
        {
            throw ProblemException.OfBody(maxBodyBytes, request.ContentLength);
        }

        // It grows with what has arrived, not with what was announced.
        var body = new ArrayBufferWriter<byte>();
        ReadResult read;
        do
        {
            read = await NextAsync(request);
            foreach (var segment in read.Buffer)
            {
                body.Write(segment.Span);
            }

            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (body.WrittenCount > maxBodyBytes)
            {
                throw ProblemException.OfBody(maxBodyBytes, null);
            }
        }
        while (!read.IsCompleted);

        return body.WrittenMemory;
    }

    private static async ValueTask<ReadResult> NextAsync(HttpRequest request)
    {
        try
        {
            return await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
        }
        catch (IOException broken) when (broken is not BadHttpRequestException)
        {
            // The server reports some breaches of HTTP, such as a chunk of more than 2^31 bytes, as a failure to read.
            throw new BadHttpRequestException("The body broke off or is not HTTP.", StatusCodes.Status400BadRequest, broken);
        }
    }

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    // Some editors put a mark of the encoding first; it is no part of the text.
    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> text) => text.Span.StartsWith(ByteOrderMark) ? text[ByteOrderMark.Length..] : text;

    /// <summary>Reads arrays and the JSON document beside them as the one document that they make.</summary>
    private T Join<T>(RequestParts parts)
        where T : class
    {
        // Alone, the document says where it is wrong as any other body does.
        var given = parts.Json is { } text ? WithoutMark(text) : "{}"u8.ToArray();
        var contract = Deserialize<T>(given);
        if (parts.Members.Count == 0)
        {
            return contract;
        }

        var plain = PythonJson.Normalize(given);
        try
        {
            var root = JsonNode.Parse(plain.Span, documentOptions: DocumentOptions)!.AsObject();
            var document = RequestDocument.Of(root, parts.Members);
            var whole = JsonSerializer.SerializeToUtf8Bytes(document.Root);
            return document.Tensors.Beside(() => Deserialize<T>(whole));
        }
        catch (JsonException fault)
        {
            throw new ProblemException(ProblemTypes.MalformedJson, JsonFault.Explain(given.Span, fault));
        }
        catch (InvalidOperationException)
        {
            // A field that the contract passes over is text all the same; half a surrogate pair is none.
            throw new ProblemException(ProblemTypes.MalformedJson, "The body holds text that is not Unicode.");
        }
    }

    private T Deserialize<T>(ReadOnlyMemory<byte> given)
        where T : class
    {
        var body = WithoutMark(given);
        if (body.IsEmpty)
        {
            throw new ProblemException(ProblemTypes.MalformedJson, "The body is empty.");
        }

        var text = PythonText.Normalize(PythonJson.Normalize(body));
        try
        {
            return JsonSerializer.Deserialize<T>(text.Span, json.Value.SerializerOptions)
                ?? throw new ProblemException(ProblemTypes.MalformedJson, "The body is null, but an object belongs here.");
        }
        catch (JsonException fault)
        {
            throw new ProblemException(ProblemTypes.MalformedJson, JsonFault.Explain(body.Span, fault));
        }
    }
}
