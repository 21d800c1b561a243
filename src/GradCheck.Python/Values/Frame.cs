using GradCheck.Python.Source;

namespace GradCheck.Python.Values;

/// <summary>One call of a function of the program; the top level of the file is frame 0.</summary>
/// <param name="Number">Its number in the order of calls, from 1.</param>
/// <param name="Function">The function's name.</param>
/// <param name="Caller">The frame it was called from; null for the top level and for calls from outside.</param>
/// <param name="CalledAt">The call's place in the program; empty for calls from outside.</param>
internal sealed record Frame(int Number, string Function, Frame? Caller, Span CalledAt);
