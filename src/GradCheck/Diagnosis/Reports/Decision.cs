namespace GradCheck.Diagnosis.Reports;

/// <summary>The rule by which a submission was judged.</summary>
/// <param name="Rule">The rule in a sentence, without its numbers: what may be told at every level of reveal.</param>
/// <param name="Sentence">The same sentence with its numbers.</param>
public sealed record Decision(string Rule, string Sentence);
