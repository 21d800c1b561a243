using GradCheck.Layers;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Sources;
using GradCheck.Python.Source;

namespace GradCheck.Programs.Subjects;

/// <summary>The layers that programs can be checked for.</summary>
public static class ProgramLayers
{
    /// <summary>The id of a function that is no known layer.</summary>
    public const string Custom = "custom";

    /// <summary>The ids: the catalogue's, the course's other layers, and <see cref="Custom"/>.</summary>
    public static IReadOnlyList<string> Ids { get; } = [.. LayerCatalog.All.Select(layer => layer.Id), .. CourseLayers.All.Select(layer => layer.Id), Custom];

    /// <summary>Whether a layer of the course can be run on inputs.</summary>
    /// <param name="request">The layer, its inputs and, if given, its <c>dout</c>.</param>
    /// <returns>Null, or why not, in NumPy's words.</returns>
    public static string? FaultOf(ProgramRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            var dout = DeepStack.Run(() => Subject.Of(request with { Dout = null })).Trials[0].Dout;
            return request.Dout is { } given && dout is not null && !given.Shape.Sizes.SequenceEqual(dout.Shape)
                ? $"dout has shape {given.Shape}, but the output has {dout.ShapeText}"
                : null;
        }
        catch (ProgramException fault)
        {
            return fault.Error.Message;
        }
    }

    /// <summary>What a submission of a layer returns, in order: <c>dx</c>, <c>dgamma</c>, <c>dbeta</c>.</summary>
    /// <param name="id">The layer's id.</param>
    /// <param name="differentiate">The names of a custom function's inputs.</param>
    public static IReadOnlyList<string> GradientsOf(string id, IReadOnlyList<string>? differentiate = null) =>
        id == Custom ? [.. (differentiate ?? []).Select(name => "d" + name)]
        : CourseLayers.Find(id) is { } layer ? [.. layer.Differentiable.Select(name => "d" + name)]
        : LayerCatalog.Find(id) is not null ? ["dx", "dgamma", "dbeta"]
        : ["dx"];
}
