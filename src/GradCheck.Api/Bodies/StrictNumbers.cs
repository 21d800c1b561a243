using GradCheck.Api.Fields;
namespace GradCheck.Api.Bodies;

/// <summary><c>?numbers=strict</c>: answers for parsers that know no bare <c>NaN</c>.</summary>
/// <remarks>
/// Python writes and reads <c>NaN</c> and <c>Infinity</c> bare, and so does this service, so that a tensor comes back as it
/// was sent. RFC 8259 has no such numbers, and most parsers outside of Python refuse them: for these they are null, as
/// JavaScript writes them.
/// </remarks>
internal static class StrictNumbers
{
    /// <summary>The parameter of the query.</summary>
    public const string Parameter = "numbers";

    /// <summary>Its value.</summary>
    public const string Strict = "strict";

    /// <summary>Rewrites the answers that ask for it.</summary>
    /// <param name="app">The service.</param>
    public static void UseStrictNumbers(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.Request.Query[Parameter] is not [Strict])
        {
            await next(context);
            return;
        }

        var body = context.Response.Body;
        using var written = new MemoryStream();
        context.Response.Body = written;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = body;
        }

        ReadOnlyMemory<byte> answer = written.GetBuffer().AsMemory(0, (int)written.Length);
        if (context.Response.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true)
        {
            answer = PythonJson.WithNulls(answer);
            if (!context.Response.HasStarted && context.Response.ContentLength is not null)
            {
                context.Response.ContentLength = answer.Length;
            }
        }

        await body.WriteAsync(answer, context.RequestAborted);
    });
}
