using GradCheck.Api.Contracts;
using GradCheck.Api.Problems;
using GradCheck.Layers;

namespace GradCheck.Api.Requests;

/// <summary>The rules of <see cref="DerivationQuery"/>.</summary>
internal sealed class DerivationQueryValidator : ReadingValidator<DerivationQuery, DerivationPlan>
{
    private static readonly string[] Ddofs = ["0", "1"];
    private static readonly string[] Known = ["mode", "ddof"];

    private readonly Layer layer;

    /// <summary>Makes the rules of a layer.</summary>
    /// <param name="layer">The layer.</param>
    public DerivationQueryValidator(Layer layer)
    {
        this.layer = layer;
        RuleFor(query => query).HasKnownParameters(Known);
        RuleForField(query => query.Mode).IsOneOf(layer.HasRunningStatistics ? ["train", "eval"] : ["train"]);
        RuleForField(query => query.Ddof).IsOneOf(Ddofs);
    }

    /// <summary>Reads a query.</summary>
    /// <param name="query">The query.</param>
    /// <exception cref="ProblemException">It breaks rules.</exception>
    public DerivationPlan Read(IQueryCollection query)
    {
        var fields = new QueryFields(query);
        return Read(new DerivationQuery { Mode = fields.Name("mode"), Ddof = fields.Name("ddof"), Unknown = fields.Rest });
    }

    /// <inheritdoc/>
    protected override DerivationPlan PlanOf(DerivationQuery request) => new(
        layer.On(layer.Rank, new() { Ddof = request.Ddof?.Value == "1" ? 1 : 0 })!,
        request.Mode?.Value == "eval" ? Mode.Eval : Mode.Train);
}
