using System.Text.Json.Nodes;
using GradCheck.Api.Fields;
using GradCheck.Tensors;

namespace GradCheck.Api.Bodies.Numpy;

/// <summary>One array of a request: of its three values there is one.</summary>
/// <param name="Path">Where it belongs, as a place is written in a problem: <c>x</c>, <c>submitted.dx</c>, <c>cases[0].submitted.dx</c>.</param>
internal sealed record Member(string Path)
{
    /// <summary>An array with axes: its values, or why they cannot be used.</summary>
    public Field<Tensor>? Tensor { get; init; }

    /// <summary>An array without axes, or of names: what stands for it in JSON.</summary>
    public JsonNode? Value { get; init; }

    /// <summary>An array of a kind that is not read: why.</summary>
    public string? Refusal { get; init; }
}
