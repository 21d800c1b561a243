using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using FluentValidation;
using GradCheck.Api.Limits;
using GradCheck.Api.Problems;
using GradCheck.Api.Validation;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace GradCheck.Api.Formats;

/// <summary>Reads the body of a request into its contract, within the limit, and holds it against its rules.</summary>
internal sealed class RequestReader(IOptions<JsonOptions> json, IOptions<RequestLimits> limits)
{
    private readonly long maxBodyBytes = limits.Value.MaxBodyBytes;

    /// <summary>Reads and checks a request.</summary>
    /// <typeparam name="T">The contract.</typeparam>
    /// <param name="request">The HTTP request.</param>
    /// <param name="validator">The rules.</param>
    /// <exception cref="ProblemException">It is too large, not JSON, or breaks a rule.</exception>
    public async Task<T> ReadAsync<T>(HttpRequest request, IValidator<T> validator)
        where T : class
    {
        if (!request.HasJsonContentType())
        {
            throw new ProblemException(ProblemTypes.UnsupportedMediaType, request.ContentType is { Length: > 0 } type
                ? $"The body is announced as {NumberReader.Shorten(type)}, but this route reads application/json."
                : "The body has no Content-Type; this route reads application/json.");
        }

        var body = await ReadBodyAsync(request);
        var contract = Deserialize<T>(body);
        validator.Require(contract);
        return contract;
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
            read = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
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

        // Some editors put a mark of the encoding first; it is no part of the text.
        return body.WrittenSpan.StartsWith(ByteOrderMark) ? body.WrittenMemory[ByteOrderMark.Length..] : body.WrittenMemory;
    }

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private T Deserialize<T>(ReadOnlyMemory<byte> body)
        where T : class
    {
        if (body.IsEmpty)
        {
            throw new ProblemException(ProblemTypes.MalformedJson, "The body is empty.");
        }

        try
        {
            return JsonSerializer.Deserialize<T>(PythonJson.Normalize(body).Span, json.Value.SerializerOptions)
                ?? throw new ProblemException(ProblemTypes.MalformedJson, "The body is null, but an object belongs here.");
        }
        catch (JsonException fault)
        {
            throw new ProblemException(ProblemTypes.MalformedJson, JsonFault.Explain(body.Span, fault));
        }
    }
}
