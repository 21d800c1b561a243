using GradCheck.Mistakes;
namespace GradCheck.Diagnosis.Observations;

/// <summary>A mistake that is seen in the values themselves.</summary>
internal abstract class Observation
{
    /// <summary>The code of the mistake.</summary>
    public abstract string Code { get; }

    /// <summary>How sure it is.</summary>
    public virtual double Confidence => Reports.Confidence.Predicted;

    /// <summary>What is seen of a wrong tensor; null where it has not this mistake.</summary>
    public abstract Telling? Observe(Sight sight);
}
