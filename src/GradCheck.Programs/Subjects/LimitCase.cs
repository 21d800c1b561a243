namespace GradCheck.Programs.Subjects;

/// <summary>A case that a layer's contract holds and the course's own tests do not show, such as windows that are not square.</summary>
/// <param name="Code">The code of the warning.</param>
/// <param name="Trial">The case.</param>
/// <param name="IsPromised">Whether a program that fails on it is wrong where one line, made right, makes it hold: it takes the argument and passes it by.</param>
internal sealed record LimitCase(string Code, Trial Trial, bool IsPromised = false)
{
    /// <summary>Whether a fix has to hold on it as well: a client's own batch may be of one sample, on which much is right by chance.</summary>
    public bool BindsFixes { get; init; }
}
