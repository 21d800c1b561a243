using System.Globalization;
using FluentValidation;
using GradCheck.Api.Contracts;
using GradCheck.Api.Limits;
using GradCheck.Layers;
using GradCheck.Tensors;

namespace GradCheck.Api.Requests;

/// <summary>The rules of the inputs of a layer, the same on every route that takes them.</summary>
/// <typeparam name="T">The request.</typeparam>
internal abstract class LayerRequestValidator<T> : AbstractValidator<T>
    where T : LayerRequest
{
    private static readonly string[] Modes = ["train", "eval"];

    private readonly Layer layer;

    /// <summary>Makes the rules of a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="limits">The most elements of a tensor.</param>
    protected LayerRequestValidator(Layer layer, RequestLimits limits)
    {
        this.layer = layer;
        RuleFor(request => request).Custom((request, context) => CheckTensors(request, new(context, limits)));
        RuleFor(request => request.Eps).Custom((eps, context) => context.CheckNumber("eps", eps, value => value >= 0, "but eps is 0 or more"));
        RuleFor(request => request.Momentum).Custom((momentum, context) => context.CheckNumber("momentum", momentum, value => value is >= 0 and <= 1, "but momentum is from 0 to 1"));
        RuleFor(request => request).Custom((request, context) => Conventions.Check(layer, request, context));
        RuleFor(request => request).Custom((request, context) => CheckGroups(request, context));
        RuleFor(request => request).Custom(CheckMode);
        RuleFor(request => request.Unknown).Custom((unknown, context) => context.CheckUnknown(unknown, typeof(T)));
    }

    private void CheckTensors(T request, TensorRules<T> rules)
    {
        var (x, placed) = CheckX(request, rules);
        (string, int)? columns = x?.Shape.Rank == 2 ? ($"x has {Count(x.Shape[1], placed!.AxisWords[1])}", x.Shape[1]) : null;
        var dout = rules.Usable("dout", NeedsDout(request) ? request.Dout.OrMissing() : request.Dout, columns);
        var gamma = rules.Usable("gamma", request.Gamma);
        var beta = rules.Usable("beta", request.Beta);
        var mean = rules.Usable("running_mean", request.RunningMean);
        var variance = rules.Usable("running_var", request.RunningVar);
        rules.IsNotNegative("running_var", variance, "a variance is 0 or more");
        if (x is null)
        {
            return;
        }

        var shapes = placed!.ParameterShapesOf(x.Shape);
        var perParameter = placed.ParameterAxisText(x.Shape);
        rules.HasShape("dout", dout, [x.Shape], $"x has shape {x.Shape}");
        rules.IsParameter("gamma", gamma, shapes, perParameter + HintOfChannels(request, x, gamma));
        rules.IsParameter("beta", beta, shapes, perParameter + HintOfChannels(request, x, beta));
        if (layer.HasRunningStatistics)
        {
            rules.HasShape("running_mean", mean, shapes, perParameter);
            rules.HasShape("running_var", variance, shapes, perParameter);
        }

        CheckElements(request, rules, placed, x);
    }

    /// <summary>Whether anything is asked for that <c>dout</c> is needed for.</summary>
    /// <param name="request">The request.</param>
    protected virtual bool NeedsDout(T request) => true;

    // With m - 1 to divide by, a group of one element has no variance.
    private static void CheckElements(T request, TensorRules<T> rules, Layer placed, Tensor x)
    {
        if (request.Mode is { IsUsable: true, Value: "eval" })
        {
            return;
        }

        foreach (var (name, ddof, isUsed) in new[] { ("ddof", request.Ddof, true), ("running_ddof", request.RunningDdof, request.RunningMean is not null) })
        {
            // A number of groups that does not fit has a failure of its own.
            int? groups = !placed.TakesGroups ? null
                : request.Groups is { IsUsable: true, Value: >= 1 } given && placed.ParametersOf(x.Shape).Groups % given.Value == 0 ? (int)given.Value
                : 0;
            if (isUsed && ddof is { IsUsable: true, Value: 1 } && groups is not 0 && placed.GroupsOf(x.Shape, groups).Size == 1)
            {
                rules.Fail(name, $"is 1, but each {placed.NameOfGroup()} of x has a single element: m - ddof = 0 is nothing to divide by");
            }
        }
    }

    private void CheckGroups(T request, ValidationContext<T> context)
    {
        if (!layer.TakesGroups)
        {
            if (request.Groups is not null)
            {
                context.AddFailure("groups", $"is given, but {layer.Id} takes no number of groups");
            }

            return;
        }

        var channels = request.X is { IsUsable: true, Value: { } x } && Conventions.LayerOf(layer, request, x) is { } placed ? placed.ParametersOf(x.Shape).Groups : (int?)null;
        var word = layer.ParameterWord;
        context.CheckNumber(
            "groups",
            request.Groups.OrMissing(),
            value => value >= 1 && value == Math.Floor(value) && (channels is null || (value <= channels && channels % (int)value == 0)),
            channels is { } count ? $"but a number of groups divides the {Count(count, word)} of x" : $"but a number of groups is a whole number that divides the {word}s of x");
    }

    private (Tensor? X, Layer? Placed) CheckX(T request, TensorRules<T> rules)
    {
        var x = rules.Usable("x", request.X.OrMissing());
        if (!CheckNormalizedShape(request, rules, x) || x is null)
        {
            return default;
        }

        if (Conventions.LayerOf(layer, request, x) is { } placed)
        {
            return (x, placed);
        }

        var isLast = request.Channels is { IsUsable: true, Value: "last" };
        rules.Fail("x", x.Shape.Rank == 0
            ? $"is a number, but {layer.Id} takes nested arrays of shape {layer.ShapesText(isLast)}"
            : $"has shape {x.Shape}, but {layer.Id} takes {layer.ShapesText(isLast)}{HintFor(x.Shape.Rank, isLast)}");
        return default;
    }

    // As many values as the last axis has entries: the channels may stand last.
    private string HintOfChannels(T request, Tensor x, Tensor? parameter) =>
        layer.HasChannels && request.Channels is null && x.Shape.Rank > 2 && parameter?.Shape.Count == x.Shape.Sizes[^1]
            ? "; where the channels stand last, say \"channels\": \"last\"" : string.Empty;

    private string HintFor(int rank, bool isLast) => (rank, layer.Id) switch
    {
        (3, "spatial_batchnorm") => $"; batchnorm takes {(isLast ? "(N, L, C)" : "(N, C, L)")}",
        (4, "batchnorm") => $"; spatial_batchnorm takes {(isLast ? "(N, H, W, C)" : "(N, C, H, W)")}",
        _ => string.Empty,
    };

    private bool CheckNormalizedShape(T request, TensorRules<T> rules, Tensor? x)
    {
        if (request.NormalizedShape is not { } field || !layer.NormalizesTrailingAxes)
        {
            return true;
        }

        if (rules.Usable("normalized_shape", field) is not { } sizes)
        {
            return false;
        }

        if (sizes.Shape.Rank > 1 || sizes.Values.ToArray().Any(size => size < 1 || size != Math.Floor(size)))
        {
            rules.Fail("normalized_shape", "is no list of whole numbers, such as [2, 4]: the sizes of the last axes of x that are normalized together");
            return false;
        }

        var count = sizes.Shape.Count;
        if (x is not null && x.Shape.Rank > 1 && count > x.Shape.Rank)
        {
            rules.Fail("normalized_shape", Invariant($"has {count} sizes, but x has {x.Shape.Rank} axes"));
            return false;
        }

        if (x is not null && x.Shape.Rank > 1 && !x.Shape.Sizes[^count..].ToArray().Select(size => (double)size).SequenceEqual(sizes.Values.ToArray()))
        {
            rules.Fail("normalized_shape", $"is [{string.Join(", ", sizes.Values.ToArray().Select(size => size.ToString("R", CultureInfo.InvariantCulture)))}], but the last {(count == 1 ? "axis" : Invariant($"{count} axes"))} of x, of shape {x.Shape}, should be these");
            return false;
        }

        return true;
    }

    private void CheckMode(T request, ValidationContext<T> context)
    {
        // CS231n's name for eval.
        var mode = request.Mode is { IsUsable: true, Value: "test" } ? "eval" : context.CheckName("mode", request.Mode, Modes);
        var hasMean = request.RunningMean is not null;
        var hasVar = request.RunningVar is not null;
        if (!layer.HasRunningStatistics)
        {
            foreach (var (field, isGiven) in new[] { ("mode", mode == "eval"), ("running_mean", hasMean), ("running_var", hasVar) })
            {
                if (isGiven)
                {
                    context.AddFailure(field, $"{(field == "mode" ? "is eval" : "is given")}, but {layer.Id} keeps no running statistics: it has the mode train alone");
                }
            }

            return;
        }

        var reason = mode == "eval" ? "mode eval normalizes with the running statistics" : "running_mean and running_var go together";
        if ((mode == "eval" || hasVar) && !hasMean)
        {
            context.AddFailure("running_mean", $"is missing: {reason}");
        }

        if ((mode == "eval" || hasMean) && !hasVar)
        {
            context.AddFailure("running_var", $"is missing: {reason}");
        }
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private static string Count(int count, string word) => string.Create(CultureInfo.InvariantCulture, $"{count} {word}{(count == 1 ? string.Empty : "s")}");
}
