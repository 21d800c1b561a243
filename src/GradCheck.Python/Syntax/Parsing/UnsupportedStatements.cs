using GradCheck.Python.Source;
using GradCheck.Python.Syntax.Lexing;

namespace GradCheck.Python.Syntax.Parsing;

/// <summary>Reads statements that Python has and the subset has not: their errors are told when they are run.</summary>
internal sealed class UnsupportedStatements(TokenCursor cursor)
{
    /// <summary><c>async def</c>, <c>async for</c> and <c>async with</c>.</summary>
    public Statement ReadAsync(StatementPlace place, Func<Statement?> readNext)
    {
        var keyword = cursor.Take();
        if (cursor.Kind is not (TokenKind.Def or TokenKind.For or TokenKind.With))
        {
            throw cursor.Fail();
        }

        if (cursor.Kind != TokenKind.Def && place.Function != FunctionKind.Async)
        {
            var span = new Span(keyword.Start, cursor.Current.End);
            throw Errors.Syntax($"'async {cursor.TextOf(cursor.Current)}' outside async function", span);
        }

        var fault = Refuse("'async' is not supported; leave the word out", keyword.Span);
        return readNext() is FunctionStatement function ? CompoundStatements.Unreadable(function.Name, fault, function.Span) : fault;
    }

    /// <summary><c>match value:</c> with its cases; null where <c>match</c> is a name like any other.</summary>
    public FaultyStatement? TryReadMatch()
    {
        if (!cursor.IsName("match"))
        {
            return null;
        }

        var line = cursor.LineEnd();
        var (colon, layout, first) = (cursor.At(line - 1), cursor.At(line + 1), cursor.At(line + 2));
        if (colon.Kind != TokenKind.Colon || layout.Kind != TokenKind.Indent || first.Kind != TokenKind.Name || cursor.TextOf(first) != "case")
        {
            return null;
        }

        var span = new Span(cursor.Current.Start, colon.End);
        cursor.SkipStatement();
        return Refuse("'match' is not supported; write if and elif", span);
    }

    private static FaultyStatement Refuse(string message, Span span) => new(SyntaxErrors.Unsupported(message, span));
}
