using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Hypotheses;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Search;
using GradCheck.Normalization;

namespace GradCheck.Diagnosis.Inputs;

/// <summary>Two mistakes, or a mistake and right code, that an input cannot tell apart.</summary>
/// <param name="Code">The mistake.</param>
/// <param name="Other">The other mistake; null for right code.</param>
/// <param name="Tensor">The tensor that they are made in; null for mistakes that reach several at once.</param>
public sealed record Coincidence(string Code, string? Other, TensorId? Tensor)
{
    /// <summary>
    /// Finds every coincidence on an input among mistakes with a fixed prediction, over all the tensors that they reach:
    /// a mistake of the forward pass reaches several at once, another is made in one tensor at a time.
    /// </summary>
    /// <param name="reference">The right values on the input.</param>
    /// <param name="separation">By how many times the default tolerance an entry has to differ.</param>
    public static ImmutableArray<Coincidence> On(Pass reference, double separation)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var bench = new Bench(reference);
        var made = bench.Mistakes.Where(mistake => mistake.IsFixed).SelectMany(mistake => Instance.Of(bench, mistake)).ToArray();
        var found = ImmutableArray.CreateBuilder<Coincidence>();
        for (var a = 0; a < made.Length; a++)
        {
            if (made[a].Coincides(null, separation))
            {
                found.Add(new(made[a].Code, null, made[a].Tensor));
            }

            for (var b = a + 1; b < made.Length; b++)
            {
                if (made[a].Coincides(made[b], separation))
                {
                    found.Add(new(made[a].Code, made[b].Code, made[a].Tensor));
                }
            }
        }

        return found.ToImmutable();
    }

    private sealed record Instance(Bench Bench, string Code, TensorId? Tensor, Dictionary<TensorId, Prediction> Predictions)
    {
        public static IEnumerable<Instance> Of(Bench bench, Hypothesis mistake)
        {
            var predictions = mistake.Reach.Where(tensor => bench.Pass[tensor] is not null)
                .Select(tensor => (tensor, recipe: mistake.Edit(bench.Right, new(tensor, null, Tolerance.Default)).FirstOrDefault()))
                .Where(made => made.recipe is not null)
                .ToDictionary(made => made.tensor, made => Predictor.Predict(made.recipe!, made.tensor));
            return mistake.ActsTogether
                ? [new(bench, mistake.Code, null, predictions)]
                : predictions.Select(prediction => new Instance(bench, mistake.Code, prediction.Key, new() { [prediction.Key] = prediction.Value }));
        }

        /// <summary>Whether no tensor that either reaches tells them apart.</summary>
        public bool Coincides(Instance? other, double separation) =>
            Predictions.Keys.Union(other?.Predictions.Keys ?? Enumerable.Empty<TensorId>()).All(tensor => !Differ(tensor, In(tensor), other?.In(tensor) ?? Bench.Truth(tensor), separation));

        private Prediction In(TensorId tensor) => Predictions.TryGetValue(tensor, out var prediction) ? prediction : Bench.Truth(tensor);

        private bool Differ(TensorId tensor, Prediction a, Prediction b, double separation) =>
            a.Shape.Count != b.Shape.Count
            || PredictionFit.Excess(a.ToTensor().Values, b, Bench.Pass.ScaleOf(tensor), Tolerance.Default, separation) > separation;
    }
}
