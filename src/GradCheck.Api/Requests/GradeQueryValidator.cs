using GradCheck.Api.Contracts;
using GradCheck.Api.Fields;
using GradCheck.Api.Grades;
using GradCheck.Api.Problems;
using GradCheck.Python.Source;

namespace GradCheck.Api.Requests;

/// <summary>The rules of <see cref="GradeQuery"/>.</summary>
internal sealed class GradeQueryValidator : ReadingValidator<GradeQuery, IGradeFormat?>
{
    /// <summary>The parameter that names the format.</summary>
    public const string Format = "format";

    /// <summary>Makes the rules.</summary>
    public GradeQueryValidator()
    {
        RuleFor(query => query).HasKnownParameters([Format]);
        RuleForField(query => query.Format);
    }

    /// <summary>Reads a query.</summary>
    /// <param name="query">The query.</param>
    /// <returns>The format that it asks for; null where it asks for none.</returns>
    /// <exception cref="ProblemException">There is no such format, or the query holds something else.</exception>
    public IGradeFormat? Read(IQueryCollection query)
    {
        var fields = new QueryFields(query);
        return Read(new GradeQuery { Format = fields.Name(Format), Unknown = fields.Rest });
    }

    /// <inheritdoc/>
    protected override IGradeFormat? PlanOf(GradeQuery request) => request.Format?.Value is not { } name ? null
        : GradeFormats.Find(name) ?? throw new ProblemException(
            ProblemTypes.UnknownFormat,
            $"format is \"{FieldText.Shorten(name)}\", but should be {string.Join(" or ", GradeFormats.Names)}{NearestName.Clause(name, GradeFormats.Names)}.");
}
