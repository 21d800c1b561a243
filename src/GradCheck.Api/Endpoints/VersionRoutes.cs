using GradCheck.Api.Description;
using GradCheck.Api.Limits;
using Microsoft.Extensions.Options;

namespace GradCheck.Api.Endpoints;

/// <summary><c>/v1</c>: the routes in groups. What holds for every route of a group, a tag, a limit or a filter, is said at the group.</summary>
internal static class VersionRoutes
{
    /// <summary>Maps the routes.</summary>
    /// <param name="app">The application.</param>
    public static void MapV1(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<IOptions<RequestLimits>>().Value;
        var v1 = app.MapGroup("/v1");
        v1.MapLayers();

        // Code of others runs here: these cost most.
        var programs = v1.MapGroup("/programs").WithTags(Tags.Programs);
        programs.MapProgramChecks(limits);
        programs.MapProgramGrades(limits);

        var layers = v1.MapGroup(LayerPath.Segment);
        var tensors = layers.MapGroup(string.Empty).WithTags(Tags.Tensors);
        tensors.MapChecks(limits);
        tensors.MapCases(limits);
        tensors.MapGrades(limits);

        var gradients = layers.MapGroup(string.Empty).WithTags(Tags.Gradients);
        gradients.MapGradients(limits);
        gradients.MapSecondOrder(limits);
        gradients.MapStepSweep(limits);

        layers.MapGroup(string.Empty).WithTags(Tags.Derivations).MapDerivations(limits);
    }
}
