namespace GradCheck.Python.Source;

/// <summary>The stable codes of what can end a run.</summary>
internal static class ErrorCodes
{
    public const string SyntaxError = "syntax_error";
    public const string PythonTwo = "python_2";
    public const string PythonTwoDivision = "python_2_division";
    public const string Unsupported = "unsupported";
    public const string UndefinedName = "undefined_name";
    public const string UndefinedAttribute = "undefined_attribute";
    public const string ShapeMismatch = "shape_mismatch";
    public const string WrongUnpacking = "wrong_unpacking";
    public const string WrongArguments = "wrong_arguments";
    public const string WrongType = "wrong_type";
    public const string WrongValue = "wrong_value";
    public const string MissingKey = "missing_key";
    public const string IndexOutOfRange = "index_out_of_range";
    public const string DivisionByZero = "division_by_zero";
    public const string Overflow = "overflow";
    public const string Recursion = "recursion";
    public const string Raised = "raised";
    public const string AssertionFailed = "assertion_failed";
    public const string BudgetExceeded = "budget_exceeded";
}
