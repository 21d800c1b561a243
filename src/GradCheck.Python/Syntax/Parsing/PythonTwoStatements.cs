using GradCheck.Python.Source;
using GradCheck.Python.Syntax.Lexing;

namespace GradCheck.Python.Syntax.Parsing;

/// <summary>Statements that only Python 2 reads, and what Python 3 writes instead.</summary>
internal static class PythonTwoStatements
{
    /// <summary><c>print "x"</c> and <c>exec "x"</c>: two expressions side by side, the first of them the name of what was a statement.</summary>
    public static ProgramException? Call(Expression first, Expression second) =>
        first is NameExpression { Id: "print" or "exec" } name
            ? new(SyntaxErrors.PythonTwo(
                $"Missing parentheses in call to '{name.Id}'. Did you mean {name.Id}(...)? The {name.Id} statement is Python 2 only",
                first.Span.To(second.Span)))
            : null;

    /// <summary><c>raise ValueError, "x"</c>, at its comma.</summary>
    public static ProgramException Raise(TokenCursor cursor, int start, Expression type)
    {
        var name = SyntaxErrors.Quote(cursor.Source.TextOf(type.Span));
        return new(SyntaxErrors.PythonTwo($"invalid syntax: raise with a comma is Python 2 only; Python 3 writes raise {name}(...)", RestOfLine(cursor, start)));
    }

    /// <summary><c>except ValueError, e:</c>, at its comma.</summary>
    public static ProgramException Except(TokenCursor cursor, int start, Expression type)
    {
        var name = SyntaxErrors.Quote(cursor.Source.TextOf(type.Span));
        return new(SyntaxErrors.PythonTwo($"multiple exception types must be parenthesized: except with a comma is Python 2 only; Python 3 writes except {name} as e", RestOfLine(cursor, start)));
    }

    private static Span RestOfLine(TokenCursor cursor, int start)
    {
        var last = cursor.At(cursor.LineEnd() - 1);
        return new(start, last.Kind == TokenKind.Colon ? last.Start : last.End);
    }
}
