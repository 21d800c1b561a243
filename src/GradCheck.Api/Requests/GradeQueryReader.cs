using GradCheck.Api.Contracts;
using GradCheck.Api.Grades;
using GradCheck.Api.Problems;
using GradCheck.Python.Source;

namespace GradCheck.Api.Requests;

/// <summary>Reads <c>?format=</c>.</summary>
internal static class GradeQueryReader
{
    private static readonly GradeQueryValidator Rules = new();

    /// <summary>The format that a query asks for; null where it asks for none.</summary>
    /// <param name="query">The query.</param>
    /// <exception cref="ProblemException">There is no such format, or the query holds something else.</exception>
    public static IGradeFormat? FormatOf(IQueryCollection query)
    {
        var request = Rules.Require(new GradeQuery(CaseRequest.Entries(query)));
        if (request.Query is not [var (_, name)])
        {
            return null;
        }

        return GradeFormats.Find(name) ?? throw new ProblemException(
            ProblemTypes.UnknownFormat,
            $"format is \"{FieldRules.Shorten(name)}\", but should be {string.Join(" or ", GradeFormats.Names)}{NearestName.Clause(name, GradeFormats.Names)}.");
    }
}
