namespace GradCheck.Comparison;

/// <summary>How exact an answer has to be.</summary>
public enum Precision
{
    /// <summary>As exact as the type it was computed in: answers that are float32 throughout are judged as such.</summary>
    AsSubmitted,

    /// <summary>Float64: an answer computed in float32 is wrong.</summary>
    Full,
}
