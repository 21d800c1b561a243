using System.Diagnostics;
using System.Globalization;
using GradCheck.Python.Source;

namespace GradCheck.Python.Budgets;

/// <summary>What runs of a program may cost; charged before the work is done, and shared by all runs of one check.</summary>
/// <param name="limits">The limits.</param>
/// <param name="clock">Runs since the check began; null to begin now. Budgets of one check share it, so that its time is that of all of them.</param>
/// <param name="cancellation">Ends the runs.</param>
internal sealed class Budget(BudgetLimits limits, Stopwatch? clock = null, CancellationToken cancellation = default)
{
    private readonly Stopwatch clock = clock ?? Stopwatch.StartNew();
    private long steps;
    private long end = limits.Steps;
    private long elements;
    private long bytes;
    private long printed;

    public BudgetLimits Limits { get; } = limits;

    public long Steps => steps;

    public long Elements => elements;

    public long Bytes => bytes;

    /// <summary>Whether a limit has been met, and not just that of one run.</summary>
    public bool IsSpent { get; private set; }

    /// <summary>Begins a run that may take so many steps of what is left: one endless loop does not use up what others need.</summary>
    public void StartRun(long most) => end = Math.Min(Limits.Steps, steps + most);

    /// <summary>One evaluation of a statement or an expression.</summary>
    public void Step(Span span)
    {
        if (++steps > end)
        {
            throw Over("steps", end, span, isWhole: end == Limits.Steps);
        }

        if ((steps & 1023) == 0)
        {
            CheckTime(span);
        }
    }

    /// <summary>Work on elements of arrays, texts, lists, or digits of huge integers.</summary>
    public void Work(long count, Span span)
    {
        elements += count;
        if (count < 0 || elements > Limits.Elements)
        {
            throw Over("elements worked on", Limits.Elements, span);
        }

        if (count > 4096)
        {
            CheckTime(span);
        }
    }

    /// <summary>Memory that is about to be taken. Never given back: the sum over a run bounds what it can hold.</summary>
    public void Allocate(long count, Span span)
    {
        bytes += count;
        if (count < 0 || bytes > Limits.Bytes)
        {
            throw Over("bytes of memory", Limits.Bytes, span);
        }
    }

    /// <summary>An array that is about to be made: its elements are work and memory.</summary>
    public void Array(long count, Span span)
    {
        Work(count, span);
        Allocate(count * 12, span);
    }

    /// <summary>Text that is about to be printed.</summary>
    public void Print(long count, Span span)
    {
        printed += count;
        if (printed > Limits.Printed)
        {
            throw Over("characters printed", Limits.Printed, span);
        }
    }

    /// <summary>A call, from the depth it has reached.</summary>
    public void Call(int depth, Span span)
    {
        if (depth > Limits.Depth)
        {
            throw Errors.Python("RecursionError", ErrorCodes.Recursion, "maximum recursion depth exceeded", span);
        }
    }

    private ProgramException Over(string what, long limit, Span span, bool isWhole = true)
    {
        IsSpent |= isWhole;
        return Errors.Budget(string.Create(CultureInfo.InvariantCulture, $"the program was stopped here: it had used its budget of {limit:N0} {what}"), span);
    }

    private void CheckTime(Span span)
    {
        cancellation.ThrowIfCancellationRequested();
        if (clock.Elapsed > Limits.Time)
        {
            IsSpent = true;
            throw Errors.Budget(string.Create(CultureInfo.InvariantCulture, $"the program was stopped here: it had used its {Limits.Time.TotalSeconds:0.#} seconds"), span);
        }
    }
}
