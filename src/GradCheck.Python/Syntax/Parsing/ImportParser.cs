using System.Text;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax.Lexing;

namespace GradCheck.Python.Syntax.Parsing;

/// <summary>Reads <c>import</c> and <c>from ... import</c>.</summary>
internal sealed class ImportParser(TokenCursor cursor)
{
    public Statement Read(StatementPlace place)
    {
        var start = cursor.Take();
        if (start.Kind == TokenKind.From)
        {
            return ReadFrom(start.Start, place);
        }

        var names = new List<ImportAlias>();
        do
        {
            names.Add(new(ReadModule(), ReadAlias()));
        }
        while (cursor.Skip(TokenKind.Comma));
        return new ImportStatement(null, names, cursor.From(start.Start));
    }

    private ImportStatement ReadFrom(int start, StatementPlace place)
    {
        var dots = new StringBuilder();
        while (cursor.Kind is TokenKind.Dot or TokenKind.Ellipsis)
        {
            dots.Append(cursor.TextOf(cursor.Take()));
        }

        var module = dots.ToString() + (dots.Length > 0 && cursor.Kind == TokenKind.Import ? string.Empty : ReadModule());
        cursor.Expect(TokenKind.Import);
        if (cursor.Kind == TokenKind.Star)
        {
            var star = cursor.Take();
            return place.IsInFunction
                ? throw Errors.Syntax("import * only allowed at module level", star.Span)
                : new(module, [new("*", null)], cursor.From(start));
        }

        var isInParentheses = cursor.Skip(TokenKind.OpenParenthesis);
        var names = new List<ImportAlias>();
        do
        {
            if (cursor.Kind == TokenKind.NewLine && names.Count > 0)
            {
                throw cursor.Fail("trailing comma not allowed without surrounding parentheses");
            }

            names.Add(new(cursor.ExpectName(), ReadAlias()));
        }
        while (cursor.Skip(TokenKind.Comma) && !(isInParentheses && cursor.Kind == TokenKind.CloseParenthesis));
        if (isInParentheses)
        {
            cursor.Expect(TokenKind.CloseParenthesis);
        }

        return new(module, names, cursor.From(start));
    }

    private string ReadModule()
    {
        var parts = new List<string>();
        do
        {
            parts.Add(cursor.ExpectName());
        }
        while (cursor.Skip(TokenKind.Dot));
        return string.Join('.', parts);
    }

    private string? ReadAlias() => cursor.Skip(TokenKind.As) ? cursor.ExpectName() : null;
}
