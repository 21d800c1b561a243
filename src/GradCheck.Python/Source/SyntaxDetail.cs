namespace GradCheck.Python.Source;

/// <summary>How much the words of a syntax error say.</summary>
internal enum SyntaxDetail
{
    /// <summary>What is wrong.</summary>
    Told,

    /// <summary>Only that something is.</summary>
    Bare,

    /// <summary>What is wrong, and that it is inside of an <c>f"..."</c>.</summary>
    InText,
}
