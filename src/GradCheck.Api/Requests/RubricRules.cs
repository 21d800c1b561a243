using System.Collections.Immutable;
using System.Globalization;
using FluentValidation;
using FluentValidation.Results;
using GradCheck.Api.Contracts;
using GradCheck.Api.Fields;
using GradCheck.Grading;

namespace GradCheck.Api.Requests;

/// <summary>The rules that every rubric has.</summary>
internal static class RubricRules
{
    private const double MostPoints = 1e6;

    // The last decimal of a share of points.
    private const double LeastPoints = 1e-6;

    /// <summary>A number of points, or a weight, is from 0 to 1,000,000, and 0 where it is very small.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <param name="rule">The rule.</param>
    /// <param name="words">What it is: <c>points are</c>.</param>
    public static IRuleBuilderOptions<T, double> IsPoints<T>(this IRuleBuilder<T, double> rule, string words) => rule
        .InclusiveBetween(0, MostPoints).WithRange($"{words} from 0 to 1000000")
        .Must(number => number is <= 0 or >= LeastPoints).WithRange("the least that is not 0 is 0.000001");

    /// <summary>No two lines of a rubric are about the same, and one gives points.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <typeparam name="TLine">The contract of a line.</typeparam>
    /// <param name="rule">The rule of the lines.</param>
    /// <param name="about">What a line is about, in the words of the request; null where that is nothing.</param>
    /// <param name="mayEarn">Whether a line gives points, or would if it were mended.</param>
    /// <param name="remedy">What to do where no line does.</param>
    public static void GivesPoints<T, TLine>(this IRuleBuilder<T, IReadOnlyList<Field<TLine>>> rule, Func<T, TLine, string?> about, Func<TLine, bool> mayEarn, string remedy)
    {
        rule.Custom((lines, context) =>
        {
            var seen = new HashSet<string>();
            foreach (var (k, line) in lines.Index().Where(line => line.Item.IsUsable))
            {
                if (about(context.InstanceToValidate, line.Value!) is { } what && !seen.Add(what))
                {
                    context.AddFailure(new ValidationFailure(string.Create(CultureInfo.InvariantCulture, $"{context.PropertyPath}[{k}]"), $"gives {what} a second time"));
                }
            }

            // A line that is wrong has its own failure, which is enough to mend.
            if (lines.Count > 0 && lines.All(line => line.IsUsable && !mayEarn(line.Value!)))
            {
                context.AddFailure($"gives no points; {remedy}");
            }
        });
    }

    /// <summary>The title of a report, of a field that passed.</summary>
    /// <param name="field">What the wire held; null where it was left out.</param>
    /// <param name="otherwise">The title where none is given, or one of nothing to be seen.</param>
    public static string TitleOf(Field<string>? field, string otherwise) =>
        PlainText.Line(field?.Value ?? string.Empty) is { Length: > 0 } title ? title : otherwise;

    /// <summary>What mistakes leave, of a field that passed.</summary>
    /// <param name="field">What the wire held; null where it was left out.</param>
    public static ImmutableArray<PartialCredit> CreditsOf(Field<IReadOnlyList<Field<PartialCreditRequest>>>? field) =>
        [.. field?.Value?.Select(credit => new PartialCredit((decimal)credit.Value!.Share!.Value, [.. credit.Value!.Causes!.Value!])) ?? []];
}
