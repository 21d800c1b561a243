using GradCheck.Comparison;
using GradCheck.Programs.Names;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Runs;
using GradCheck.Programs.Scripts;
using GradCheck.Programs.Sources;
using GradCheck.Programs.Subjects;
using GradCheck.Python;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Reading;

/// <summary>Checks a file, or the cells of a notebook, as a script.</summary>
/// <param name="request">The request.</param>
/// <param name="map">Its text.</param>
/// <param name="parsed">What that was parsed into.</param>
internal sealed class ScriptProgram(ProgramRequest request, SourceMap map, ProgramTree parsed)
{
    private readonly SourceView view = new(map, parsed);

    /// <summary>Checks it.</summary>
    /// <param name="check">Checks a program.</param>
    /// <returns>What the check says, or why there is nothing to check.</returns>
    public ProgramReport Check(Func<ProgramUnderTest, SourceView, ProgramReport> check)
    {
        var given = request.Inputs.Select(input => input.Key).ToHashSet();
        if (ScriptReader.Of(parsed, given, request.Loss) is not { } script)
        {
            return map.FaultyCells is [var first, ..] ? Refusals.Refused(request, first.Error, view) : Refusals.WithoutGradients(request);
        }

        if (map.FaultyCells.FirstOrDefault(cell => IsNeeded(cell, script)) is { } faulty)
        {
            return Refusals.Refused(request, faulty.Error, view);
        }

        if (Missing(script) is { Count: > 0 } missing)
        {
            return Refusals.Needs(request, [.. missing.Select(item => item.Name)], missing[0].At, view);
        }

        var program = ProgramUnderTest.Of(parsed, ScriptSubjects.Of(request, script), script);
        var report = SyntaxFaults.In(program.Tree, view, [script.Body], [Script.FunctionName]).ToldIn(check(program, view), view);
        return Told(report, script);
    }

    private ProgramReport Told(ProgramReport report, Script script)
    {
        var copied = script.Lives.Index().Where(life => life.Item.IsCopied).ToList();
        if (copied.Count > 0)
        {
            report = report with
            {
                Verdict = report.Verdict == Verdict.Match ? Verdict.Inconclusive : report.Verdict,
                Backward = [.. report.Backward.Select(gradient => copied.Exists(life => life.Item.Name == gradient.Name) ? gradient with { Verdict = Verdict.Inconclusive, Note = "is copied from autograd" } : gradient)],
                Unchecked = [.. report.Unchecked, .. copied.Select(life => life.Item.Name)],
            };
        }

        report = report with { Warnings = [.. report.Warnings, .. script.Copied.Select(CopiedAt), .. script.Drafts.Select(DraftAt), .. script.StandIns.Select(StandInAt), .. script.Given.Select(GivenAt)] };

        report = report with
        {
            BackwardFunction = null,
            Warnings = [.. report.Warnings, .. map.FaultyCells.Select(cell => Refusals.OfCell(cell, view))],
        };
        // What goes into no loss is held against nothing.
        List<string> unjudged = [.. script.Lives.Where(life => (request.Differentiate.Contains(life.Subject) || report.Backward.Count == 0)
            && !report.Backward.Any(gradient => gradient.Name == life.Name)).Select(life => life.Name).Distinct().Except(report.Unchecked)];
        if (unjudged.Count > 0)
        {
            report = report with
            {
                Verdict = report.Verdict == Verdict.Match ? Verdict.Inconclusive : report.Verdict,
                Unchecked = [.. report.Unchecked, .. unjudged],
            };
        }

        List<string> absent = [.. request.Differentiate.Where(name => !script.Subjects.Contains(name))];
        return absent.Count == 0 ? report : report with
        {
            Unchecked = [.. report.Unchecked, .. absent.Select(name => "d" + name)],
            Verdict = report.Verdict == Verdict.Match ? Verdict.Mismatch : report.Verdict,
            FirstWrongLine = report.FirstWrongLine ?? Refusals.Absent(absent),
        };
    }

    private ProgramWarning StandInAt(Span read) =>
        new("stand_in", "no file is read here: a list of made-up names stands in for it", view.LineOf(read.Start)) { Cell = view.CellOf(read.Start) };

    private ProgramWarning GivenAt(Statement line) =>
        new("given_in_place", "this line is not run: what it makes is given in `inputs`", view.LineOf(line.Span.Start)) { Cell = view.CellOf(line.Span.Start) };

    private ProgramWarning CopiedAt(GradientLife life) =>
        new("copied_gradient", $"`{life.Name}` is copied from autograd, which says nothing of a derivation", view.LineOf(life.First.Span.Start)) { Cell = view.CellOf(life.First.Span.Start) };

    private ProgramWarning DraftAt(GradientLife life) =>
        new("draft", $"`{life.Name}` is a first attempt: nothing is made of it, so it is not held against anything", view.LineOf(life.First.Span.Start)) { Cell = view.CellOf(life.First.Span.Start) };

    /// <summary>Whether something depends on a cell that does not run: a name that it alone makes, or a gradient that it was to make.</summary>
    private static bool IsNeeded(FaultyCell cell, Script script) =>
        script.Free.Any(free => cell.Names.Contains(free.Name) && script.Needed.Contains(free.At.Span.Start))
        || cell.Names.Any(name => GradientSubjects.Of(name, script.Known, script.Losses) is not null && !script.Lives.Any(life => life.Name == name));

    /// <summary>The names that have to be given: the forward pass reads them, and nothing makes them.</summary>
    private static List<(string Name, Statement At)> Missing(Script script)
    {
        var first = script.Lives[0].First.Span.Start;
        return [.. script.Free.Where(free => free.At.Span.Start < first && script.Needed.Contains(free.At.Span.Start) && Languages.Course.Library.Builtin(free.Name) is null && !IsStanding(free.Name))];
    }

    private static bool IsStanding(string name) => Languages.Course.Standing.ContainsKey(name) || name is "__name__" or "__file__";
}
