using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Names;

/// <summary>Which names an expression or a statement needs from around it, those of its blocks, functions and comprehensions included.</summary>
internal static class FreeNames
{
    /// <summary>Methods that say what autograd is to do, and change no number.</summary>
    private static readonly HashSet<string> Autograd = [.. "backward retain_grad requires_grad_ zero_grad register_hook item size shape show".Split(' ')];

    /// <summary>The names that a statement reads, in the order of the text; what its own lines make before is read as well.</summary>
    /// <param name="statement">The statement.</param>
    public static IReadOnlyList<string> Of(Statement statement) => [.. In(statement).Distinct()];

    /// <summary>The names that an expression reads, but for those of its own comprehensions and lambdas.</summary>
    /// <param name="expression">The expression.</param>
    public static IEnumerable<string> Of(Expression expression) => expression switch
    {
        NameExpression name => [name.Id],
        ComprehensionExpression made => OfComprehension(made),
        LambdaExpression lambda => OfFunction(lambda.Parameters, Of(lambda.Body)),
        _ => Walk.Children(expression).SelectMany(Of),
    };

    /// <summary>The names that a statement makes or writes into, those of its blocks and of methods that change what they are called on included.</summary>
    /// <param name="statement">The statement.</param>
    public static IEnumerable<string> ChangedBy(Statement statement) => statement switch
    {
        FunctionStatement function => [function.Name],
        ClassStatement made => [made.Name],
        ImportStatement import => import.Names.Select(alias => alias.Alias ?? alias.Name.Split('.')[0]),
        ExpressionStatement alone => ChangedIn(alone.Value),
        _ => NamesMade.WrittenBy(statement).Concat(Walk.Blocks(statement).SelectMany(block => block).SelectMany(ChangedBy)),
    };

    private static IEnumerable<string> In(Statement statement)
    {
        if (statement is FunctionStatement function)
        {
            return OfFunction(function.Parameters, OfBody(function));
        }

        if (statement is ClassStatement made)
        {
            return Walk.Children(made).SelectMany(Of).Concat(OfBlock(made.Body));
        }

        // What is assigned to as a whole is not read; x[0] = 1 and x += 1 read x.
        var targets = NamesMade.TargetsOf(statement).SelectMany(target => Targets(target, statement is AugmentedAssignStatement));
        var own = statement switch
        {
            AssignStatement assign => Of(assign.Value),
            AugmentedAssignStatement assign => Of(assign.Value),
            ForStatement loop => Of(loop.Source),
            _ => Walk.Children(statement).SelectMany(Of),
        };
        var inside = Walk.Blocks(statement).SelectMany(OfBlock);
        return own.Concat(targets).Concat(statement is ForStatement ? inside.Except(NamesMade.Of(statement)) : inside);
    }

    private static IEnumerable<string> OfBlock(IReadOnlyList<Statement> block)
    {
        var made = new HashSet<string>();
        foreach (var statement in block)
        {
            foreach (var name in In(statement).Where(name => !made.Contains(name)))
            {
                yield return name;
            }

            made.UnionWith(NamesMade.Of(statement));
        }
    }

    private static IEnumerable<string> OfBody(FunctionStatement function)
    {
        var made = Walk.Statements(function.Body).SelectMany(inner => inner is FunctionStatement own ? [own.Name] : NamesMade.Of(inner)).ToHashSet();
        return function.Body.SelectMany(In).Where(name => !made.Contains(name));
    }

    private static IEnumerable<string> OfFunction(Parameters parameters, IEnumerable<string> body)
    {
        var own = parameters.Items.Concat(parameters.KeywordOnly).Select(parameter => parameter.Name)
            .Concat(new[] { parameters.Rest, parameters.Keywords }.OfType<string>()).ToHashSet();
        var defaults = parameters.Items.Concat(parameters.KeywordOnly).Select(parameter => parameter.Default).OfType<Expression>();
        return defaults.SelectMany(Of).Concat(body.Where(name => !own.Contains(name)));
    }

    private static IEnumerable<string> OfComprehension(ComprehensionExpression made)
    {
        var own = made.Clauses.SelectMany(clause => Of(clause.Target)).ToHashSet();
        return Walk.Children(made).SelectMany(Of).Where(name => !own.Contains(name));
    }

    private static IEnumerable<string> Targets(Expression target, bool isRead) => target switch
    {
        NameExpression name => isRead ? [name.Id] : [],
        TupleExpression tuple => tuple.Elements.SelectMany(element => Targets(element, isRead)),
        ListExpression list => list.Elements.SelectMany(element => Targets(element, isRead)),
        StarredExpression rest => Targets(rest.Value, isRead),
        _ => Of(target),
    };

    // x.append(1), x.add_(y), np.add.at(x, i, y).
    private static IEnumerable<string> ChangedIn(Expression expression) => expression switch
    {
        CallExpression { Function: AttributeExpression { Name: "at" }, Arguments: [NameExpression target, ..] } => [target.Id],
        CallExpression { Function: AttributeExpression method } when !Autograd.Contains(method.Name) => RootOf(method.Value),
        _ => [],
    };

    private static IEnumerable<string> RootOf(Expression place) => place switch
    {
        NameExpression name => [name.Id],
        SubscriptExpression entry => RootOf(entry.Value),
        AttributeExpression attribute => RootOf(attribute.Value),
        CallExpression { Function: AttributeExpression method } => RootOf(method.Value),
        _ => [],
    };
}
