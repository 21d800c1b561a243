using GradCheck.Api.Fields;
namespace GradCheck.Api.Contracts;

/// <summary>What the modes of a layer are called: here and in PyTorch <c>eval</c>, in the course <c>test</c>.</summary>
internal static class ModeNames
{
    /// <summary>A mode under the name that it has here.</summary>
    /// <param name="field">The mode as it was called.</param>
    public static Field<string>? Of(Field<string>? field) => field is { Value: "test" } ? new() { Value = "eval", Problems = field.Problems } : field;
}
