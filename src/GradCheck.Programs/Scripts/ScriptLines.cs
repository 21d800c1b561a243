using GradCheck.Python.Source;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Scripts;

/// <summary>The lines of a script in the order in which they run: blocks that only say how are opened, and a training loop is run once.</summary>
/// <param name="isTraining">Whether a loop is one over steps of training, with a forward and a backward pass in it.</param>
internal sealed class ScriptLines(Func<Statement, bool> isTraining)
{
    /// <summary>What a block is a context of without a meaning for values.</summary>
    private static readonly string[] Contexts = ["no_grad", "enable_grad", "set_grad_enabled", "inference_mode", "errstate", "catch_warnings", "printoptions", "set_detect_anomaly"];

    /// <summary>The lines.</summary>
    /// <param name="body">The statements of the file.</param>
    public IReadOnlyList<Statement> Of(IEnumerable<Statement> body) => [.. body.SelectMany(Opened)];

    private IEnumerable<Statement> Opened(Statement statement) => statement switch
    {
        WithStatement with when IsContext(with.Context) => Of(with.Body),
        IfStatement branch when IsMain(branch.Test) || branch.Test is BooleanLiteral { Value: true } => Of(branch.Then),
        ForStatement { Source: CallExpression { Function: NameExpression { Id: "range" }, Arguments: var bounds }, Target: NameExpression } loop when isTraining(loop) =>
            [First(loop, bounds), .. Of(WithoutJumps(loop.Body))],
        ForStatement loop when isTraining(loop) => [loop with { Body = [.. Of(loop.Body), new BreakStatement(At(loop))], Otherwise = [] }],
        WhileStatement loop when isTraining(loop) => Of(WithoutJumps(loop.Body)),
        _ => [statement],
    };

    private static AssignStatement First(ForStatement loop, IReadOnlyList<Expression> bounds) =>
        new([loop.Target], bounds.Count > 1 ? bounds[0] : new IntegerLiteral(0, At(loop)), At(loop));

    private static Span At(Statement statement) => new(statement.Span.Start, statement.Span.Start);

    // Outside of its loop there is nothing to end; what ends it is after the first step, as a rule.
    private static IReadOnlyList<Statement> WithoutJumps(IReadOnlyList<Statement> block) => [.. block.Where(line => !IsJump(line))];

    private static bool IsJump(Statement line) => line is BreakStatement or ContinueStatement
        || (line is IfStatement branch && Walk.Statements(branch.Then.Concat(branch.Otherwise)).Any(inner => inner is BreakStatement or ContinueStatement)
            && !Walk.Statements(branch.Then).Any(inner => inner is ForStatement or WhileStatement));

    private static bool IsContext(Expression context) =>
        Walk.Expressions(context).Any(part => part is AttributeExpression attribute && Contexts.Contains(attribute.Name));

    private static bool IsMain(Expression test) =>
        test is CompareExpression { Operands: [NameExpression { Id: "__name__" }, StringLiteral] };
}
