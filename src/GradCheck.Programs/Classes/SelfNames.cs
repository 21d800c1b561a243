using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Classes;

/// <summary>Reads the attributes of a method's own object as names: <c>self.xhat</c> is one name, as <c>xhat</c> is in a function.</summary>
/// <remarks>What watches, judges and edits lines then needs to know of no objects; whoever evaluates such a name looks the attribute up.</remarks>
internal static class SelfNames
{
    /// <summary>A program with the attributes in its methods read so.</summary>
    /// <param name="tree">The program.</param>
    public static ProgramTree In(ProgramTree tree) =>
        Walk.Statements(tree.Body).Any(statement => statement is ClassStatement) ? tree with { Body = In(tree.Body, isClass: false) } : tree;

    private static IReadOnlyList<Statement> In(IReadOnlyList<Statement> body, bool isClass) => [.. body.Select(statement => statement switch
    {
        ClassStatement made => made with { Body = In(made.Body, isClass: true) },
        IfStatement branch => branch with { Then = In(branch.Then, isClass), Otherwise = In(branch.Otherwise, isClass) },
        FunctionStatement { Parameters.Items: [var self, ..] } method when isClass => method with { Body = new Naming(self.Name).Rewrite(method.Body) },
        _ => statement,
    })];

    private sealed class Naming(string self) : SyntaxRewriter
    {
        public override Expression Rewrite(Expression expression) => expression switch
        {
            AttributeExpression { Value: NameExpression owner } attribute when owner.Id == self => new NameExpression($"{self}.{attribute.Name}", attribute.Span),

            // What is called is a method, and no value of a line.
            CallExpression { Function: AttributeExpression { Value: NameExpression owner } } call when owner.Id == self => call with
            {
                Arguments = [.. call.Arguments.Select(Rewrite)],
                Keywords = [.. call.Keywords.Select(keyword => keyword with { Value = Rewrite(keyword.Value) })],
            },
            _ => Inside(expression),
        };

        public override IReadOnlyList<Statement> Rewrite(IReadOnlyList<Statement> block) => [.. block.Select(Inside)];
    }
}
