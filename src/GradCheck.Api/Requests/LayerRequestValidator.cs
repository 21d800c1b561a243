using FluentValidation;
using GradCheck.Api.Contracts;
using GradCheck.Api.Fields;
using GradCheck.Api.Limits;
using GradCheck.Arithmetic;
using GradCheck.Layers;
using GradCheck.Tensors;

namespace GradCheck.Api.Requests;

/// <summary>The rules of the inputs of a layer, the same on every route that takes them.</summary>
/// <typeparam name="T">The request.</typeparam>
/// <typeparam name="TPlan">What it asks for.</typeparam>
internal abstract class LayerRequestValidator<T, TPlan> : ReadingValidator<T, TPlan>
    where T : LayerRequest
{
    private static readonly string[] Modes = ["train", "eval"];

    /// <summary>Makes the rules of a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="limits">The most elements of a tensor.</param>
    protected LayerRequestValidator(Layer layer, RequestLimits limits)
    {
        (Layer, Limits) = (layer, limits);
        RuleForTensor(request => request.X, limits).HasNoFault((request, x) => FaultOfX(request, x));
        RuleForTensor(request => request.NormalizedShape, limits).HasNoFault((request, _) => PlacedBatch.FaultOfNormalizedShape(layer, request));
        RuleForTensor(request => request.Dout, limits, ColumnsOf).HasNoFault((request, dout) => FaultBesideX(request, dout));
        RuleForTensor(request => request.Gamma, limits).HasNoFault((request, gamma) => FaultOfParameter("gamma", request, gamma));
        RuleForTensor(request => request.Beta, limits).HasNoFault((request, beta) => FaultOfParameter("beta", request, beta));
        RuleForField(request => request.Eps).InclusiveBetween(0, double.MaxValue).WithRange("eps is 0 or more");
        RuleForField(request => request.Momentum).InclusiveBetween(0, 1).WithRange("momentum is from 0 to 1");
        Include(new ConventionsValidator(layer));
        RuleFor(request => request.Ddof).HasNoFault((request, ddof) => FaultOfDivisor(request, ddof));
        RuleFor(request => request.RunningDdof).HasNoFault((request, ddof) => FaultOfDivisor(request, ddof)).When(request => request.RunningMean is not null);
        RuleForGroups();
        RuleForRunningStatistics();
        RuleFor(request => request).HasKnownFields();
    }

    /// <summary>The layer.</summary>
    protected Layer Layer { get; }

    /// <summary>What a request may hold and cost.</summary>
    protected RequestLimits Limits { get; }

    private void RuleForGroups()
    {
        if (!Layer.TakesGroups)
        {
            RuleFor(request => request.Groups).Null().WithMessage($"is given, but {Layer.Id} takes no number of groups");
            return;
        }

        RuleFor(request => request.Groups).NotNull().WithMessage("is missing");
        RuleForField(request => request.Groups)
            .Must((request, groups) => groups >= 1 && double.IsInteger(groups) && (ChannelsOf(request) is not { } channels || (groups <= channels && channels % (int)groups == 0)))
            .WithRange(request => ChannelsOf(request) is { } channels
                ? $"a number of groups divides the {LayerTexts.Count(channels, Layer.ParameterWord)} of x"
                : $"a number of groups is a whole number that divides the {Layer.ParameterWords} of x");
    }

    private void RuleForRunningStatistics()
    {
        var mode = RuleForField(request => request.Mode).IsOneOf(Modes);
        var mean = RuleForTensor(request => request.RunningMean, Limits);
        var variance = RuleForTensor(request => request.RunningVar, Limits);
        variance.Custom((values, context) => context.CheckEntries(values, value => !(value < 0), value => $"is {NumberText.Of(value)}, but a variance is 0 or more"));
        if (!Layer.HasRunningStatistics)
        {
            var reason = $"but {Layer.Id} keeps no running statistics: it has the mode train alone";
            mode.NotEqual("eval").WithMessage($"is eval, {reason}");
            RuleFor(request => request.RunningMean).Null().WithMessage($"is given, {reason}");
            RuleFor(request => request.RunningVar).Null().WithMessage($"is given, {reason}");
            return;
        }

        mean.HasNoFault((request, values) => FaultOfStatistics(request, values));
        variance.HasNoFault((request, values) => FaultOfStatistics(request, values));
        When(IsEval, () =>
        {
            RuleFor(request => request.RunningMean).NotNull().WithMessage("is missing: mode eval normalizes with the running statistics");
            RuleFor(request => request.RunningVar).NotNull().WithMessage("is missing: mode eval normalizes with the running statistics");
        }).Otherwise(() =>
        {
            RuleFor(request => request.RunningMean).NotNull().When(request => request.RunningVar is not null).WithMessage("is missing: running_mean and running_var go together");
            RuleFor(request => request.RunningVar).NotNull().When(request => request.RunningMean is not null).WithMessage("is missing: running_mean and running_var go together");
        });
    }

    /// <summary>Whether a request is in mode eval.</summary>
    /// <param name="request">The request.</param>
    protected static bool IsEval(T request) => request.Mode is { IsUsable: true, Value: "eval" };

    /// <summary>The <c>x</c> of a request on the axes of the layer; null where it cannot be used.</summary>
    /// <param name="request">The request.</param>
    protected PlacedBatch? PlacedOf(T request) => PlacedBatch.Of(Layer, request);

    private int? ChannelsOf(T request) => PlacedOf(request) is { } placed ? placed.Layer.ParametersOf(placed.X.Shape).Groups : null;

    private (string Text, int Length)? ColumnsOf(T request) =>
        PlacedOf(request) is { X.Shape: { Rank: 2 } shape } placed ? ($"x has {LayerTexts.Count(shape[1], placed.Layer.AxisWords[1])}", shape[1]) : null;

    private string? FaultOfX(T request, Tensor x)
    {
        if (request.NormalizedShape is { IsUsable: false } || PlacedBatch.FaultOfNormalizedShape(Layer, request) is not null || PlacedOf(request) is not null)
        {
            // A normalized_shape that does not fit has a failure of its own.
            return null;
        }

        var isLast = request.Channels is { IsUsable: true, Value: "last" };
        return x.Shape.Rank == 0
            ? $"is a number, but {Layer.Id} takes nested arrays of shape {Layer.ShapesText(isLast)}"
            : $"has shape {x.Shape}, but {Layer.Id} takes {Layer.ShapesText(isLast)}{HintFor(x.Shape.Rank, isLast)}";
    }

    private string? FaultBesideX(T request, Tensor tensor) =>
        PlacedOf(request) is { X.Shape: var shape } ? ShapeFaults.Of(tensor, [shape], $"x has shape {shape}") : null;

    private string? FaultOfParameter(string name, T request, Tensor parameter) => PlacedOf(request) is { Layer: var placed, X.Shape: var shape }
        ? ShapeFaults.OfParameter(name, parameter, placed.ParameterShapesOf(shape), placed.ParameterAxisText(shape) + HintOfChannels(request, shape, parameter))
        : null;

    private string? FaultOfStatistics(T request, Tensor tensor) => PlacedOf(request) is { Layer: var placed, X.Shape: var shape }
        ? ShapeFaults.Of(tensor, placed.ParameterShapesOf(shape), placed.ParameterAxisText(shape))
        : null;

    // With m - 1 to divide by, a group of one element has no variance.
    private string? FaultOfDivisor(T request, Field<double>? ddof)
    {
        if (ddof is not { IsUsable: true, Value: 1 } || IsEval(request) || PlacedOf(request) is not { Layer: var placed, X.Shape: var shape })
        {
            return null;
        }

        // A number of groups that does not fit has a failure of its own.
        int? groups = !placed.TakesGroups ? null
            : request.Groups is { IsUsable: true, Value: >= 1 } given && placed.ParametersOf(shape).Groups % given.Value == 0 ? (int)given.Value
            : 0;
        return groups is not 0 && placed.GroupsOf(shape, groups).Size == 1 ? $"is 1, but each {placed.GroupWord} of x has a single element: m - ddof = 0 is nothing to divide by" : null;
    }

    // As many values as the last axis has entries: the channels may stand last.
    private string HintOfChannels(T request, Shape x, Tensor parameter) =>
        Layer.HasChannels && request.Channels is null && x.Rank > 2 && parameter.Shape.Count == x.Sizes[^1]
            ? "; where the channels stand last, say \"channels\": \"last\"" : string.Empty;

    private string HintFor(int rank, bool isLast) => (rank, Layer.Id) switch
    {
        (3, "spatial_batchnorm") => $"; batchnorm takes {(isLast ? "(N, L, C)" : "(N, C, L)")}",
        (4, "batchnorm") => $"; spatial_batchnorm takes {(isLast ? "(N, H, W, C)" : "(N, C, H, W)")}",
        _ => string.Empty,
    };
}
