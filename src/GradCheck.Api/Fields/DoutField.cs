using System.Text.Json.Serialization;
using GradCheck.Tensors;

namespace GradCheck.Api.Fields;

/// <summary>The gradients that come in: one tensor, or one for each of several outputs.</summary>
public sealed class DoutField
{
    /// <summary>The one tensor, or what is wrong with it as one; null where an object was given.</summary>
    [JsonIgnore]
    public Field<Tensor>? One { get; init; }

    /// <summary>Those of several outputs, each under its output's name; one after the other where the names are empty. Where there are any, a custom function takes these.</summary>
    [JsonIgnore]
    public IReadOnlyList<KeyValuePair<string, Field<Tensor>>> Several { get; init; } = [];
}
