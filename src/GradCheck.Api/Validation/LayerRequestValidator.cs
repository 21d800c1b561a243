using System.Globalization;
using FluentValidation;
using GradCheck.Api.Contracts;
using GradCheck.Api.Limits;
using GradCheck.Layers;
using GradCheck.Tensors;

namespace GradCheck.Api.Validation;

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
        RuleFor(request => request).Custom((request, context) => CheckGroups(request, context));
        RuleFor(request => request).Custom(CheckMode);
        RuleFor(request => request.Unknown).Custom((unknown, context) => context.CheckUnknown(unknown, typeof(T)));
    }

    private void CheckTensors(T request, TensorRules<T> rules)
    {
        var x = CheckX(request, rules);
        (string, int)? columns = x?.Shape.Rank == 2 ? ($"x has {Count(x.Shape[1], layer.AxisWords[1])}", x.Shape[1]) : null;
        var dout = rules.Usable("dout", request.Dout.OrMissing(), columns);
        var gamma = rules.Usable("gamma", request.Gamma);
        var beta = rules.Usable("beta", request.Beta);
        var mean = rules.Usable("running_mean", request.RunningMean);
        var variance = rules.Usable("running_var", request.RunningVar);
        rules.IsNotNegative("running_var", variance, "a variance is 0 or more");
        if (x is null)
        {
            return;
        }

        var shapes = layer.ParameterShapesOf(x.Shape);
        var perParameter = $"x has {Count(shapes[0].Count, layer.AxisWords[layer.ParameterAxis])}";
        rules.HasShape("dout", dout, [x.Shape], $"x has shape {x.Shape}");
        rules.HasShape("gamma", gamma, shapes, perParameter);
        rules.HasShape("beta", beta, shapes, perParameter);
        if (layer.HasRunningStatistics)
        {
            rules.HasShape("running_mean", mean, shapes, perParameter);
            rules.HasShape("running_var", variance, shapes, perParameter);
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

        var channels = request.X is { IsUsable: true, Value: { } x } && x.Shape.Rank == layer.Rank ? x.Shape[layer.ParameterAxis] : (int?)null;
        var word = layer.AxisWords[layer.ParameterAxis];
        context.CheckNumber(
            "groups",
            request.Groups.OrMissing(),
            value => value >= 1 && value == Math.Floor(value) && (channels is null || (value <= channels && channels % (int)value == 0)),
            channels is { } count ? $"but a number of groups divides the {Count(count, word)} of x" : $"but a number of groups is a whole number that divides the {word}s of x");
    }

    private Tensor? CheckX(T request, TensorRules<T> rules)
    {
        var x = rules.Usable("x", request.X.OrMissing());
        if (x is null || x.Shape.Rank == layer.Rank)
        {
            return x;
        }

        rules.Fail("x", x.Shape.Rank == 0
            ? $"is a number, but {layer.Id} takes nested arrays of shape {layer.ShapeText}"
            : $"has shape {x.Shape}, but {layer.Id} takes {layer.ShapeText}");
        return null;
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

    private static string Count(int count, string word) => string.Create(CultureInfo.InvariantCulture, $"{count} {word}{(count == 1 ? string.Empty : "s")}");
}
