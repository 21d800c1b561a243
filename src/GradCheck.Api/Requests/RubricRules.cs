using System.Collections.Immutable;
using System.Globalization;
using FluentValidation;
using GradCheck.Api.Contracts;
using GradCheck.Api.Fields;
using GradCheck.Grading;
using GradCheck.Python.Source;

namespace GradCheck.Api.Requests;

/// <summary>The rules that every rubric has: its lines and points, what mistakes leave of them, and the title of the report.</summary>
internal static class RubricRules
{
    private const double MostPoints = 1e6;

    // The last decimal of a share of points.
    private const double LeastPoints = 1e-6;

    /// <summary>Failures for what is wrong with the lines of the field <c>rubric</c>, and where there are no points to earn.</summary>
    /// <typeparam name="TRequest">The request.</typeparam>
    /// <typeparam name="T">The contract of a line.</typeparam>
    /// <param name="context">Where failures go.</param>
    /// <param name="field">What the wire held.</param>
    /// <param name="check">Checks a line at its place; returns what it is about, in the words of the request, or null where it is nothing.</param>
    /// <param name="mayEarn">Whether a line gives points, or would if it were mended.</param>
    /// <param name="remedy">What to do where no line does.</param>
    public static void CheckRubric<TRequest, T>(this ValidationContext<TRequest> context, Field<IReadOnlyList<Field<T>>> field, Func<string, T, string?> check, Func<T, bool> mayEarn, string remedy)
    {
        if (!context.IsList("rubric", field))
        {
            return;
        }

        var seen = new HashSet<string>();
        var earns = false;
        for (var k = 0; k < field.Value!.Count; k++)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"rubric[{k}]");

            // A line that is wrong has its own failure, which is enough to mend.
            if (!context.IsUsable(place, field.Value[k]))
            {
                earns = true;
                continue;
            }

            var line = field.Value[k].Value!;
            if (check(place, line) is { } what && !seen.Add(what))
            {
                context.AddFailure(place, $"gives {what} a second time");
            }

            earns |= mayEarn(line);
        }

        if (!earns)
        {
            context.AddFailure("rubric", $"gives no points; {remedy}");
        }
    }

    /// <summary>Failures for what is wrong with the field <c>partial</c>.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <param name="context">Where failures go.</param>
    /// <param name="field">What the wire held; null where it was left out.</param>
    /// <param name="codes">The codes of the mistakes that there are.</param>
    public static void CheckPartial<T>(this ValidationContext<T> context, Field<IReadOnlyList<Field<PartialCreditRequest>>>? field, IReadOnlyCollection<string> codes)
    {
        if (field is null || !context.IsList("partial", field))
        {
            return;
        }

        for (var k = 0; k < field.Value!.Count; k++)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"partial[{k}]");
            if (context.IsUsable(place, field.Value[k]))
            {
                var credit = field.Value[k].Value!;
                context.CheckNumber($"{place}.share", credit.Share.OrMissing(), share => share is >= 0 and <= 1, "but a share is from 0 to 1");
                context.CheckCauses($"{place}.causes", credit.Causes.OrMissing(), codes);
                context.CheckUnknown(credit.Unknown, typeof(PartialCreditRequest), $"{place}.");
            }
        }
    }

    /// <summary>A failure unless a number of points, or a weight, can be used.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <param name="context">Where failures go.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="field">What the wire held; null where it was left out.</param>
    /// <param name="words">What it is: <c>points are</c>.</param>
    public static void CheckPoints<T>(this ValidationContext<T> context, string place, Field<double>? field, string words)
    {
        context.CheckNumber(place, field.OrMissing(), number => number is >= 0 and <= MostPoints, $"but {words} from 0 to 1000000");
        context.CheckNumber(place, field, number => number is <= 0 or >= LeastPoints, "but the least that is not 0 is 0.000001");
    }

    /// <summary>The title of a report, of a field that passed.</summary>
    /// <param name="field">What the wire held; null where it was left out.</param>
    /// <param name="otherwise">The title where none is given, or one of nothing to be seen.</param>
    public static string TitleOf(Field<string>? field, string otherwise) =>
        PlainText.Line(field?.Value ?? string.Empty) is { Length: > 0 } title ? title : otherwise;

    /// <summary>Whether a list can be used and has entries; otherwise with a failure.</summary>
    /// <typeparam name="TRequest">The request.</typeparam>
    /// <typeparam name="T">What the list holds.</typeparam>
    /// <param name="context">Where failures go.</param>
    /// <param name="name">The field.</param>
    /// <param name="field">What the wire held.</param>
    public static bool IsList<TRequest, T>(this ValidationContext<TRequest> context, string name, Field<IReadOnlyList<Field<T>>> field)
    {
        if (field.OversizeCount is { } count)
        {
            context.AddFailure(name, string.Create(CultureInfo.InvariantCulture, $"has {count} entries, which is more than it can use"));
            return false;
        }

        if (context.IsUsable(name, field) && field.Value!.Count == 0)
        {
            context.AddFailure(name, "is empty");
            return false;
        }

        return field.IsUsable;
    }

    /// <summary>What mistakes leave, of a field that passed.</summary>
    /// <param name="field">What the wire held; null where it was left out.</param>
    public static ImmutableArray<PartialCredit> CreditsOf(Field<IReadOnlyList<Field<PartialCreditRequest>>>? field) =>
        [.. field?.Value?.Select(credit => new PartialCredit((decimal)credit.Value!.Share!.Value, [.. credit.Value!.Causes!.Value!])) ?? []];

    // As CheckNames says it, but there are too many codes to list.
    private static void CheckCauses<T>(this ValidationContext<T> context, string place, Field<IReadOnlyList<string>> causes, IReadOnlyCollection<string> codes)
    {
        if (!context.IsUsable(place, causes))
        {
            return;
        }

        for (var k = 0; k < causes.Value!.Count; k++)
        {
            if (!codes.Contains(causes.Value[k]))
            {
                context.AddFailure(string.Create(CultureInfo.InvariantCulture, $"{place}[{k}]"), $"is \"{FieldRules.Shorten(causes.Value[k])}\", which is no known mistake{NearestName.Clause(causes.Value[k], codes)}");
            }
        }
    }
}
