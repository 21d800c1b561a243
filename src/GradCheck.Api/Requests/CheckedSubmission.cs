using GradCheck.Api.Contracts;
using GradCheck.Api.Problems;
using GradCheck.Comparison;
using GradCheck.Diagnosis;
using GradCheck.Diagnosis.Reports;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Api.Requests;

/// <summary>A submission that passed its rules, on a batch that has what it submits.</summary>
/// <param name="Forward">The forward pass on the batch.</param>
/// <param name="Submitted">The tensors.</param>
/// <param name="Options">How to judge them.</param>
/// <param name="Reveal">How much to tell.</param>
internal sealed record CheckedSubmission(ForwardResult Forward, IReadOnlyDictionary<TensorId, Tensor> Submitted, CheckOptions Options, Reveal Reveal)
{
    /// <summary>Makes a submission of a request that its validator passed.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="request">The request.</param>
    /// <exception cref="ProblemException">A group cannot be normalized, or the batch has no such tensor.</exception>
    public static CheckedSubmission From(Layer layer, CheckRequest request)
    {
        var batch = CheckedInput.From(layer, request);
        var forward = ForwardPass.Run(batch.Input, batch.Statistics);
        var submitted = request.Submitted!.Value!.ToDictionary(entry => TensorNames.Find(entry.Key)!.Value, entry => entry.Value.Value!);
        var absent = submitted.Keys.Where(tensor => !Checker.Has(forward, tensor)).Order().ToList();
        if (absent.Count > 0)
        {
            throw ProblemException.OfErrors([.. absent.Select(tensor => KeyValuePair.Create($"submitted.{TensorNames.Of(tensor)}", ReasonFor(tensor, batch.Input)))]);
        }

        var reveal = JudgingRules.RevealOf(request.Reveal);
        var wantsExamples = reveal.Shows(ReportField.FindingFix) || (reveal.Shows(ReportField.FindingCause) && request.Include?.Value?.Contains(Includes.Example) == true);
        return new(forward, submitted, JudgingRules.OptionsOf(request.Tolerance, request.Precision) with { WantsExamples = wantsExamples }, reveal);
    }

    private static string ReasonFor(TensorId tensor, LayerInput input) => tensor is TensorId.RunningMean or TensorId.RunningVar
        ? "cannot be judged: the request has no running_mean and running_var to update, or is in mode eval, which updates none"
        : input.StatisticsDependOnX ? $"cannot be judged: {input.Layer.Id} subtracts no mean" : "cannot be judged: in mode eval the statistics are constants";
}
