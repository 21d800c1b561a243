using GradCheck.Cases;
using GradCheck.Comparison;
using GradCheck.Programs.Dialects;
using GradCheck.Programs.Edits;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Runs;
using GradCheck.Programs.Tests.Support;
using GradCheck.Python.Budgets;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Syntax.Parsing;
using GradCheck.Python.Syntax.Printing;
using Xunit.Abstractions;

namespace GradCheck.Programs.Tests;

/// <summary>Right programs with one random small edit in the backward pass: the edited line is blamed, and nothing wrong is called right.</summary>
public class MutationTests(ITestOutputHelper output)
{
    private static readonly int Mutations = Effort.Count(30, 120);

    /// <summary>Of the mutated programs that are wrong, so many have to be blamed on the line that was edited.</summary>
    private const double LeastShare = 0.9;

    /// <summary>A gradient off by more than this, as the course measures it beside the largest entry, may not pass.</summary>
    private const double MostError = 1e-4;

    [Fact]
    public void Check_ARightProgramWithOneEdit_BlamesThatLineAndLetsNothingWrongPass()
    {
        var (wrong, blamed) = (0, 0);
        for (ulong seed = 1; seed <= (ulong)Mutations; seed++)
        {
            var random = new Pcg32(seed, 21);
            var program = ProgramCase.Right[random.Whole(0, ProgramCase.Right.Count - 1)];
            if (Mutated(program, random) is not var (code, line, code0))
            {
                continue;
            }

            var report = ProgramChecker.Check(program.Request with { Code = code }, Mended.Patient);
            if (report.Verdict == Verdict.Match)
            {
                AssertStillRight(program, code, seed);
                continue;
            }

            wrong++;
            var hit = report.FirstWrongLine?.Line == line;
            blamed += hit ? 1 : 0;
            if (!hit)
            {
                output.WriteLine($"seed {seed}, {program}: line {line} was edited ({code0}), line {report.FirstWrongLine?.Line} is blamed ({report.FirstWrongLine?.Finding.Code}): {code.Split('\n')[line - 1].Trim()}");
            }
        }

        output.WriteLine($"{blamed} of {wrong} blamed on the edited line");
        Assert.InRange(wrong, Mutations / 2, Mutations);
        Assert.True(blamed >= LeastShare * wrong, $"{blamed} of {wrong}");
    }

    /// <summary>The program with one random edit of one random line of its backward function; null for a line that has none.</summary>
    internal static (string Code, int Line, string Edit)? Mutated(ProgramCase program, Pcg32 random)
    {
        var source = new SourceText(program.Code);
        var subject = RightProgram.SubjectOf(program.Layer);
        var tree = Parser.Parse(source);
        var functions = tree.Body.OfType<FunctionStatement>().ToDictionary(function => function.Name);
        var tested = new ProgramUnderTest(tree, subject, functions[program.Forward], subject.IsLoss ? null : functions[program.Backward]);
        var forward = ForwardRun.Of(tested, subject.Trials[0], new(BudgetLimits.Default), recorded: true);
        var events = subject.IsLoss ? forward.Events : BackwardRun.Of(tested, forward, new(BudgetLimits.Default), new Recorder()).Events;

        // A loss is forward pass and backward pass in one: only what follows the loss is its backward pass.
        var statements = events.Where(made => made.Statement is not null && (!subject.IsLoss || source.LineOf(made.Statement.Span.Start) >= 36))
            .GroupBy(made => made.Statement!).Select(group => group.First()).ToList();
        var at = statements[random.Whole(0, statements.Count - 1)];
        var names = new Dictionary<string, Snapshot>();
        foreach (var made in events.Where(made => made.Frame == at.Frame && made.Value is not null && !made.IsReturn && (made.Order < at.Order || made.Statement is null)))
        {
            names[made.Name] = made.Value!;
        }

        var edits = EditCatalog.Of(at.Statement!, new(names, new NumPyIdioms("np"), IsForward: false)).ToList();
        if (edits.Count == 0)
        {
            return null;
        }

        var edit = edits[random.Whole(0, edits.Count - 1)];
        var span = at.Statement!.Span;
        var text = Printer.Print(edit.Made, new Spelling(source, at.Statement));
        return (source.Text[..span.Start] + text + source.Text[span.End..], source.LineOf(span.Start), $"{edit.Code}");
    }

    private static void AssertStillRight(ProgramCase program, string code, ulong seed)
    {
        foreach (var trial in RightProgram.SubjectOf(program.Layer).Trials)
        {
            var made = GradientsOf(program, code, trial);
            var right = GradientsOf(program, program.Code, trial);
            for (var k = 0; k < right.Count; k++)
            {
                var largest = right[k]!.Values.Max(Math.Abs);
                var off = made[k]!.Values.Zip(right[k]!.Values, (a, b) => Math.Abs(a - b)).Max();
                Assert.True(off <= MostError * Math.Max(largest, 1e-8), $"seed {seed}: {program} is called right on {trial.Name}, but gradient {k} is off by {off:g3} of {largest:g3}:\n{code}");
            }
        }
    }

    private static IReadOnlyList<Snapshot?> GradientsOf(ProgramCase program, string code, GradCheck.Programs.Subjects.Trial trial)
    {
        var tree = Parser.Parse(new SourceText(code));
        var functions = tree.Body.OfType<FunctionStatement>().ToDictionary(function => function.Name);
        var subject = RightProgram.SubjectOf(program.Layer);
        var tested = new ProgramUnderTest(tree, subject, functions[program.Forward], subject.IsLoss ? null : functions[program.Backward]);
        var forward = ForwardRun.Of(tested, trial, new(BudgetLimits.Default), recorded: true);
        return subject.IsLoss ? BackwardRun.OfOneRun(forward).Gradients : BackwardRun.Of(tested, forward, new(BudgetLimits.Default), null).Gradients;
    }
}
