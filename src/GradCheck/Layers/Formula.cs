namespace GradCheck.Layers;

/// <summary>One line of a layer's mathematics.</summary>
/// <param name="Quantity">What the line defines, by its JSON name: <c>xhat</c>, <c>dvar</c>.</param>
/// <param name="Latex">The line in LaTeX.</param>
/// <param name="Meaning">The line in one sentence.</param>
public sealed record Formula(string Quantity, string Latex, string Meaning);
