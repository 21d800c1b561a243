namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>A mistake in the forward pass: everything that follows from it is wrong with it.</summary>
internal abstract class ForwardHypothesis : Hypothesis
{
    public override bool ActsTogether => true;
}
