using System.Globalization;
using FluentValidation;
using GradCheck.Api.Contracts;
using GradCheck.Cases;
using GradCheck.Layers;

namespace GradCheck.Api.Validation;

/// <summary>The rules of <see cref="CaseRequest"/>.</summary>
internal sealed class CaseRequestValidator : AbstractValidator<CaseRequest>
{
    /// <summary>The largest seed, 2^53 - 1: the largest whole number that every JSON reader holds.</summary>
    public const ulong LargestSeed = (1UL << 53) - 1;

    /// <summary>What <c>include</c> may ask for.</summary>
    public const string Answers = "answers";

    private static readonly string[] Profiles = [.. CaseProfiles.All.Select(CaseProfiles.NameOf)];
    private static readonly string[] Includes = [Answers];

    /// <summary>Makes the rules of a layer.</summary>
    /// <param name="layer">The layer.</param>
    public CaseRequestValidator(Layer layer)
    {
        var sizes = SizesOf(layer);
        string[] known = [.. sizes, "profile", "include"];
        RuleFor(request => request.Seed).Custom(CheckSeed);
        RuleFor(request => request).Custom((request, context) =>
        {
            foreach (var size in sizes)
            {
                CheckSize(size, request[size], context);
            }

            CheckName("profile", request["profile"], Profiles, context);
            CheckName("include", request["include"], Includes, context);
            context.CheckQuery(request.Query, known);
        });
    }

    /// <summary>The query parameters that are sizes: those of <c>x</c>, <c>n</c> and <c>d</c>, and the number of groups.</summary>
    /// <param name="layer">The layer.</param>
    public static string[] SizesOf(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return [.. layer.Axes.Select(axis => axis.ToLowerInvariant()), .. layer.TakesGroups ? ["groups"] : Array.Empty<string>()];
    }

    private static void CheckSeed(string seed, ValidationContext<CaseRequest> context)
    {
        if (!(ulong.TryParse(seed, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= LargestSeed))
        {
            context.AddFailure("seed", $"is {FieldRules.Shorten(seed)}, but a seed is a whole number from 0 to 9007199254740991");
        }
    }

    private static void CheckSize(string name, string? text, ValidationContext<CaseRequest> context)
    {
        if (text is not null && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1))
        {
            context.AddFailure(name, $"is {FieldRules.Shorten(text)}, but a size is a whole number from 1");
        }
    }

    private static void CheckName(string name, string? text, string[] names, ValidationContext<CaseRequest> context)
    {
        if (text is not null)
        {
            context.CheckName(name, new() { Value = text }, names);
        }
    }
}
