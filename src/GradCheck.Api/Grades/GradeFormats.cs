using System.Collections.Immutable;

namespace GradCheck.Api.Grades;

/// <summary>The formats in which a grade can be written down.</summary>
internal static class GradeFormats
{
    /// <summary>All formats; without one the answer is the report as JSON.</summary>
    public static ImmutableArray<IGradeFormat> All { get; } =
    [
        new GradescopeFormat(), new PrairieLearnFormat(), new AutolabFormat(), new OtterFormat(), new NbgraderFormat(), new GitHubClassroomFormat(),
        new CodeGradeFormat(), new SubmittyFormat(), new JUnitFormat(), new TapFormat(), new MarkdownFormat(), new TextFormat(),
    ];

    /// <summary>The names of the formats.</summary>
    public static IEnumerable<string> Names => All.Select(format => format.Name);

    /// <summary>Finds a format by its name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The format, or null where there is none of that name.</returns>
    public static IGradeFormat? Find(string? name) => All.FirstOrDefault(format => format.Name == name);
}
