using GradCheck.Api.Limits;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace GradCheck.Api.Problems;

/// <summary>Turns what ended a request into problem details, the last resort included.</summary>
internal sealed class ProblemWriter(IProblemDetailsService writer, IOptions<RequestLimits> limits) : IExceptionHandler
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to read an answer.
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var details = DetailsOf(exception, limits.Value);
        httpContext.Response.StatusCode = details.Status ?? StatusCodes.Status500InternalServerError;
        await writer.WriteAsync(new() { HttpContext = httpContext, ProblemDetails = details });
        return true;
    }

    /// <summary>What ended a request, as a problem.</summary>
    /// <param name="exception">What ended it.</param>
    /// <param name="limits">The limits, for one that says its own.</param>
    public static ProblemDetails DetailsOf(Exception exception, RequestLimits limits) => exception switch
    {
        ProblemException problem => problem.Details,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => ProblemException.OfBody(limits.MaxBodyBytes, null).Details,
        OutOfMemoryException => new ProblemException(ProblemTypes.Overloaded, "There was no memory left for this request.").Details,
        BadHttpRequestException bad => new ProblemDetails { Status = bad.StatusCode, Detail = DetailOf(bad) },
        _ => new ProblemDetails { Status = StatusCodes.Status500InternalServerError },
    };

    /// <summary>Gives a problem that the framework made the service's own type and title.</summary>
    /// <param name="details">The problem.</param>
    /// <param name="path">The path of the request.</param>
    public static void Complete(ProblemDetails details, PathString path)
    {
        if (ProblemTypes.All.Any(type => type.Uri == details.Type))
        {
            return;
        }

        var type = ProblemTypes.OfStatus(details.Status) ?? (details.Status < StatusCodes.Status500InternalServerError ? ProblemTypes.InvalidRequest : ProblemTypes.InternalError);
        (details.Type, details.Title) = (type.Uri, type.Title);
        details.Detail ??=
            type == ProblemTypes.NotFound ? UnknownAddress.Explain(path)
            : type == ProblemTypes.UnsupportedMediaType ? "Send JSON with the header Content-Type: application/json, or NumPy's arrays with application/x-npz."
            : null;
    }

    private static string DetailOf(BadHttpRequestException bad) => bad.StatusCode switch
    {
        StatusCodes.Status408RequestTimeout => "The body arrived too slowly.",
        _ => "The request broke off or is not HTTP.",
    };
}
