using System.Text;
using GradCheck.Python.Arrays;
using GradCheck.Python.Budgets;
using GradCheck.Python.Source;

namespace GradCheck.Python.Values;

/// <summary>What one run of a program shares: budget, tape, warnings, printed text, random numbers.</summary>
/// <param name="budget">What it may cost.</param>
/// <param name="tape">Where it is recorded; <see cref="GradientTape.Off"/> for a run that needs no gradients.</param>
internal sealed class RunSession(Budget budget, GradientTape tape)
{
    private readonly Dictionary<(int, string), RunWarning> warnings = [];

    public Budget Budget { get; } = budget;

    public GradientTape Tape { get; } = tape;

    /// <summary>What <c>print</c> wrote; charged to the budget.</summary>
    public StringBuilder Printed { get; } = new();

    /// <summary>The state of <c>np.random</c>, made when first used or seeded; the NumPy folder's type.</summary>
    public object? Random { get; set; }

    /// <summary>The state of Python's own <c>random</c>, made when first used or seeded; the library's type.</summary>
    public object? PythonRandom { get; set; }

    /// <summary>NumPy's warnings (division by zero, overflow, invalid value), one a place and text.</summary>
    public IReadOnlyCollection<RunWarning> Warnings => warnings.Values;

    /// <summary>Words of the warnings that the program itself has turned off.</summary>
    public IReadOnlyList<string> Muted { get; set; } = [];

    /// <summary>Tells a warning once, unless it is turned off.</summary>
    public void Warn(string message, Span span)
    {
        if (Muted.Any(word => message.StartsWith($"RuntimeWarning: {word}", StringComparison.Ordinal)))
        {
            return;
        }

        if (warnings.Count < 100)
        {
            warnings.TryAdd((span.Start, message), new(message, span));
        }
    }
}

/// <summary>A warning, such as <c>RuntimeWarning: divide by zero encountered in log</c>.</summary>
internal sealed record RunWarning(string Message, Span Span);
