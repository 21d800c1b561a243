using FluentValidation;
using GradCheck.Api.Contracts;
using GradCheck.Layers;

namespace GradCheck.Api.Requests;

/// <summary>The rules of <see cref="DerivationQuery"/>.</summary>
internal sealed class DerivationQueryValidator : AbstractValidator<DerivationQuery>
{
    private static readonly string[] Known = ["mode", "ddof"];
    private static readonly string[] Ddofs = ["0", "1"];

    /// <summary>Makes the rules of a layer.</summary>
    /// <param name="layer">The layer.</param>
    public DerivationQueryValidator(Layer layer)
    {
        string[] modes = layer.HasRunningStatistics ? ["train", "eval"] : ["train"];
        RuleFor(query => query).Custom((query, context) =>
        {
            context.CheckQuery(query.Query, Known);
            foreach (var mode in query.Query.Where(entry => entry.Key == "mode").Take(1))
            {
                context.CheckName("mode", new() { Value = mode.Value }, modes);
            }

            foreach (var ddof in query.Query.Where(entry => entry.Key == "ddof").Take(1))
            {
                context.CheckName("ddof", new() { Value = ddof.Value }, Ddofs);
            }
        });
    }
}
