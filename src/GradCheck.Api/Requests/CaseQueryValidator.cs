using GradCheck.Api.Contracts;
using GradCheck.Api.Fields;
using GradCheck.Api.Limits;
using GradCheck.Api.Problems;
using GradCheck.Layers;

namespace GradCheck.Api.Requests;

/// <summary>The rules of <see cref="CaseQuery"/>.</summary>
internal sealed class CaseQueryValidator : CaseRequestValidator<CaseQuery>
{
    /// <summary>Makes the rules of a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="limits">The most elements of a tensor.</param>
    public CaseQueryValidator(Layer layer, RequestLimits limits)
        : base(layer, limits)
    {
        RuleForField(query => query.Include).IsOneOf(WireNames.Of<CasePart>());
        RuleFor(query => query).HasKnownParameters(Parameters);
    }

    /// <summary>Reads what was asked for.</summary>
    /// <param name="seed">The seed of the path.</param>
    /// <param name="query">The query.</param>
    /// <exception cref="ProblemException">It breaks rules or limits.</exception>
    public CasePlan Read(string seed, IQueryCollection query)
    {
        var fields = new QueryFields(query);
        return Read(new CaseQuery
        {
            Seed = QueryFields.WholeOf(seed, text => $"is {FieldText.Shorten(text)}, but {CaseRequest.SeedRange}"),
            N = Size("n"),
            D = Size("d"),
            C = Size("c"),
            H = Size("h"),
            W = Size("w"),
            T = Size("t"),
            L = Size("l"),
            Groups = Size("groups"),
            Ddof = fields.Whole("ddof", text => FieldText.UnknownName(text, ["0", "1"])),
            Channels = Parameters.Contains("channels") ? fields.Name("channels") : null,
            Profile = fields.Name("profile"),
            Include = fields.Name("include"),
            Unknown = fields.Rest,
        });

        Field<double>? Size(string name) => Sizes.Contains(name) ? fields.Whole(name, text => $"is {FieldText.Shorten(text)}, but a size is a whole number from 1") : null;
    }

    /// <inheritdoc/>
    protected override CasePlan PlanOf(CaseQuery request) => base.PlanOf(request) with { WithAnswers = request.Include is not null };
}
