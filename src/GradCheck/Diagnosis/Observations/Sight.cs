using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Search;
using GradCheck.Mistakes;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Observations;

/// <summary>A wrong tensor, brought into the right shape, with everything else that was submitted beside it.</summary>
/// <param name="Bench">The input.</param>
/// <param name="Tensor">Which tensor it is.</param>
/// <param name="Submitted">The submission.</param>
/// <param name="Others">Everything that was submitted, this one included.</param>
/// <param name="Tolerance">How closely numbers have to agree.</param>
internal sealed record Sight(Bench Bench, TensorId Tensor, Tensor Submitted, IReadOnlyDictionary<TensorId, TensorComparison> Others, Tolerance Tolerance)
{
    /// <summary>Whether examples are asked for.</summary>
    public bool WantsExamples { get; init; }

    public Pass Pass => Bench.Pass;

    public Tensor Expected => Pass[Tensor]!;

    public ErrorScale Scale => Pass.ScaleOf(Tensor);

    /// <summary>How far each entry may be from the right one.</summary>
    public Allowance Allowance => new(Scale, Tolerance);

    /// <summary>What was seen of it, for the words of a mistake.</summary>
    /// <param name="seen">What was seen, in words.</param>
    public Telling Tell(params ImmutableArray<string> seen) => new(Pass.Input.Layer, Tensor) { Seen = seen };

    /// <summary>Whether it has one entry a parameter.</summary>
    public bool IsOfParameters => Tensor is TensorId.Dgamma or TensorId.Dbeta;

    /// <summary>Whether it has one entry an element of the batch.</summary>
    public bool IsOfElements => Tensor is TensorId.Xhat or TensorId.Out or TensorId.Dxhat or TensorId.Dx;

    /// <summary>The question whether a prediction explains it.</summary>
    public Question Question => new(Tensor, Submitted, Tolerance);

    /// <summary>The groups, or parameters, in which an entry is wrong.</summary>
    public ImmutableArray<int> WrongGroups()
    {
        var wrong = new SortedSet<int>();
        for (var k = 0; k < Submitted.Shape.Count; k++)
        {
            if (!IsRight(k))
            {
                wrong.Add(Scale.View.GroupOf(k));
            }
        }

        return [.. wrong];
    }

    /// <summary>A group, or parameter, of this tensor in words: <c>column 2</c>.</summary>
    public string NameOf(int group)
    {
        var input = Pass.Input;
        return IsOfParameters
            ? FormattableString.Invariant($"{input.Layer.ParameterWord} {group}")
            : input.NameOf(group);
    }

    /// <summary>How many entries are wrong.</summary>
    public int WrongEntries() => Enumerable.Range(0, Submitted.Shape.Count).Count(entry => !IsRight(entry));

    private bool IsRight(int entry) => Allowance.Holds(entry, Submitted[entry], Expected[entry]);
}
