using GradCheck.Api.Endpoints;
using GradCheck.Api.Problems;

namespace GradCheck.Api.Setup;

/// <summary>Problem details for whatever goes wrong.</summary>
internal static class ProblemSetup
{
    /// <summary>Adds the writer of problems.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddProblems(this IServiceCollection services) => services
        .AddSingleton<IProblemDetailsWriter, ProblemDetailsJson>()
        .AddProblemDetails(options => options.CustomizeProblemDetails = context => ProblemWriter.Complete(context.ProblemDetails, context.HttpContext.Request.Path))
        .AddHostedService<SearchFaultLog>()
        .AddExceptionHandler<GradeFailureWriter>()
        .AddExceptionHandler<ProblemWriter>();

    /// <summary>Uses it for exceptions and for bare status codes.</summary>
    /// <param name="app">The application.</param>
    public static WebApplication UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            // What a client did wrong is no error of the service.
            SuppressDiagnosticsCallback = context => context.Exception is ProblemException or OperationCanceledException or BadHttpRequestException,
        });
        app.UseStatusCodePages();
        return app;
    }
}
