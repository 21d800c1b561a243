using GradCheck.Python.Source;

namespace GradCheck.Python.Syntax.Printing;

/// <summary>
/// How the student spelt the parts of a tree: <c>1e-5</c> stays <c>1e-5</c> in an edited line. An edit makes new nodes on the way from the
/// root to the change and keeps the others, so a node that is the very object of the original tree still says what its text says.
/// </summary>
internal sealed class Spelling
{
    /// <summary>For a tree that no text was written for.</summary>
    public static readonly Spelling None = new();

    private readonly SourceText? source;
    private readonly HashSet<Expression> untouched = new(ReferenceEqualityComparer.Instance);

    /// <summary>Remembers the parts of a statement; not those of the statements in its blocks.</summary>
    /// <param name="source">The text it was read from.</param>
    /// <param name="original">The statement as it was read.</param>
    public Spelling(SourceText source, Statement original)
        : this(source, Walk.Children(original))
    {
    }

    /// <summary>Remembers the parts of an expression.</summary>
    /// <param name="source">The text it was read from.</param>
    /// <param name="original">The expression as it was read.</param>
    public Spelling(SourceText source, Expression original)
        : this(source, [original])
    {
    }

    private Spelling(SourceText source, IEnumerable<Expression> roots)
    {
        this.source = source;
        var open = new Stack<Expression>(roots);
        while (open.TryPop(out var node))
        {
            untouched.Add(node);
            foreach (var child in Walk.Children(node))
            {
                open.Push(child);
            }
        }
    }

    private Spelling()
    {
    }

    /// <summary>The student's own text of a node; null where it is new, or where its text could not stand in another place.</summary>
    public string? Of(Expression node)
    {
        // The parentheses of a tuple, a generator, a := and a yield belong to the text around them.
        if (source is null || node is TupleExpression or NamedExpression or YieldExpression or ComprehensionExpression { Kind: ComprehensionKind.Generator } || !untouched.Contains(node))
        {
            return null;
        }

        var text = source.TextOf(node.Span);
        return text.Contains('\n', StringComparison.Ordinal) ? null : text;
    }

    /// <summary>Whether the student put a tuple in parentheses: its own, not those of its first and last element.</summary>
    public bool HasParentheses(TupleExpression tuple) =>
        source is not null && tuple.Span.End > tuple.Span.Start && source.Text[tuple.Span.Start] == '(' && source.Text[tuple.Span.End - 1] == ')'
        && tuple.Elements.All(element => element.Span.Start != tuple.Span.Start);

    /// <summary>The sign, such as <c>"</c>, that the student put around a text with expressions in it; null where it is new, or another than one plain sign.</summary>
    public string? MarkOf(FormattedString text) =>
        source?.TextOf(text.Span) is ['f' or 'F', ('\'' or '"') and var mark, .., var last] own && last == mark && own[2] != mark ? mark.ToString() : null;

    /// <summary>The text of a statement that could not be read; null without one.</summary>
    public string? OfFault(FaultyStatement statement) => source?.TextOf(statement.Span);
}
