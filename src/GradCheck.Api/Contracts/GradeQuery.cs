using GradCheck.Api.Fields;
namespace GradCheck.Api.Contracts;

/// <summary>How to write a grade down.</summary>
public sealed record GradeQuery : RequestObject
{
    /// <summary>The format of a grader.</summary>
    public Field<string>? Format { get; init; }
}
