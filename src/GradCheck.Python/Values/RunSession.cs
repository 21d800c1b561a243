using System.Text;
using GradCheck.Python.Arrays;
using GradCheck.Python.Budgets;
using GradCheck.Python.Source;

namespace GradCheck.Python.Values;

/// <summary>What one run of a program shares: its language, budget, tape, warnings, printed text, and what parts of the library keep.</summary>
/// <param name="budget">What it may cost.</param>
/// <param name="tape">Where it is recorded; <see cref="GradientTape.Off"/> for a run that needs no gradients.</param>
/// <param name="language">What the program is written in.</param>
internal sealed class RunSession(Budget budget, GradientTape tape, Language language)
{
    private const int MostKeys = 4096;
    private readonly Dictionary<(int, string), RunWarning> warnings = [];
    private readonly Dictionary<Type, object> states = [];
    private readonly Dictionary<string, DictionaryKey> keys = new(StringComparer.Ordinal);

    public Language Language { get; } = language;

    public Budget Budget { get; } = budget;

    public GradientTape Tape { get; } = tape;

    /// <summary>What <c>print</c> wrote; charged to the budget.</summary>
    public StringBuilder Printed { get; } = new();

    /// <summary>NumPy's warnings (division by zero, overflow, invalid value), one a place and text.</summary>
    public IReadOnlyCollection<RunWarning> Warnings => warnings.Values;

    /// <summary>Words of the warnings that the program itself has turned off.</summary>
    public IReadOnlyList<string> Muted { get; set; } = [];

    /// <summary>What a part of the library keeps for the run, such as its random numbers; made when it is first asked for.</summary>
    public T State<T>()
        where T : class, new()
    {
        if (!states.TryGetValue(typeof(T), out var state))
        {
            states[typeof(T)] = state = new T();
        }

        return (T)state;
    }

    /// <summary>The key of an attribute's name; each is made once.</summary>
    public DictionaryKey KeyOf(string name)
    {
        if (!keys.TryGetValue(name, out var key))
        {
            // Names that a program makes as it runs are not kept without end.
            key = DictionaryKey.Of(name);
            if (keys.Count < MostKeys)
            {
                keys.Add(name, key);
            }
        }

        return key;
    }

    /// <summary>Tells a warning once, unless it is turned off.</summary>
    public void Warn(string message, Span span) => Warn(RunWarning.OfNumPy, message, span);

    /// <summary>Tells that something was passed over which is not here.</summary>
    public void PassOver(string message, Span span) => Warn(RunWarning.OfWhatIsNotHere, message, span);

    private void Warn(string code, string message, Span span)
    {
        if (Muted.Any(word => message.StartsWith($"RuntimeWarning: {word}", StringComparison.Ordinal)))
        {
            return;
        }

        if (warnings.Count < 100)
        {
            warnings.TryAdd((span.Start, message), new(message, span) { Code = code });
        }
    }
}

/// <summary>A warning, such as <c>RuntimeWarning: divide by zero encountered in log</c>.</summary>
internal sealed record RunWarning(string Message, Span Span)
{
    /// <summary>The code of what NumPy warns of.</summary>
    public const string OfNumPy = "numpy_warning";

    /// <summary>The code of what was passed over because it is not here.</summary>
    public const string OfWhatIsNotHere = "passed_over";

    public string Code { get; init; } = OfNumPy;
}
