using System.Globalization;
using System.Text.Json;
using GradCheck.Api.Bodies;
using GradCheck.Api.Contracts;
using GradCheck.Api.Fields;

namespace GradCheck.Api.Requests;

/// <summary>Reads the parameters of a query as the fields of a body are read, so that one set of rules holds for both.</summary>
/// <param name="query">The query.</param>
internal sealed class QueryFields(IQueryCollection query)
{
    private readonly HashSet<string> read = [StrictNumbers.Parameter];

    /// <summary>The parameters that were not read.</summary>
    public Dictionary<string, JsonElement> Rest => query.Keys.Except(read).ToDictionary(name => name, _ => default(JsonElement));

    /// <summary>A name; null where it was left out.</summary>
    /// <param name="parameter">The parameter.</param>
    public Field<string>? Name(string parameter)
    {
        read.Add(parameter);
        return query[parameter] switch
        {
            [] => null,
            [var text] => new() { Value = text ?? string.Empty },
            _ => Field.Wrong<string>("is given twice"),
        };
    }

    /// <summary>A whole number; null where it was left out.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="fault">What is wrong with a text that is none.</param>
    public Field<double>? Whole(string parameter, Func<string, string> fault) => Name(parameter) switch
    {
        null => null,
        { IsUsable: true, Value: { } text } => WholeOf(text, fault),
        var wrong => new() { Problems = wrong.Problems },
    };

    /// <summary>A whole number, in digits alone.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="fault">What is wrong with a text that is none.</param>
    public static Field<double> WholeOf(string text, Func<string, string> fault) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= CaseRequest.LargestSeed
            ? new() { Value = number }
            : Field.Wrong<double>(fault(text));
}
