namespace GradCheck.Python.Syntax;

/// <summary>How large a program's text and its tree may be, so that reading takes linear time and walking the tree takes a bounded stack.</summary>
internal static class SyntaxLimits
{
    /// <summary>Characters of text: a hundred times a course's longest file.</summary>
    public const int Characters = 1_000_000;

    /// <summary>Brackets inside of each other, as in CPython.</summary>
    public const int Brackets = 200;

    /// <summary>Levels of indentation, as in CPython.</summary>
    public const int Indents = 100;

    /// <summary>How deep the parser calls itself for one expression.</summary>
    public const int Nesting = 100;

    /// <summary>Levels of the tree of one expression: <c>a + b + c</c> has three.</summary>
    public const int TreeDepth = 400;

    /// <summary>Blocks inside of each other; each <c>elif</c> is inside of the one before it.</summary>
    public const int Blocks = 200;

    /// <summary>Digits of a whole number, as in CPython.</summary>
    public const int Digits = 4300;

    /// <summary>After so many errors the rest of the text is not read.</summary>
    public const int Errors = 100;

    /// <summary>Characters of the program's text that a message repeats.</summary>
    public const int Quoted = 60;
}
