using GradCheck.Api.Contracts;
using GradCheck.Api.Problems;
using GradCheck.Arithmetic;
using GradCheck.Layers;
using GradCheck.Normalization;

namespace GradCheck.Api.Requests;

/// <summary>A batch that passed its rules: nothing after it needs to check again.</summary>
/// <param name="Input">The batch.</param>
/// <param name="Statistics">Its statistics; every group can be normalized.</param>
/// <param name="Remarks">What to know about how it was read.</param>
internal sealed record Batch(LayerInput Input, GroupStatistics Statistics, IReadOnlyList<WarningDocument> Remarks)
{
    /// <summary>Makes a batch of a request whose fields passed their rules.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="request">The request.</param>
    /// <exception cref="ProblemException">A group cannot be normalized.</exception>
    public static Batch Of(Layer layer, LayerRequest request)
    {
        var input = new LayerInput(layer, request.X!.Value!, request.Gamma?.Value, request.Beta?.Value, request.Dout?.Value, Conventions.OptionsOf(layer, request));
        var statistics = GroupStatistics.Of(input);
        return statistics.Undefined is { } undefined ? throw Problem(input, undefined) : new(input, statistics, [.. ReadingRemarks.Of(request, input)]);
    }

    /// <summary>Runs it forward.</summary>
    public Pass Run() => Pass.Of(Input, Statistics);

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
