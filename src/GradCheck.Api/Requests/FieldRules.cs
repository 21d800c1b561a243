using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using FluentValidation;
using FluentValidation.Results;
using GradCheck.Api.Fields;
using GradCheck.Arithmetic;
using GradCheck.Python.Source;
using GradCheck.Tensors;

namespace GradCheck.Api.Requests;

/// <summary>What rules of fields say beside FluentValidation's own words.</summary>
internal static class FieldRules
{
    private const int MostPlaces = 20;

    // A seed may have 16 digits.
    private const double LargestWhole = 1e16;

    /// <summary>Says of a number that broke the last rule what it is, and what belongs there.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <param name="rule">The rule.</param>
    /// <param name="range">The range in words: <c>eps is 0 or more</c>.</param>
    public static IRuleBuilderOptions<T, double> WithRange<T>(this IRuleBuilderOptions<T, double> rule, string range) => rule.WithRange(_ => range);

    /// <summary>Says of a number that broke the last rule what it is, and what belongs there.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <param name="rule">The rule.</param>
    /// <param name="range">The range in words, of a request.</param>
    public static IRuleBuilderOptions<T, double> WithRange<T>(this IRuleBuilderOptions<T, double> rule, Func<T, string> range) =>
        rule.WithMessage((request, value) => $"is {TextOf(value)}, but {range(request)}");

    /// <summary>A name is one of those there are.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <param name="rule">The rule.</param>
    /// <param name="known">The names.</param>
    public static IRuleBuilderOptions<T, string> IsOneOf<T>(this IRuleBuilder<T, string> rule, IReadOnlyCollection<string> known) =>
        rule.Must(known.Contains).WithMessage((_, name) => FieldText.UnknownName(name, known));

    /// <summary>A check of the project's own finds no fault.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <typeparam name="TValue">What the field holds.</typeparam>
    /// <param name="rule">The rule.</param>
    /// <param name="fault">What is wrong with a value; null where nothing is.</param>
    public static IRuleBuilderOptions<T, TValue> HasNoFault<T, TValue>(this IRuleBuilder<T, TValue> rule, Func<T, TValue, string?> fault) =>
        rule.Must((request, value) => fault(request, value) is null).WithMessage((request, value) => fault(request, value));

    /// <summary>An object has no fields but those of its contract.</summary>
    /// <typeparam name="T">The contract.</typeparam>
    /// <param name="rule">The rule of the object.</param>
    public static IRuleBuilderOptionsConditions<T, T> HasKnownFields<T>(this IRuleBuilder<T, T> rule)
        where T : RequestObject => rule.Custom((value, context) => context.CheckUnknown(value, "is not a field of this request", NamesOf(value.GetType())));

    /// <summary>A query has no parameters but those of its route.</summary>
    /// <typeparam name="T">The contract.</typeparam>
    /// <param name="rule">The rule of the query.</param>
    /// <param name="known">The names of the parameters.</param>
    public static IRuleBuilderOptionsConditions<T, T> HasKnownParameters<T>(this IRuleBuilder<T, T> rule, IReadOnlyCollection<string> known)
        where T : RequestObject => rule.Custom((value, context) => context.CheckUnknown(value, "is not a parameter of this route", known));

    /// <summary>Tells of each entry of a tensor that is wrong, at its place; of many the first.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <param name="context">Where it is told, in the rule of the tensor.</param>
    /// <param name="tensor">The tensor.</param>
    /// <param name="isRight">Whether an entry is right.</param>
    /// <param name="message">What is wrong with one.</param>
    public static void CheckEntries<T>(this ValidationContext<T> context, Tensor tensor, Func<double, bool> isRight, Func<double, string> message)
    {
        var found = 0;
        for (var k = 0; k < tensor.Shape.Count; k++)
        {
            if (!isRight(tensor[k]) && ++found <= MostPlaces)
            {
                context.AddFailure(new ValidationFailure(context.PropertyPath + tensor.Shape.PlaceOf(k), message(tensor[k])));
            }
        }

        if (found > MostPlaces)
        {
            context.AddFailure(string.Create(CultureInfo.InvariantCulture, $"has {found - MostPlaces} more entries like these"));
        }
    }

    /// <summary>A number of a request in a message: a whole one that JSON holds exactly in full, what is not finite by the name it has in JSON.</summary>
    /// <param name="value">The number.</param>
    public static string TextOf(double value) =>
        !double.IsFinite(value) ? value.ToString(CultureInfo.InvariantCulture)
        : double.IsInteger(value) && Math.Abs(value) < LargestWhole ? ((long)value).ToString(CultureInfo.InvariantCulture)
        : NumberText.Of(value);

    private static void CheckUnknown<T>(this ValidationContext<T> context, RequestObject value, string what, IReadOnlyCollection<string> known)
    {
        foreach (var name in value.Unknown?.Keys.AsEnumerable() ?? [])
        {
            context.AddFailure(FieldText.Shorten(name), $"{what}{NearestName.Clause(name, known)}");
        }
    }

    private static IReadOnlyCollection<string> NamesOf(Type contract) =>
    [
        .. from property in contract.GetProperties(BindingFlags.Public | BindingFlags.Instance)
           where !property.IsDefined(typeof(JsonExtensionDataAttribute), inherit: true)
           select JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name),
    ];
}
