using GradCheck.Api.Contracts;
using GradCheck.Api.Problems;
using GradCheck.Arithmetic;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Api.Requests;

/// <summary>A batch that passed its rules, with its statistics: nothing after it needs to check again.</summary>
/// <param name="Input">The batch.</param>
/// <param name="Statistics">Its statistics; every group can be normalized.</param>
internal sealed record CheckedInput(LayerInput Input, GroupStatistics Statistics)
{
    /// <summary>Makes a domain input of a request that its validator passed.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="request">The request.</param>
    /// <exception cref="ProblemException">A group cannot be normalized.</exception>
    public static CheckedInput From(Layer layer, LayerRequest request)
    {
        var x = request.X!.Value!;

        var parameters = ParameterShape(Conventions.LayerOf(layer, request, x)!, request);
        var input = new LayerInput(
            layer,
            x,
            request.Gamma?.Value ?? Tensor.Full(parameters, 1),
            request.Beta?.Value ?? Tensor.Full(parameters, 0),
            request.Dout?.Value,
            Conventions.OptionsOf(layer, request));
        var statistics = GroupStatistics.Of(input);
        return statistics.Undefined is { } undefined ? throw Problem(input, undefined) : new(input, statistics);
    }

    /// <summary>The shape of a parameter that is left out: that in which the other was sent.</summary>
    /// <param name="layer">The layer, with the axes of <c>x</c>.</param>
    /// <param name="request">The request, with an <c>x</c> of the layer.</param>
    public static Shape ParameterShape(Layer layer, LayerRequest request) =>
        new[] { request.Gamma, request.Beta }.Select(field => field?.Value?.Shape).FirstOrDefault(shape => shape is { Rank: > 0 })
        ?? layer.ParameterShapesOf(request.X!.Value!.Shape)[0];

    private static ProblemException Problem(LayerInput input, UndefinedGroup undefined)
    {
        var group = input.NameOf(undefined.Group);
        var source = input.StatisticsDependOnX ? "x" : "running_var";
        KeyValuePair<string, string> error = undefined.Overflows
            ? new(source, $"{group} is so large that its variance exceeds the largest double, about 1.8e308; divide x by a constant, which leaves xhat as it is")
            : new("eps", $"is {NumberText.Of(input.Options.Eps)}, but the variance of {group} is {NumberText.Of(undefined.Var)}: their sum is too small to divide by its root");
        return ProblemException.OfErrors([error]);
    }
}
