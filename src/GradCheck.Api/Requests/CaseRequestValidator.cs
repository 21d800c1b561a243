using System.Globalization;
using FluentValidation;
using GradCheck.Api.Contracts;
using GradCheck.Cases;
using GradCheck.Layers;

namespace GradCheck.Api.Requests;

/// <summary>The rules of <see cref="CaseRequest"/>.</summary>
internal sealed class CaseRequestValidator : AbstractValidator<CaseRequest>
{
    /// <summary>The largest seed, 2^53 - 1: the largest whole number that every JSON reader holds.</summary>
    public const ulong LargestSeed = (1UL << 53) - 1;

    /// <summary>What <c>include</c> may ask for.</summary>
    public const string Answers = "answers";

    private static readonly string[] Profiles = [.. CaseProfiles.All.Select(CaseProfiles.NameOf)];
    private static readonly string[] Includes = [Answers];
    private static readonly string[] Ddofs = ["0", "1"];

    /// <summary>Makes the rules of a layer.</summary>
    /// <param name="layer">The layer.</param>
    public CaseRequestValidator(Layer layer)
    {
        var sizes = SizesOf(layer);
        string[] known = [.. sizes, .. ConventionsOf(layer), "profile", "include"];
        RuleFor(request => request.Seed).Custom(CheckSeed);
        RuleFor(request => request).Custom((request, context) =>
        {
            foreach (var size in sizes)
            {
                CheckSize(size, request[size], context);
            }

            CheckExtra(layer, request, context);
            CheckName("profile", request["profile"], Profiles, context);
            CheckName("include", request["include"], Includes, context);
            CheckName("ddof", request["ddof"], Ddofs, context);
            CheckName("channels", request["channels"], Conventions.ChannelNames, context);
            context.CheckQuery(request.Query, known);
        });
    }

    /// <summary>The query parameters that are sizes: those of <c>x</c>, <c>n</c> and <c>d</c>, and the number of groups.</summary>
    /// <param name="layer">The layer.</param>
    public static string[] SizesOf(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        string[] extra = ExtraSizeOf(layer) is { } size ? [size] : [];
        string[] channels = layer.TakesSequences ? ["c"] : [];
        return [.. layer.Axes.Select(axis => axis.ToLowerInvariant()), .. channels, .. extra, .. layer.TakesGroups ? ["groups"] : Array.Empty<string>()];
    }

    /// <summary>The size by which a case with one axis more is asked for: <c>t</c> of (N, T, D), <c>l</c> of (N, C, L); null for a layer that takes none.</summary>
    /// <param name="layer">The layer.</param>
    public static string? ExtraSizeOf(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return layer.NormalizesTrailingAxes ? "t" : layer.TakesSequences ? "l" : null;
    }

    /// <summary>The query parameters that declare a convention.</summary>
    /// <param name="layer">The layer.</param>
    public static string[] ConventionsOf(Layer layer) => layer.HasChannels ? ["ddof", "channels"] : ["ddof"];

    // c goes with l, which makes (N, C, L) of (N, D).
    private static void CheckExtra(Layer layer, CaseRequest request, ValidationContext<CaseRequest> context)
    {
        if (!layer.TakesSequences)
        {
            return;
        }

        var (name, shape) = request["l"] is null ? ("c", "(N, D)") : ("d", "(N, C, L)");
        if (request[name] is not null)
        {
            context.AddFailure(name, $"is given, but x is {shape}, which has no {name.ToUpperInvariant()}: l makes it (N, C, L)");
        }
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
