namespace GradCheck.Comparison;

/// <summary>A remark about an answer that is no finding.</summary>
/// <param name="Code">The stable code: <c>keepdims</c>, <c>float32_precision</c>.</param>
/// <param name="Text">The remark, in a student's words.</param>
public sealed record Note(string Code, string Text);
