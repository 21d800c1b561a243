namespace GradCheck.Api.Contracts;

/// <summary>What a case may be answered with besides.</summary>
public enum CasePart
{
    /// <summary>Every tensor that can be submitted, as it should be.</summary>
    Answers,
}
