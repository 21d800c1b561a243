namespace GradCheck.Programs.Subjects;

/// <summary>An input of a layer of the course that a client may give.</summary>
/// <param name="Name">Its name in the course: <c>x</c>, <c>stride</c>.</param>
/// <param name="Kind">What it holds.</param>
public sealed record CourseInput(string Name, CourseInputKind Kind)
{
    /// <summary>The largest whole number that is taken.</summary>
    public const int Most = 1000;

    /// <summary>The smallest whole number that is taken.</summary>
    public int Least { get; init; } = 1;

    /// <summary>The dictionary that the course passes it in, such as <c>conv_param</c>; null for an argument of its own.</summary>
    public string? Dictionary { get; init; }
}
