namespace GradCheck.Python.Source;

/// <summary>Ends the evaluation of a program; never leaves <c>Programs</c>.</summary>
internal class ProgramException : Exception
{
    private readonly List<TraceEntry> trace = [];
    private Span at;

    public ProgramException(ProgramError error)
        : base(error.Message) => (Error, at) = (error, error.Span);

    public ProgramError Error { get; }

    /// <summary>The calls it passed through, the innermost first.</summary>
    public IReadOnlyList<TraceEntry> Trace => trace;

    /// <summary>Notes that it left a function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="call">The number of its call.</param>
    /// <param name="calledAt">Where the function had been called.</param>
    public void Leave(string function, int call, Span calledAt)
    {
        trace.Add(new(function, call, at));
        at = calledAt;
    }

    /// <summary>The same error raised again: it has passed through what it had passed through.</summary>
    public ProgramException Again()
    {
        var again = Copy();
        again.at = at;
        again.trace.AddRange(trace);
        return again;
    }

    /// <summary>The same error, which has passed through nothing.</summary>
    protected virtual ProgramException Copy() => new(Error);
}
