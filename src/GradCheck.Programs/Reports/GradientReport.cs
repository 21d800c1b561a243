using GradCheck.Comparison;

namespace GradCheck.Programs.Reports;

/// <summary>One gradient that the backward function returned.</summary>
/// <param name="Name">Its name: <c>dx</c>.</param>
/// <param name="Verdict">Whether it is the gradient of the program's own forward pass.</param>
/// <param name="Error">The largest relative error against that; null where the shape is wrong or there is none.</param>
/// <param name="LayerVerdict">Whether it is the gradient of the layer; null for a custom function.</param>
/// <param name="LayerError">The largest relative error against that.</param>
/// <param name="Shape">Its shape; null where it is no array.</param>
/// <param name="Note">What is to be said of its shape, such as <c>(1, D)</c> for <c>(D,)</c>, or of what came in its place.</param>
/// <param name="Case">The case with the worst error.</param>
public sealed record GradientReport(string Name, Verdict Verdict, double? Error, Verdict? LayerVerdict, double? LayerError, IReadOnlyList<int>? Shape, string? Note, string? Case);
