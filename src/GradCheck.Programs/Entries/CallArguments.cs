using GradCheck.Programs.Returns;
using GradCheck.Python.Source;

namespace GradCheck.Programs.Entries;

/// <summary>What a function is called with.</summary>
/// <param name="Positional">The positional arguments.</param>
/// <param name="Keywords">The keyword arguments.</param>
internal sealed record CallArguments(IReadOnlyList<Value> Positional, IReadOnlyList<KeyValuePair<string, Value>> Keywords)
{
    /// <summary>What each parameter gets that a case has something for, by its name.</summary>
    public IReadOnlyDictionary<string, Value> Parameters { get; init; } = new Dictionary<string, Value>();

    /// <summary>The object that is called; null for a function.</summary>
    public Value? Receiver { get; init; }

    /// <summary>Returned values that depend on the inputs and that nothing takes: further outputs, whose gradient is taken to be 0.</summary>
    public IReadOnlyList<Part> Unused { get; init; } = [];

    /// <summary>The values of all arguments.</summary>
    public IEnumerable<Value> All => Positional.Concat(Keywords.Select(item => item.Value));

    /// <summary>The code of a function that cannot be called, or whose results cannot be told apart, with what is known.</summary>
    public const string CannotCode = "cannot_be_called";

    /// <summary>Ends a run for want of an argument. That is no mistake of the program: nobody said how it is called.</summary>
    public static ProgramException Cannot(string message, Span span) =>
        new(new(ProgramErrorKind.Unsupported, "Unsupported", CannotCode, message, span));
}
