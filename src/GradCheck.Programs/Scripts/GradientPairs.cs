using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Scripts;

/// <summary>Gradients whose names do not say of what: a comparison such as <c>cmp("logits", dl, logits)</c> does, and two lists in one order.</summary>
internal static class GradientPairs
{
    private static readonly string[] Lists = ["grads", "gradients", "grad_list", "grad"];

    private static readonly string[] Parameters = ["parameters", "params", "ps", "weights"];

    /// <summary>Which name is the gradient of which.</summary>
    /// <param name="statements">The statements of the script.</param>
    /// <param name="known">The names that there are.</param>
    public static Dictionary<string, string> In(IReadOnlyList<Statement> statements, IReadOnlySet<string> known)
    {
        var pairs = new Dictionary<string, string>();
        foreach (var call in statements.OfType<ExpressionStatement>().Select(line => line.Value).OfType<CallExpression>())
        {
            if (call is { Function: NameExpression, Arguments: [StringLiteral, NameExpression gradient, NameExpression subject] } && gradient.Id != subject.Id && known.Contains(subject.Id))
            {
                pairs.TryAdd(gradient.Id, subject.Id);
            }
        }

        var lists = statements.OfType<AssignStatement>().Where(line => line is { Targets: [NameExpression], Value: ListExpression }).ToList();
        var gradients = lists.FindLast(line => Lists.Contains(((NameExpression)line.Targets[0]).Id));
        var parameters = lists.Find(line => Parameters.Contains(((NameExpression)line.Targets[0]).Id));
        if (gradients?.Value is ListExpression own && parameters?.Value is ListExpression other && own.Elements.Count == other.Elements.Count)
        {
            foreach (var (gradient, subject) in own.Elements.Zip(other.Elements))
            {
                if (gradient is NameExpression name && subject is NameExpression of)
                {
                    pairs.TryAdd(name.Id, of.Id);
                }
            }
        }

        return pairs;
    }
}
