namespace GradCheck.Programs.Reports;

/// <summary>One executed assignment.</summary>
/// <param name="Function">The function it stands in; null at the top level of a script.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Name">The name that got a value.</param>
/// <param name="Shape">The shape of the value; null for one that is no number or array.</param>
/// <param name="Count">How often the line was executed.</param>
/// <param name="Against">What it was held against, in words; null where there was nothing.</param>
/// <param name="Verdict">What can be said of it.</param>
/// <param name="Error">The largest relative error, <c>|a - b| / max(1e-8, |a| + |b|)</c>; null where nothing was compared or the shape is wrong.</param>
public sealed record LineReport(string? Function, int Line, int Column, string Name, IReadOnlyList<int>? Shape, int Count, string? Against, LineVerdict Verdict, double? Error)
{
    /// <summary>The code cell of a notebook that the line is counted in, from 0; null outside of notebooks.</summary>
    public int? Cell { get; init; }
}
