using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Classes;

/// <summary>The parameters of a method that a case has something for, and those that say in which mode it runs.</summary>
/// <param name="Function">The method without its object, and without what is given by name.</param>
/// <param name="Given">What is given by name: whether it trains, and how fast.</param>
internal sealed record MethodParameters(FunctionStatement Function, IReadOnlyList<KeyValuePair<string, Value>> Given)
{
    /// <summary>Reads the parameters of a method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="isBound">Whether the first is its object, or its context.</param>
    /// <param name="names">Names of the case's own values, which are taken as such.</param>
    public static MethodParameters Of(FunctionStatement method, bool isBound, IReadOnlyCollection<string> names)
    {
        var given = new List<KeyValuePair<string, Value>>();
        bool IsLeft(Parameter parameter)
        {
            Value? value = names.Contains(parameter.Name) ? null
                : ParameterWords.IsTraining(parameter.Name) is { } training ? parameter.Name.Contains("mode", StringComparison.OrdinalIgnoreCase) && training ? ModeOf(parameter) : BooleanValue.Of(training)
                : ParameterWords.IsRate(parameter.Name) && parameter.Default is null ? new FloatValue(1)
                : null;
            if (value is not null)
            {
                given.Add(new(parameter.Name, value));
            }

            return value is null;
        }

        var parameters = method.Parameters;
        var items = parameters.Items.Skip(isBound ? 1 : 0).Where(IsLeft).ToList();
        var byName = parameters.KeywordOnly.Where(IsLeft).ToList();
        return new(method with { Parameters = parameters with { Items = items, KeywordOnly = byName } }, given);
    }

    /// <summary>A mode is a text as a rule; a default that is a truth value says otherwise.</summary>
    private static Value ModeOf(Parameter parameter) => parameter.Default is BooleanLiteral ? BooleanValue.Of(true) : new StringValue("train");
}
