using GradCheck.Python.Source;

namespace GradCheck.Python.Syntax.Lexing;

/// <summary>One word of a program's text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">The offset of its first character.</param>
/// <param name="End">The offset after its last.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int End)
{
    public Span Span => new(Start, End);
}

/// <summary>The tokens of a text.</summary>
/// <param name="Tokens">In order; the last is <see cref="TokenKind.EndOfFile"/>.</param>
/// <param name="Errors">What is wrong at each token of kind <see cref="TokenKind.Error"/>, by its place in <paramref name="Tokens"/>.</param>
/// <param name="LayoutFaults">What is wrong with the indentation of lines that could be read all the same.</param>
internal sealed record TokenList(IReadOnlyList<Token> Tokens, IReadOnlyDictionary<int, LexicalError> Errors, IReadOnlyList<ProgramError> LayoutFaults);

/// <summary>Text that is no token.</summary>
/// <param name="Error">What is wrong.</param>
/// <param name="IsNeverClosed">Whether it is a bracket that was never closed, which explains any error on the lines after it.</param>
internal sealed record LexicalError(ProgramError Error, bool IsNeverClosed);
