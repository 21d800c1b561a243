namespace GradCheck.Python.Source;

/// <summary>What kind of trouble ends a run.</summary>
public enum ProgramErrorKind
{
    /// <summary>Text that Python itself would refuse to read.</summary>
    Syntax,

    /// <summary>An exception that Python or NumPy would raise, in their words.</summary>
    Python,

    /// <summary>Legal Python that is outside the subset.</summary>
    Unsupported,

    /// <summary>A budget that ran out.</summary>
    Budget,
}
