using GradCheck.Programs.Recording;
using GradCheck.Programs.Returns;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Runtime;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Entries;

/// <summary>How a pass is called, and where in what it returns its results lie.</summary>
/// <remarks>One place for it: what runs, judges and blames asks here, and knows no calling convention.</remarks>
internal interface IEntry
{
    /// <summary>Whether one run gives the output and its gradients: there is no way back of its own then.</summary>
    public bool IsOneRun { get; }

    /// <summary>Runs the forward pass, or all of it in one run.</summary>
    /// <param name="interpreter">Runs it; the file is loaded.</param>
    /// <param name="session">The run.</param>
    /// <param name="trial">The case.</param>
    /// <param name="made">The case's values, by name.</param>
    public ForwardResult Run(Interpreter interpreter, RunSession session, Trial trial, IReadOnlyDictionary<string, Value> made);

    /// <summary>Which of the returned values are outputs.</summary>
    /// <param name="returned">What the forward pass returned.</param>
    /// <param name="trial">The case.</param>
    public Wiring Read(Value returned, Trial trial);

    /// <summary>The arguments of the backward pass; null where one run gives all.</summary>
    /// <param name="interpreter">Runs it; the file is loaded.</param>
    /// <param name="forward">The forward pass.</param>
    /// <param name="incoming">The gradient that comes in for each output.</param>
    /// <param name="copies">Makes the copies that it gets.</param>
    public CallArguments? Back(Interpreter interpreter, ForwardCall forward, IReadOnlyList<Value> incoming, ValueCopies copies);

    /// <summary>Runs the backward pass.</summary>
    /// <param name="interpreter">Runs it; the file is loaded.</param>
    /// <param name="arguments">Its arguments.</param>
    public BackResult RunBack(Interpreter interpreter, CallArguments arguments);

    /// <summary>The gradients in what was returned.</summary>
    /// <param name="forward">The forward pass.</param>
    /// <param name="result">What the backward pass gave; where one run gives all, what that did.</param>
    public FoundGradients Gradients(ForwardCall forward, BackResult result);
}
