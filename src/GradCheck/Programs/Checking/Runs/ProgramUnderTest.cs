using GradCheck.Programs.Checking.Subjects;
using GradCheck.Programs.Syntax;

namespace GradCheck.Programs.Checking.Runs;

/// <summary>A program with the functions that are checked.</summary>
/// <param name="Tree">The program.</param>
/// <param name="Subject">The layer it is held against.</param>
/// <param name="Forward">Its forward function.</param>
/// <param name="Backward">Its backward function; null for a loss, or where there is none.</param>
internal sealed record ProgramUnderTest(ProgramTree Tree, Subject Subject, FunctionStatement Forward, FunctionStatement? Backward)
{
    /// <summary>The same program held against other cases.</summary>
    public ProgramUnderTest On(IReadOnlyList<Trial> trials) => this with { Subject = Subject with { Trials = trials } };

    /// <summary>The same program with one statement replaced.</summary>
    public ProgramUnderTest With(Statement old, Statement made) => this with { Tree = Walk.Replace(Tree, old, made) };
}
