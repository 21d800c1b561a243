using GradCheck.Tensors;

namespace GradCheck.Programs.Reports;

/// <summary>The smallest batch of small whole numbers found on which a program's mistake shows in the first two digits.</summary>
/// <remarks>Found by running the program itself on smaller and smaller batches: what is given as the code's numbers is what the code gave.</remarks>
/// <param name="Inputs">What the functions were given, by name, in the order of the parameters: <c>x</c>, <c>gamma</c>, <c>eps</c>, and <c>dout</c> where a gradient comes in.</param>
/// <param name="Tensor">What comes out wrong: <c>out</c>, <c>loss</c>, <c>dx</c>.</param>
/// <param name="Got">What the code gives; null where it raises an error.</param>
/// <param name="Right">What is right.</param>
/// <param name="At">The entry that differs most, by its index; empty for a number, null where the shapes differ.</param>
/// <param name="Line">The wrong line on these numbers; null where it has no value of its own.</param>
public sealed record ProgramExample(IReadOnlyDictionary<string, Tensor> Inputs, string Tensor, Tensor? Got, Tensor Right, IReadOnlyList<int>? At, ExampleLine? Line)
{
    /// <summary>What the code raises in place of a value: <c>ValueError: ...</c>; null where it runs to its end.</summary>
    public string? Raised { get; init; }
}
