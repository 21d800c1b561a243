using GradCheck.Normalization;

namespace GradCheck.Mistakes;

/// <summary>A known mistake: the code that findings bear, what it has to do with, and what is said of it.</summary>
/// <param name="Code">The stable code: <c>missing_mean_path</c>.</param>
/// <param name="Family">What it has to do with; by default nothing that anything else asks for.</param>
public sealed record Mistake(string Code, Family Family = Family.None)
{
    /// <summary>What is said of a tensor that has it; null where none shows it in its values.</summary>
    internal Func<Telling, Words>? OfTensor { get; init; }

    /// <summary>What is said of a tensor whose shape has it; null where no shape shows it.</summary>
    internal Func<Telling, Words>? OfShape { get; init; }

    /// <summary>What is said of a line that makes it; null where no line is found to.</summary>
    internal Brief? OfLine { get; init; }

    /// <summary>What is said where a running average, or the output in test mode, has it; null where those do not tell it.</summary>
    internal Func<TensorId, Brief>? OfTestMode { get; init; }
}
