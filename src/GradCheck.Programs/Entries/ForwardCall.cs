using GradCheck.Programs.Numbers;
using GradCheck.Programs.Returns;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Entries;

/// <summary>A call of a forward function: what it was given, and what it left behind.</summary>
/// <param name="Function">The function.</param>
/// <param name="Trial">The case.</param>
internal sealed record ForwardCall(FunctionStatement Function, Trial Trial)
{
    private static readonly Dictionary<string, Value> None = [];

    /// <summary>The arguments, by the name of the ingredient.</summary>
    public IReadOnlyDictionary<string, Value> Arguments { get; init; } = None;

    /// <summary>What the differentiable arguments were before the run.</summary>
    public IReadOnlyDictionary<string, Snapshot> Inputs { get; init; } = new Dictionary<string, Snapshot>();

    /// <summary>What each parameter got, by its name.</summary>
    public IReadOnlyDictionary<string, Value> Parameters { get; init; } = None;

    /// <summary>The whole value that was returned.</summary>
    public Value? Returned { get; init; }

    /// <summary>What the parameters of the object are called there, by what they are called in the report.</summary>
    public IReadOnlyDictionary<string, string> Homes { get; init; } = new Dictionary<string, string>();

    /// <summary>The object that it ran on; null where there is none.</summary>
    public Value? Receiver { get; init; }

    /// <summary>Which of the returned values are outputs, and which are kept.</summary>
    public Wiring Wiring { get; init; } = Wiring.None;

    /// <summary>The first output; null where the function returned no numbers, or did not return.</summary>
    public Snapshot? Out => Wiring.Outputs is [var first, ..] ? first.Numbers : null;

    /// <summary>What each name of the function stood for at its end.</summary>
    public IReadOnlyDictionary<string, Value> Locals { get; init; } = None;

    /// <summary>The numbers, texts and settings that stand in the file under a name of its own.</summary>
    public IReadOnlyDictionary<string, Value> Constants { get; init; } = None;

    /// <summary>The names that an input goes by: its own, and that of the parameter which takes it.</summary>
    /// <param name="input">The input.</param>
    public IEnumerable<string> Aliases(string input) => Parameters
        .Where(pair => Arguments.TryGetValue(input, out var value) && ReferenceEquals(pair.Value, value))
        .Select(pair => pair.Key).Prepend(input).Distinct();
}
