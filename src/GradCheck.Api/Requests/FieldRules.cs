using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using FluentValidation;
using GradCheck.Api.Bodies;
using GradCheck.Api.Fields;
using GradCheck.Arithmetic;
using GradCheck.Python.Source;

namespace GradCheck.Api.Requests;

/// <summary>The rules of fields that are no tensors.</summary>
internal static class FieldRules
{
    /// <summary>A required field: where it was left out, one that says so.</summary>
    /// <typeparam name="T">What the field holds.</typeparam>
    /// <param name="field">The field.</param>
    public static Field<T> OrMissing<T>(this Field<T>? field) => field ?? Field.Wrong<T>("is missing");

    /// <summary>A failure unless a number can be used and is in range.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <param name="context">Where failures go.</param>
    /// <param name="name">The field.</param>
    /// <param name="field">What the wire held; null where the field was left out.</param>
    /// <param name="isInRange">Whether a finite number is in range.</param>
    /// <param name="range">The range in words, after what was found: <c>but eps is 0 or more</c>.</param>
    public static void CheckNumber<T>(this ValidationContext<T> context, string name, Field<double>? field, Func<double, bool> isInRange, string range)
    {
        if (field is not null && context.IsUsable(name, field) && !(double.IsFinite(field.Value) && isInRange(field.Value)))
        {
            // What is not finite by the name it has in JSON, not in NumPy.
            var value = double.IsFinite(field.Value) ? NumberText.Of(field.Value) : field.Value.ToString(CultureInfo.InvariantCulture);
            context.AddFailure(name, $"is {value}, {range}");
        }
    }

    /// <summary>The known name that a field holds; null where it was left out, or with a failure where it is none.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <param name="context">Where failures go.</param>
    /// <param name="name">The field.</param>
    /// <param name="field">What the wire held; null where the field was left out.</param>
    /// <param name="known">The names there are.</param>
    public static string? CheckName<T>(this ValidationContext<T> context, string name, Field<string>? field, IReadOnlyList<string> known)
    {
        if (field is null || !context.IsUsable(name, field))
        {
            return null;
        }

        if (known.Contains(field.Value))
        {
            return field.Value;
        }

        context.AddFailure(name, UnknownName(field.Value!, known));
        return null;
    }

    /// <summary>A failure for each of a list's names that is not known.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <param name="context">Where failures go.</param>
    /// <param name="name">The field.</param>
    /// <param name="field">What the wire held; null where the field was left out.</param>
    /// <param name="known">The names there are.</param>
    public static void CheckNames<T>(this ValidationContext<T> context, string name, Field<IReadOnlyList<string>>? field, IReadOnlyList<string> known)
    {
        if (field is null || !context.IsUsable(name, field))
        {
            return;
        }

        for (var i = 0; i < field.Value!.Count; i++)
        {
            if (!known.Contains(field.Value[i]))
            {
                context.AddFailure(string.Create(CultureInfo.InvariantCulture, $"{name}[{i}]"), UnknownName(field.Value[i], known));
            }
        }
    }

    /// <summary>A failure for each field that the request does not have, with the nearest that it has.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <param name="context">Where failures go.</param>
    /// <param name="unknown">The fields that were sent and are not known.</param>
    /// <param name="contract">The contract that they were read into.</param>
    /// <param name="path">What goes before their names.</param>
    public static void CheckUnknown<T>(this ValidationContext<T> context, Dictionary<string, JsonElement>? unknown, Type contract, string path = "")
    {
        foreach (var name in unknown?.Keys.AsEnumerable() ?? [])
        {
            context.AddFailure(path + Shorten(name), $"is not a field of this request{NearestName.Clause(name, NamesOf(contract))}");
        }
    }

    /// <summary>A failure for each parameter of a query that is not known or given more than once.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <param name="context">Where failures go.</param>
    /// <param name="query">The parameters.</param>
    /// <param name="known">The names there are.</param>
    public static void CheckQuery<T>(this ValidationContext<T> context, IEnumerable<KeyValuePair<string, string>> query, IReadOnlyList<string> known)
    {
        foreach (var entry in query.GroupBy(entry => entry.Key))
        {
            if (entry.Key == StrictNumbers.Parameter)
            {
                continue;
            }

            if (!known.Contains(entry.Key))
            {
                context.AddFailure(Shorten(entry.Key), $"is not a parameter of this route{NearestName.Clause(entry.Key, known)}");
            }
            else if (entry.Count() > 1)
            {
                context.AddFailure(entry.Key, "is given twice");
            }
        }
    }

    /// <summary>Whether a field can be used; a failure for each thing that is wrong with it.</summary>
    /// <typeparam name="TRequest">The request.</typeparam>
    /// <typeparam name="T">What the field holds.</typeparam>
    /// <param name="context">Where failures go.</param>
    /// <param name="name">The field.</param>
    /// <param name="field">What the wire held.</param>
    public static bool IsUsable<TRequest, T>(this ValidationContext<TRequest> context, string name, Field<T> field)
    {
        foreach (var problem in field.Problems)
        {
            context.AddFailure(name + problem.Place, problem.Message);
        }

        return field.IsUsable;
    }

    /// <summary>Failures for what is wrong with a field that may be left out.</summary>
    /// <typeparam name="TRequest">The request.</typeparam>
    /// <typeparam name="T">What the field holds.</typeparam>
    /// <param name="context">Where failures go.</param>
    /// <param name="name">The field.</param>
    /// <param name="field">What the wire held; null where the field was left out.</param>
    public static void CheckOptional<TRequest, T>(this ValidationContext<TRequest> context, string name, Field<T>? field)
    {
        if (field is not null)
        {
            context.IsUsable(name, field);
        }
    }

    /// <summary>A name cut to a length that can be quoted.</summary>
    /// <param name="text">The name.</param>
    public static string Shorten(string text) => text.Length <= 40 ? text : $"{text[..40]}...";

    private static string UnknownName(string name, IReadOnlyList<string> known) =>
        $"is \"{Shorten(name)}\", but should be {string.Join(" or ", known)}{NearestName.Clause(name, known)}";

    private static IEnumerable<string> NamesOf(Type contract) =>
        from property in contract.GetProperties()
        where !property.IsDefined(typeof(JsonExtensionDataAttribute), inherit: true)
        select JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
}
