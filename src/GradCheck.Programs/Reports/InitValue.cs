using GradCheck.Tensors;

namespace GradCheck.Programs.Reports;

/// <summary>An argument of a constructor, as a client gives it; with nothing set it is <c>None</c>.</summary>
public sealed record InitValue
{
    /// <summary>A number, or an array of numbers; null for what is none.</summary>
    public Tensor? Numbers { get; init; }

    /// <summary>Whether the numbers are written as whole ones, as a size is.</summary>
    public bool IsWhole { get; init; }

    /// <summary><c>True</c> or <c>False</c>; null for what is neither.</summary>
    public bool? Flag { get; init; }

    /// <summary>A text; null for what is none.</summary>
    public string? Text { get; init; }
}
