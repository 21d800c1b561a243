using GradCheck.Layers;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Source;

namespace GradCheck.Programs;

/// <summary>The layers that programs can be checked for.</summary>
public static class ProgramLayers
{
    /// <summary>The id of a function that is no known layer.</summary>
    public const string Custom = "custom";

    /// <summary>The ids: the catalogue's, the course's other layers, and <see cref="Custom"/>.</summary>
    public static IReadOnlyList<string> Ids { get; } = [.. LayerCatalog.All.Select(layer => layer.Id), .. CourseSubjects.Ids, Custom];

    /// <summary>The inputs that a client may give for one of the course's other layers, in order; empty for those that take none.</summary>
    /// <param name="id">The layer's id.</param>
    public static IReadOnlyList<string> InputsOf(string id) => CourseSubjects.InputsOf(id);

    /// <summary>Whether a layer of the course can be run on inputs.</summary>
    /// <param name="request">The layer, its inputs and, if given, its <c>dout</c>.</param>
    /// <returns>Null, or why not, in NumPy's words.</returns>
    public static string? FaultOf(ProgramRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            var dout = DeepStack.Run(() => CourseSubjects.Given(request with { Dout = null })).Trials[0].Dout;
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
    public static IReadOnlyList<string> GradientsOf(string id, IReadOnlyList<string>? differentiate = null) => id switch
    {
        Custom => [.. (differentiate ?? []).Select(name => "d" + name)],
        "affine" or "conv" => ["dx", "dw", "db"],
        _ when LayerCatalog.Find(id) is not null => ["dx", "dgamma", "dbeta"],
        _ => ["dx"],
    };
}
