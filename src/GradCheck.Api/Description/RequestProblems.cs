namespace GradCheck.Api.Description;

/// <summary>The problems of routes with a body.</summary>
internal static class RequestProblems
{
    /// <summary>Describes the problems that any route with a body may answer with, each with an example.</summary>
    /// <param name="route">The route.</param>
    public static RouteHandlerBuilder ProducesRequestProblems(this RouteHandlerBuilder route)
    {
        ArgumentNullException.ThrowIfNull(route);
        foreach (var status in ProblemExamples.All.Select(example => example.StatusCode!.Value).Distinct())
        {
            route.ProducesProblem(status);
        }

        return route.WithMetadata(new ExampleSource(() => ProblemExamples.All));
    }
}
