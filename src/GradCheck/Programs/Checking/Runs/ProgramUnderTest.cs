using GradCheck.Programs.Checking.Entries;
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
    /// <summary>Whether it is held against a layer that is called as the course calls it.</summary>
    private bool IsCourse => Subject.Id != ProgramLayers.Custom;

    /// <summary>How it is called, and where its results lie.</summary>
    public IEntry Entry => Subject.IsLoss ? new LossFunction(Forward, IsCourse) : new FunctionPair(Forward, Backward, IsCourse);

    /// <summary>The same program with one statement replaced.</summary>
    public ProgramUnderTest With(Statement old, Statement made) => this with { Tree = Walk.Replace(Tree, old, made) };
}
