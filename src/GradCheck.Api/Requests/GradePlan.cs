using System.Collections.Immutable;
using System.Globalization;
using GradCheck.Api.Contracts;
using GradCheck.Api.Fields;
using GradCheck.Api.Limits;
using GradCheck.Api.Problems;
using GradCheck.Cases;
using GradCheck.Comparison;
using GradCheck.Diagnosis;
using GradCheck.Diagnosis.Reports;
using GradCheck.Grading;
using GradCheck.Layers;
using GradCheck.Tensors;

namespace GradCheck.Api.Requests;

/// <summary>A grading that was asked for and may be done.</summary>
/// <param name="Title">What is graded.</param>
/// <param name="Rubric">The rubric.</param>
/// <param name="Cases">The cases, made again from their seeds.</param>
/// <param name="Options">How to judge.</param>
/// <param name="Reveal">How much to tell.</param>
internal sealed record GradePlan(string Title, Rubric Rubric, ImmutableArray<GradedCase> Cases, CheckOptions Options, Reveal Reveal)
{
    /// <summary>The plan of a request that its validator passed.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="request">The request.</param>
    /// <param name="limits">The most elements that the batches may have together.</param>
    /// <exception cref="ProblemException">The batches would be over the limit, or no case has a weight.</exception>
    public static GradePlan From(Layer layer, GradeRequest request, RequestLimits limits)
    {
        var requests = request.Cases!.Value!.Select(field => field.Value!).ToList();
        var plans = requests.Select((asked, k) => CasePlan.From(layer, GradeCaseRules.RequestOf(asked), limits, string.Create(CultureInfo.InvariantCulture, $"cases[{k}]."))).ToList();
        var elements = plans.Sum(plan => (long)plan.Shape.Count);
        if (elements > limits.MaxElements)
        {
            throw ProblemException.OfLimit(ProblemTypes.TensorTooLarge, string.Create(CultureInfo.InvariantCulture, $"The x of all cases would have {elements} elements together, but the limit is {limits.MaxElements}."), limits.MaxElements, elements);
        }

        var rubric = RubricOf(request);
        if (plans.Select((plan, k) => rubric.WeightOf(k, plan.Profile)).All(weight => weight == 0))
        {
            throw ProblemException.OfErrors([new("rubric", "gives every case the weight 0, so that there is nothing to earn")]);
        }

        return new(
            RubricRules.TitleOf(request.Title, layer.Title),
            rubric,
            [.. plans.Zip(requests, (plan, asked) => CaseOf(layer, plan, asked))],
            JudgingRules.OptionsOf(request.Tolerance, request.Precision),
            JudgingRules.RevealOf(request.Reveal));
    }

    private static Rubric RubricOf(GradeRequest request)
    {
        var lines = request.Rubric!.Value!.Select(field => field.Value!).ToList();
        return new([.. lines.Where(line => line.Tensor is not null).Select(line => new RubricLine(line.Tensor!.Value!, (decimal)line.Points!.Value))])
        {
            CaseWeights = lines.Where(line => line.Case is not null).ToImmutableDictionary(line => (int)line.Case!.Value, line => (decimal)line.Weight!.Value),
            ProfileWeights = lines.Where(line => line.Profile is not null).ToImmutableDictionary(line => CaseProfiles.Find(line.Profile!.Value!)!.Value, line => (decimal)line.Weight!.Value),
            Partial = RubricRules.CreditsOf(request.Partial),
            PenaltyOnce = request.PenaltyOnce?.Value ?? false,
        };
    }

    private static GradedCase CaseOf(Layer layer, CasePlan plan, GradeCaseRequest request)
    {
        var submitted = request.Submitted?.Value?.Select(entry => (Tensor: TensorNames.Find(entry.Key)!.Value, entry.Value)).ToList() ?? [];
        return new()
        {
            Input = CaseGenerator.Make(layer, plan.Seed, plan.Profile, plan.Shape, plan.Options),
            Profile = plan.Profile,
            Submitted = submitted.Where(entry => entry.Value.IsUsable).ToImmutableDictionary(entry => entry.Tensor, entry => entry.Value.Value!),
            Unreadable = submitted.Where(entry => !entry.Value.IsUsable).ToImmutableDictionary(entry => entry.Tensor, entry => FaultOf(TensorNames.Of(entry.Tensor), entry.Value)),
            Error = PlainText.Of(request.Error?.Value ?? string.Empty) is { Length: > 0 } error ? error : null,
        };
    }

    private static string FaultOf(string name, Field<Tensor> field)
    {
        if (field.OversizeCount is { } count)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{name} has {count} elements");
        }

        // Most messages go on from the place; a few have a subject of their own.
        var first = field.Problems[0];
        var goesOn = first.Message.Split(' ')[0] is "is" or "has" or "holds";
        return $"{name}{first.Place}{(goesOn ? " " : ": ")}{first.Message.Replace("{0}", name, StringComparison.Ordinal)}";
    }
}
