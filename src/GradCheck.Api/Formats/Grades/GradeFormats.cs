using System.Collections.Immutable;
using GradCheck.Api.Contracts;
using GradCheck.Api.Problems;
using GradCheck.Api.Validation;
using GradCheck.Python.Source;

namespace GradCheck.Api.Formats.Grades;

/// <summary>The formats in which a grade can be written down.</summary>
internal static class GradeFormats
{
    private static readonly GradeQueryValidator Rules = new();

    /// <summary>All formats; without one the answer is the report as JSON.</summary>
    public static ImmutableArray<IGradeFormat> All { get; } =
    [
        new GradescopeFormat(), new PrairieLearnFormat(), new AutolabFormat(), new OtterFormat(), new NbgraderFormat(), new GitHubClassroomFormat(),
        new CodeGradeFormat(), new SubmittyFormat(), new JUnitFormat(), new TapFormat(), new MarkdownFormat(), new TextFormat(),
    ];

    /// <summary>The names of the formats.</summary>
    public static IEnumerable<string> Names => All.Select(format => format.Name);

    /// <summary>The format that a query asks for; null where it asks for none.</summary>
    /// <param name="query">The query.</param>
    /// <exception cref="ProblemException">There is no such format, or the query holds something else.</exception>
    public static IGradeFormat? Of(IQueryCollection query)
    {
        var request = new GradeQuery(CaseRequest.Entries(query));
        Rules.Require(request);
        if (request.Query is not [var (_, name)])
        {
            return null;
        }

        return Find(name) ?? throw new ProblemException(
            ProblemTypes.UnknownFormat,
            $"format is \"{FieldRules.Shorten(name)}\", but should be {string.Join(" or ", Names)}{NearestName.Clause(name, Names)}.");
    }

    /// <summary>Finds a format by its name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The format, or null where there is none of that name.</returns>
    public static IGradeFormat? Find(string? name) => All.FirstOrDefault(format => format.Name == name);
}
