using System.Collections.Immutable;
using GradCheck.Diagnosis;
using GradCheck.Grading;
using GradCheck.Layers;
using GradCheck.Mistakes;
using GradCheck.Programs.Subjects;

namespace GradCheck.Programs.Grading;

/// <summary>What a program is graded by.</summary>
public static class ProgramParts
{
    /// <summary>The values that the forward pass returns.</summary>
    public const string Forward = "forward";

    /// <summary>Running averages and test mode, of a layer that has them.</summary>
    public const string TestMode = "test_mode";

    private const decimal ForwardPoints = 3;
    private const decimal FirstGradientPoints = 4;

    /// <summary>The codes of the mistakes that a part may have, in alphabetical order.</summary>
    public static ImmutableArray<string> Causes { get; } = [.. MistakeTable.All.Where(mistake => mistake.OfLine is not null).Select(mistake => mistake.Code).Concat(MistakeCatalog.Codes).Append("unknown").Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The parts of a layer's program, in the order in which a mistake spreads: <c>forward</c>, <c>dx</c>, <c>dgamma</c>, <c>dbeta</c>, <c>test_mode</c>.</summary>
    /// <param name="layer">An id of <see cref="ProgramLayers.Ids"/>. A custom function has gradients alone, as there is no layer to hold its values against.</param>
    /// <param name="differentiate">The names of a custom function's inputs.</param>
    public static ImmutableArray<string> Of(string layer, IReadOnlyList<string>? differentiate = null)
    {
        var gradients = ProgramLayers.GradientsOf(layer, differentiate);
        return
        [
            .. layer == ProgramLayers.Custom ? Array.Empty<string>() : [Forward],
            .. gradients.Distinct(),
            .. HasTestMode(layer) ? [TestMode] : Array.Empty<string>(),
        ];
    }

    private static bool HasTestMode(string layer) =>
        CourseLayers.Find(layer) is { HasTestMode: true } || LayerCatalog.Find(layer) is { HasRunningStatistics: true };

    /// <summary>The rubric where none is given: 3 points for the forward pass, 4 for the gradient of x, 1 for every other part; of a custom function 1 for each gradient.</summary>
    /// <param name="layer">An id of <see cref="ProgramLayers.Ids"/>.</param>
    /// <param name="differentiate">The names of a custom function's inputs.</param>
    public static ImmutableArray<RubricLine> DefaultPoints(string layer, IReadOnlyList<string>? differentiate = null) =>
        [.. Of(layer, differentiate).Select(part => new RubricLine(part, layer == ProgramLayers.Custom ? 1 : part == Forward ? ForwardPoints : part == "dx" ? FirstGradientPoints : 1))];
}
