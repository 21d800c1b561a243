using GradCheck.Programs.Subjects;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Entries;

/// <summary>Two snippets without a <c>def</c>, made into the two functions that they are the bodies of.</summary>
internal static class SnippetProgram
{
    /// <summary>The text of both snippets in a row, and where the second begins.</summary>
    public static (SourceText Source, int BackwardStart) Join(string forward, string backward)
    {
        var first = new SourceText(forward).Text;
        first = first.EndsWith('\n') ? first : first + "\n";
        return (new(first + backward), first.Length);
    }

    /// <summary>The two functions. The forward one returns <c>out</c> and every name it made; the backward one finds all of these.</summary>
    /// <param name="tree">The statements of both snippets.</param>
    /// <param name="backwardStart">Where the second begins.</param>
    /// <param name="subject">The layer: its arguments and gradients have the names that the snippets use.</param>
    public static ProgramTree Wrap(ProgramTree tree, int backwardStart, Subject subject)
    {
        var end = new Span(backwardStart, backwardStart);
        var forward = tree.Body.Where(statement => statement.Span.Start < backwardStart).ToList();
        var backward = tree.Body.Where(statement => statement.Span.Start >= backwardStart).ToList();
        var trial = subject.Trials[0];
        var inputs = trial.Ingredients.Concat(trial.Extras).Select(ingredient => ingredient.Name).Distinct().ToList();
        var made = forward.SelectMany(TargetsOf).Distinct().ToList();

        // A name of a branch that was not taken has no value; whether it has one is known when the lines have run.
        var perhaps = forward.SelectMany(TargetsInside).Distinct().Except(made).Except(inputs).ToList();
        var all = made.Concat(perhaps).ToList();
        var output = all.Contains("out") ? "out" : all.Contains("loss") ? "loss" : all.Contains("y") ? "y" : all.LastOrDefault() ?? "out";
        var kept = inputs.Concat(made).Distinct().ToList();
        Expression Name(string id) => new NameExpression(id, end);
        var cache = new DictionaryExpression([.. kept.Select(name => new DictionaryItem(new StringLiteral(name, end), Name(name)))], end);
        Expression Cached(string name) => new SubscriptExpression(Name("cache"), new StringLiteral(name, end), end);
        Statement Pack(string name) => new TryStatement([new AssignStatement([Cached(name)], Name(name), end)], [new(Name("NameError"), null, [new PassStatement(end)], end)], [], [], end);
        Statement Unpack(string name) => new AssignStatement([Name(name)], Cached(name), end);
        Statement UnpackIfThere(string name) => new IfStatement(new CompareExpression([new StringLiteral(name, end), Name("cache")], [CompareOperator.In], end), [Unpack(name)], [], end);
        IEnumerable<Statement> packed = [new AssignStatement([Name("cache")], cache, end), .. perhaps.Select(Pack), new ReturnStatement(new TupleExpression([Name(output), Name("cache")], end), end)];
        var gradients = subject.Inputs.Select(input => Name("d" + input)).ToList();
        return tree with
        {
            Body =
            [
                new ImportStatement(null, [new("numpy", "np")], default),
                Function("forward", inputs, [.. forward, .. packed], default),
                Function("backward", ["dout", "cache"], [.. kept.Select(Unpack), .. perhaps.Select(UnpackIfThere), .. backward, new ReturnStatement(gradients.Count == 1 ? gradients[0] : new TupleExpression(gradients, end), end)], end),
            ],
        };
    }

    private static FunctionStatement Function(string name, IReadOnlyList<string> parameters, IReadOnlyList<Statement> body, Span span) =>
        new(name, new([.. parameters.Select(parameter => new Parameter(parameter, null, span))], null, [], null), body, span);

    private static IEnumerable<string> TargetsOf(Statement statement) => statement switch
    {
        AssignStatement assign => assign.Targets.SelectMany(NamesOf),
        AugmentedAssignStatement assign => NamesOf(assign.Target),
        ForStatement loop => NamesOf(loop.Target).Concat(loop.Body.SelectMany(TargetsOf)),
        FunctionStatement function => [function.Name],
        _ => [],
    };

    /// <summary>The names that are made in the blocks of a statement.</summary>
    private static IEnumerable<string> TargetsInside(Statement statement) => statement is FunctionStatement
        ? []
        : Walk.Blocks(statement).SelectMany(block => block).SelectMany(inner => TargetsOf(inner).Concat(TargetsInside(inner)));

    private static IEnumerable<string> NamesOf(Expression target) => target switch
    {
        NameExpression name => [name.Id],
        TupleExpression tuple => tuple.Elements.SelectMany(NamesOf),
        ListExpression list => list.Elements.SelectMany(NamesOf),
        StarredExpression starred => NamesOf(starred.Value),
        _ => [],
    };
}
