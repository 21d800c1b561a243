using GradCheck.Api.Grades;
using GradCheck.Api.Limits;
using GradCheck.Api.Problems;
using GradCheck.Api.Requests;
using GradCheck.Grading;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace GradCheck.Api.Endpoints;

/// <summary>Writes what ended a grading in the format that <c>?format=</c> asked for, with the status of the problem.</summary>
/// <remarks>A grader that finds no file of its own format shows a student nothing at all; so a harness may store whatever it is sent.</remarks>
internal sealed class GradeFailureWriter(IOptions<RequestLimits> limits) : IExceptionHandler
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var endpoint = httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        if (endpoint?.Metadata.GetMetadata<GradeRoute>() is null
            || httpContext.RequestAborted.IsCancellationRequested
            || httpContext.Request.Query[GradeQueryValidator.Format] is not [var name]
            || GradeFormats.Find(name) is not { } format)
        {
            return false;
        }

        var details = ProblemWriter.DetailsOf(exception, limits.Value);
        ProblemWriter.Complete(details, httpContext.Request.Path);
        httpContext.Response.StatusCode = details.Status ?? StatusCodes.Status500InternalServerError;
        httpContext.Response.ContentType = GradeRoute.MediaTypeOf(format);
        await httpContext.Response.WriteAsync(format.Write(GradeReport.Failed("Grading", TextOf(details))), cancellationToken);
        return true;
    }

    private static string TextOf(ProblemDetails details)
    {
        IEnumerable<string> lines = details.Extensions.TryGetValue("errors", out var found) && found is IEnumerable<KeyValuePair<string, string[]>> errors
            ? errors.SelectMany(error => error.Value.Select(message => $"{error.Key}: {message}"))
            : [details.Detail ?? "This is a fault of the service, not of the submission."];
        return string.Join("\n", lines.Prepend(details.Title ?? string.Empty));
    }
}
