using System.Globalization;
using GradCheck.Programs.Names;
using GradCheck.Programs.Reports;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Classes;

/// <summary>What a class says of its own settings: whether its eps can be given, and where not, which it has.</summary>
/// <param name="tree">The file.</param>
/// <param name="view">Its classes.</param>
/// <param name="plan">The class.</param>
/// <param name="root">An object of it; null where none could be made.</param>
internal sealed class ClassSettings(ProgramTree tree, ClassView view, ClassPlan plan, Value? root)
{
    private const double MostEps = 0.05;

    /// <summary>Whether the forward method takes an input as an argument.</summary>
    /// <param name="input">The input: <c>gamma</c>.</param>
    public bool IsArgument(string input) => plan.Forward.Parameters.Items.Skip(plan.Kind == ClassKind.Static ? 0 : 1).Any(parameter => ParameterWords.IsCalled(parameter.Name, input));

    /// <summary>The eps that the class has and cannot be given another; null where it can.</summary>
    /// <param name="init">What the client gives to the constructor.</param>
    public double? Eps(IReadOnlyDictionary<string, InitValue> init)
    {
        if (init.FirstOrDefault(item => Roles.Of(item.Key) == Role.Eps).Value?.Numbers is { } given)
        {
            return given[0];
        }

        var parameters = plan.Forward.Parameters.Items.Concat(plan.Init?.Parameters.Items ?? []).Concat(plan.Init?.Parameters.KeywordOnly ?? []);
        if (parameters.Any(parameter => Roles.Of(parameter.Name) == Role.Eps || parameter.Name.EndsWith("_param", StringComparison.Ordinal)))
        {
            return null;
        }

        if (root is not null && ObjectPaths.In(root).FirstOrDefault(held => held is { Container: "", Value: FloatValue } && Roles.Of(held.Leaf) == Role.Eps)?.Value is FloatValue kept)
        {
            return kept.Value;
        }

        var names = tree.Body.OfType<AssignStatement>().Where(line => line is { Targets: [NameExpression name] } && Roles.Of(name.Id) == Role.Eps).Select(line => NumberOf(line.Value));
        var written = Walk.Statements([plan.Forward, .. view.Find(plan.Class)!.Body]).SelectMany(Walk.Children).SelectMany(Walk.Expressions)
            .OfType<BinaryExpression>().Where(sum => sum.Operator == BinaryOperator.Add).SelectMany(sum => new[] { NumberOf(sum.Left), NumberOf(sum.Right) });
        return names.Concat(written).FirstOrDefault(number => number is > 0 and < MostEps) ?? null;
    }

    private static double? NumberOf(Expression expression) => expression switch
    {
        FloatLiteral number => number.Value,
        BinaryExpression { Operator: BinaryOperator.Power } power when NumberOf(power.Left) == 10 && SignedOf(power.Right) is { } exponent =>
            double.Parse(string.Create(CultureInfo.InvariantCulture, $"1e{exponent:0}"), CultureInfo.InvariantCulture),
        IntegerLiteral whole => (double)whole.Value,
        _ => null,
    };

    private static double? SignedOf(Expression expression) => expression is UnaryExpression { Operator: UnaryOperator.Negative } negative ? -NumberOf(negative.Operand) : NumberOf(expression);
}
