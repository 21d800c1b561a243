namespace GradCheck.Diagnosis;

/// <summary>A property of an input by which wrong code can pass.</summary>
/// <param name="Code">The stable code of the warning.</param>
/// <param name="Message">What it is about the input.</param>
/// <param name="Advice">What to use instead.</param>
/// <param name="IsIn">Whether an input has it.</param>
/// <param name="Hides">Which mistakes it accounts for, by their codes.</param>
internal sealed record InputWeakness(string Code, string Message, string Advice, Func<Ingredients, bool> IsIn, Func<string, bool> Hides);
