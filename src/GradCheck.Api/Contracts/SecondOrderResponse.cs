using System.Text.Json.Serialization;
using GradCheck.Comparison;
using GradCheck.Layers;
using GradCheck.SecondOrder;
using GradCheck.Tensors;

namespace GradCheck.Api.Contracts;

/// <summary>The gradient of the gradient, in closed form. `S` is the weighted sum of the first-order gradients.</summary>
public sealed record SecondOrderResponse
{
    /// <summary>The layer's identifier.</summary>
    public required string Layer { get; init; }

    /// <summary>The shape of `x`.</summary>
    public required IReadOnlyList<int> Shape { get; init; }

    /// <summary>The value of `S`.</summary>
    public required double S { get; init; }

    /// <summary>The gradient of `S` with respect to `x`; PyTorch's `gI`.</summary>
    public required Tensor DsDx { get; init; }

    /// <summary>The gradient of `S` with respect to `gamma`; PyTorch's `gG`. That with respect to `beta` is zero.</summary>
    public required Tensor DsDgamma { get; init; }

    /// <summary>The gradient of `S` with respect to `dout`; PyTorch's `ggO`.</summary>
    public required Tensor DsDdout { get; init; }

    /// <summary>The closed form, line by line, over one group of `m` elements.</summary>
    public required IReadOnlyList<Formula> Formulas { get; init; }

    /// <summary>The check by complex step; left out where `numeric` is false.</summary>
    public SecondOrderCheckDocument? Numeric { get; init; }

    /// <summary>What to know about this batch; empty where there is nothing.</summary>
    public required IReadOnlyList<WarningDocument> Warnings { get; init; }
}

/// <summary>The closed form of the second order, held against the complex step of the first.</summary>
public sealed record SecondOrderCheckDocument
{
    /// <summary>The method, `complex_step`.</summary>
    public required string Method { get; init; }

    /// <summary>The step `h`.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required double? Step { get; init; }

    /// <summary>The worst verdict of the three tensors.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>With respect to every entry of `x`.</summary>
    public required NumericTensorDocument DsDx { get; init; }

    /// <summary>With respect to every entry of `gamma`.</summary>
    public required NumericTensorDocument DsDgamma { get; init; }

    /// <summary>With respect to every entry of `dout`.</summary>
    public required NumericTensorDocument DsDdout { get; init; }

    /// <summary>Puts a check together.</summary>
    /// <param name="check">The check.</param>
    public static SecondOrderCheckDocument From(SecondOrderCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        return new()
        {
            Method = check.Method.Id,
            Step = check.Step,
            Verdict = check.Verdict,
            DsDx = NumericTensorDocument.From(check.Dx),
            DsDgamma = NumericTensorDocument.From(check.Dgamma),
            DsDdout = NumericTensorDocument.From(check.Ddout),
        };
    }
}
