namespace GradCheck.Python.Syntax.Parsing;

/// <summary>What the expressions of a function say about the function as a whole.</summary>
internal sealed class FunctionMarks
{
    /// <summary>Whether one of them is a <c>yield</c>.</summary>
    public bool HasYield { get; set; }

    /// <summary>The names that their <c>:=</c> bind.</summary>
    public List<string> Named { get; } = [];
}
