using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using GradCheck.Api.Limits;
using GradCheck.Api.Problems;

namespace GradCheck.Api.Description;

/// <summary>An example of each problem that a route with a body may answer with.</summary>
internal static class ProblemExamples
{
    private static readonly JsonSerializerOptions Options = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The examples.</summary>
    public static ImmutableArray<ExampleMetadata> All { get; } =
    [
        Example(ProblemException.OfErrors([new("dout[2]", "has 4 values, but x has 5 columns"), new("epsilon", "is not a field of this request; the nearest is eps")])),
        Example(new(ProblemTypes.MalformedJson, "At line 1, column 14, in x[0], there is a comma with nothing after it but `]`: leave the comma out.")),
        Example(new(ProblemTypes.MalformedNpz, "x.npy is damaged: its check sum is not that of its data.")),
        Example(new(ProblemTypes.MalformedParts, "The body holds two JSON documents, but one belongs in it.")),
        Example(new(ProblemTypes.NotAcceptable, "Accept is text/csv, but the answer comes as application/json or application/x-npz.")),
        Example(ProblemException.OfLimit(ProblemTypes.BodyTooLarge, "The body has 60000000 bytes, but the limit is 50331648.", new RequestLimits().MaxBodyBytes, 60_000_000)),
        Example(new(ProblemTypes.UnsupportedMediaType, "The body has no Content-Type; this route reads application/json, application/x-npz and multipart/form-data.")),
        Example(ProblemException.OfLimit(ProblemTypes.TensorTooLarge, "x has 2000000 elements, but the limit is 1048576.", new RequestLimits().MaxElements, 2_000_000)),
    ];

    private static ExampleMetadata Example(ProblemException problem) => new(
        problem.Details.Type![(problem.Details.Type!.LastIndexOf('/') + 1)..],
        problem.Details.Title!,
        JsonSerializer.Serialize(problem.Details, Options),
        problem.Details.Status);
}
