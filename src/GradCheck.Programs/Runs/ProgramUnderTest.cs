using GradCheck.Programs.Classes;
using GradCheck.Programs.Edits;
using GradCheck.Programs.Entries;
using GradCheck.Programs.Names;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Scripts;
using GradCheck.Programs.Subjects;
using GradCheck.Python;
using GradCheck.Python.Arrays;
using GradCheck.Python.Budgets;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Runs;

/// <summary>A program with the functions that are checked.</summary>
/// <param name="Tree">The program.</param>
/// <param name="Subject">The layer it is held against.</param>
/// <param name="Forward">Its forward function.</param>
/// <param name="Backward">Its backward function; null for a loss, or where there is none.</param>
internal sealed record ProgramUnderTest(ProgramTree Tree, Subject Subject, FunctionStatement Forward, FunctionStatement? Backward)
{
    /// <summary>Says how another form of program is called; null for functions, as a pair or as one that returns a loss and its gradients.</summary>
    public Func<ProgramUnderTest, IEntry>? Form { get; init; }

    /// <summary>The script that it is; null for another form.</summary>
    public Script? Script { get; init; }

    /// <summary>Whether it takes tensors of torch.</summary>
    public bool IsTorch { get; init; }

    /// <summary>How it is called, and where its results lie.</summary>
    public IEntry Entry => Form?.Invoke(this) ?? (Subject.IsLoss && Backward is null ? new LossFunction(Forward, Subject) : new FunctionPair(Forward, Backward, Subject));

    /// <summary>Whether one run gives the output and its gradients, and the events of both ways are in one recording.</summary>
    public bool IsOneRun => Entry.IsOneRun;

    /// <summary>Whether there are gradients to check.</summary>
    public bool HasGradients => Backward is not null || IsOneRun;

    /// <summary>The forward function as it is told: a method with its class.</summary>
    public string ForwardName => ClassView.NameOf(Tree, Forward);

    /// <summary>The backward function as it is told; null where there is none.</summary>
    public string? BackwardName => Backward is null ? null : ClassView.NameOf(Tree, Backward);

    /// <summary>The same program read from another tree; null where that has not its functions.</summary>
    /// <param name="tree">The tree.</param>
    public ProgramUnderTest? In(ProgramTree tree) => ClassView.FunctionOf(tree, ForwardName) is { } forward
        && (Backward is null ? null : ClassView.FunctionOf(tree, BackwardName!)) is var backward && (backward is null) == (Backward is null)
            ? this with { Tree = tree, Forward = forward, Backward = backward }
            : null;

    /// <summary>Whether an edit reads an eps that its function was never given: each run then finds one under <see cref="EditScope.GivenEps"/>.</summary>
    public bool IsGivenEps { get; init; }

    /// <summary>A script.</summary>
    /// <param name="parsed">The file.</param>
    /// <param name="subject">What it is held against.</param>
    /// <param name="script">The script that it is.</param>
    public static ProgramUnderTest Of(ProgramTree parsed, Subject subject, Script script) =>
        new(parsed with { Body = [script.Body] }, subject, script.Body, null)
        {
            Script = script,
            Form = edited => new ScriptEntry(script, edited.Tree.Body.OfType<FunctionStatement>().Last(function => function.Name == Script.FunctionName)),
        };

    /// <summary>The same program with one line edited.</summary>
    /// <param name="line">The line.</param>
    /// <param name="edit">Its edit, which may be one of a loop or a branch around it.</param>
    public ProgramUnderTest With(Statement line, Edit edit)
    {
        var old = edit.Header ?? line;
        return this with
        {
            Tree = edit.Also is { } also ? Walk.Replace(Tree, (old, [edit.Made]), (also.Old, also.Made)) : Walk.Replace(Tree, old, edit.Made),
            IsGivenEps = IsGivenEps || edit.NeedsEps,
        };
    }

    /// <summary>The program as it is run on a case.</summary>
    public ProgramUnderTest For(Trial trial)
    {
        if (!IsGivenEps || trial.Extras.Concat(trial.Ingredients).FirstOrDefault(item => Roles.Of(item.Name) == Role.Eps && item.Items.Count == 0) is not { } eps)
        {
            return this;
        }

        var value = Snapshot.Of(eps.Make(new(new(BudgetLimits.Default), GradientTape.Off, Languages.Course)))!.Values[0];
        var line = new AssignStatement([new NameExpression(EditScope.GivenEps, default)], new FloatLiteral(value, default), default);
        return this with { Tree = Tree with { Body = [line, .. Tree.Body] }, IsGivenEps = false };
    }

    /// <summary>The same program held against other cases.</summary>
    public ProgramUnderTest On(IReadOnlyList<Trial> trials) => this with { Subject = Subject with { Trials = trials } };
}
