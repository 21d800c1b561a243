using GradCheck.Programs.Names;
using GradCheck.Programs.Sources;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Entries;

/// <summary>Two snippets without a <c>def</c>, made into the two functions that they are the bodies of.</summary>
internal static class SnippetProgram
{
    /// <summary>
    /// The two functions, or a file as it is. The forward one returns <c>out</c> and every name it made; the backward one finds all of these.
    /// </summary>
    /// <param name="tree">The statements.</param>
    /// <param name="map">Their text.</param>
    /// <param name="subject">The layer: its arguments and gradients have the names that the snippets use.</param>
    public static ProgramTree Wrap(ProgramTree tree, SourceMap map, Subject subject)
    {
        if (map.Segments is not [_, { Start: var start }])
        {
            return tree;
        }

        var end = new Span(start, start);
        var forward = tree.Body.Where(statement => statement.Span.Start < start).ToList();
        var backward = tree.Body.Where(statement => statement.Span.Start >= start).ToList();
        var trial = subject.Trials[0];
        var inputs = trial.Ingredients.Concat(trial.Extras).Select(ingredient => ingredient.Name).Distinct().ToList();
        var made = forward.SelectMany(TargetsOf).Distinct().ToList();

        // A name of a branch that was not taken has no value; whether it has one is known when the lines have run.
        var perhaps = forward.SelectMany(TargetsInside).Distinct().Except(made).Except(inputs).ToList();
        var all = made.Concat(perhaps).ToList();
        var output = all.Contains("out") ? "out" : all.Contains("loss") ? "loss" : all.Contains("y") ? "y" : all.LastOrDefault() ?? "out";
        var kept = inputs.Concat(made).Distinct().ToList();
        IEnumerable<Statement> packed =
        [
            new AssignStatement([Name("cache")], new DictionaryExpression([.. kept.Select(name => new DictionaryItem(Text(name), Name(name)))], end), end),
            .. perhaps.Select(PackIfMade),
            new ReturnStatement(new TupleExpression([Name(output), Name("cache")], end), end),
        ];
        var gradients = subject.Inputs.Select(input => Name("d" + input)).ToList();
        var returned = new ReturnStatement(gradients.Count == 1 ? gradients[0] : new TupleExpression(gradients, end), end);
        return tree with
        {
            Body =
            [
                new ImportStatement(null, [new("numpy", "np")], default),
                Function("forward", inputs, [.. forward, .. packed], default),
                Function("backward", ["dout", "cache"], [.. kept.Select(Unpack), .. perhaps.Select(UnpackIfThere), .. backward, returned], end),
            ],
        };

        Expression Name(string id) => new NameExpression(id, end);

        Expression Text(string text) => new StringLiteral(text, end);

        Expression Cached(string name) => new SubscriptExpression(Name("cache"), Text(name), end);

        Statement Unpack(string name) => new AssignStatement([Name(name)], Cached(name), end);

        Statement UnpackIfThere(string name) =>
            new IfStatement(new CompareExpression([Text(name), Name("cache")], [CompareOperator.In], end), [Unpack(name)], [], end);

        Statement PackIfMade(string name) => new TryStatement(
            [new AssignStatement([Cached(name)], Name(name), end)],
            [new(Name("NameError"), null, [new PassStatement(end)], end)],
            [],
            [],
            end);
    }

    private static FunctionStatement Function(string name, IReadOnlyList<string> parameters, IReadOnlyList<Statement> body, Span span) =>
        new(name, new([.. parameters.Select(parameter => new Parameter(parameter, null, span))], null, [], null), body, span);

    /// <summary>The names that a statement makes, those of a loop's body included, which runs as a rule.</summary>
    private static IEnumerable<string> TargetsOf(Statement statement) => statement switch
    {
        ForStatement loop => NamesMade.Of(loop).Concat(loop.Body.SelectMany(TargetsOf)),
        FunctionStatement function => [function.Name],
        _ => NamesMade.Of(statement),
    };

    /// <summary>The names that are made in the blocks of a statement.</summary>
    private static IEnumerable<string> TargetsInside(Statement statement) => statement is FunctionStatement
        ? []
        : Walk.Blocks(statement).SelectMany(block => block).SelectMany(inner => TargetsOf(inner).Concat(TargetsInside(inner)));
}
