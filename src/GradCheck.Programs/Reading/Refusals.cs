using GradCheck.Comparison;
using GradCheck.Mistakes;
using GradCheck.Programs.Blame;
using GradCheck.Programs.Entries;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Runs;
using GradCheck.Programs.Sources;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Reading;

/// <summary>Reports on programs that were not run.</summary>
internal static class Refusals
{
    private const string NotChecked = "The checker itself failed on this program; nothing is said of it.";

    /// <summary>So many functions of a file are told.</summary>
    private const int MostNames = 20;

    /// <summary>Where the checker itself fails there is nothing to say of the program.</summary>
    public static ProgramReport Failed(ProgramRequest request) => new()
    {
        Verdict = Verdict.Inconclusive,
        Layer = request.Layer,
        Forward = ForwardReport.NotRun(),
        FirstWrongLine = new(null, null, null, null, null, NotChecked, new("unknown", "the check failed", NotChecked)),
        Warnings = [new("check_failed", NotChecked)],
    };

    /// <summary>A text that is not read, or not in the subset.</summary>
    public static ProgramReport Refused(ProgramRequest request, ProgramError error, SourceView view) => Report(
        request,
        error.Kind is ProgramErrorKind.Unsupported or ProgramErrorKind.Budget ? Verdict.Inconclusive : Verdict.Mismatch,
        WrongLineWriter.Write(error, view));

    /// <summary>Several functions may be meant: which, only the client can say.</summary>
    /// <param name="request">The request.</param>
    /// <param name="side">Which pass: <c>forward</c> or <c>backward</c>.</param>
    /// <param name="candidates">The functions.</param>
    public static ProgramReport Ambiguous(ProgramRequest request, string side, IReadOnlyList<FunctionStatement> candidates)
    {
        var (title, explanation) = MistakeTable.OfLine("function_ambiguous");
        var finding = new LineFinding("function_ambiguous", title, explanation);
        var field = side == "forward" ? "`forward_name` and `backward_name`" : "`backward_name`";
        var message = $"Several functions may be the {side} pass: {NamesOf(candidates)}. Set {field}.";
        return Report(request, Verdict.Inconclusive, new(null, null, null, null, null, message, finding), finding);
    }

    /// <summary>Several classes may be meant: which, only the client can say.</summary>
    /// <param name="request">The request.</param>
    /// <param name="names">The classes.</param>
    public static ProgramReport AmbiguousClass(ProgramRequest request, IReadOnlyList<string> names)
    {
        var (title, explanation) = MistakeTable.OfLine("function_ambiguous");
        var finding = new LineFinding("function_ambiguous", title, explanation);
        var message = $"Several classes may be meant: {string.Join(", ", names.Take(MostNames).Select(name => $"`{name}`"))}. Set `class_name`.";
        return Report(request, Verdict.Inconclusive, new(null, null, null, null, null, message, finding), finding);
    }

    /// <summary>The function that is asked about is not there.</summary>
    /// <param name="request">The request.</param>
    /// <param name="name">Its name.</param>
    /// <param name="functions">Those that are.</param>
    public static ProgramReport Missing(ProgramRequest request, string name, IReadOnlyList<FunctionStatement> functions)
    {
        var (title, explanation) = MistakeTable.OfLine("function_missing");
        var defined = functions.Count == 0 ? "The code defines no function." : $"The code defines {NamesOf(functions)}.";
        var finding = new LineFinding("function_missing", title, $"{explanation} {defined}");
        return Report(request, Verdict.Mismatch, new(name, null, null, null, null, $"There is no function `{name}`. {defined}", finding), finding);
    }

    /// <summary>A cell of a notebook that does not run, where nothing depends on it.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="view">The text.</param>
    public static ProgramWarning OfCell(FaultyCell cell, SourceView view) =>
        new("syntax_elsewhere", $"this cell does not run: {cell.Error.Message}; nothing that was checked depends on it", view.LineOf(cell.Error.Span.Start)) { Cell = view.CellOf(cell.Error.Span.Start) };

    /// <summary>A script that makes no gradient.</summary>
    /// <param name="request">The request.</param>
    public static ProgramReport WithoutGradients(ProgramRequest request)
    {
        const string Words = "No line makes a gradient: a name such as `dW` for a name `W` that an earlier line makes or that is given in `inputs`.";
        var (title, explanation) = MistakeTable.OfLine("unfinished");
        var finding = new LineFinding("unfinished", title, explanation);
        return Report(request, Verdict.Inconclusive, new(null, null, null, null, null, Words, finding), finding);
    }

    /// <summary>A script that reads what no line makes.</summary>
    /// <param name="request">The request.</param>
    /// <param name="names">The names.</param>
    /// <param name="first">The line that reads the first of them.</param>
    /// <param name="view">The text.</param>
    public static ProgramReport Needs(ProgramRequest request, IReadOnlyList<string> names, Statement first, SourceView view)
    {
        var listed = string.Join(", ", names.Take(MostNames).Select(name => $"`{name}`"));
        return Refused(request, CallArguments.Cannot($"the script reads {listed}, and no line of it makes {(names.Count == 1 ? "that" : "them")}: give {(names.Count == 1 ? "it" : "them")} in `inputs`", first.Span).Error, view);
    }

    /// <summary>Gradients that are asked for and that no line makes.</summary>
    /// <param name="names">What they are the gradients of.</param>
    public static WrongLine Absent(IReadOnlyList<string> names)
    {
        var (title, explanation) = MistakeTable.OfLine("unfinished");
        var listed = string.Join(", ", names.Select(name => $"`d{name}`"));
        return new(null, null, null, null, null, $"No line makes {listed}. {explanation}", new("unfinished", title, explanation));
    }

    /// <summary>Without a gradient that comes in there are none to check.</summary>
    /// <param name="program">The program.</param>
    /// <param name="note">Why there is none.</param>
    /// <param name="shape">The shape of its output.</param>
    /// <param name="code">The code of the warning that says it.</param>
    public static ProgramReport Unmeasurable(ProgramUnderTest program, string note, IReadOnlyList<int> shape, string code = "dout_shape") => new()
    {
        Verdict = Verdict.Inconclusive,
        Layer = program.Subject.Id,
        Forward = new(program.ForwardName, null, null, shape, note, program.Subject.Trials[0].Name, []),
        BackwardFunction = program.BackwardName,
        Unchecked = [.. program.Subject.GradientNames],
        Warnings = [new(code, note)],
        Cases = [.. program.Subject.Trials.Select(trial => trial.Name)],
    };

    private static ProgramReport Report(ProgramRequest request, Verdict verdict, WrongLine first, params LineFinding[] findings) => new()
    {
        Verdict = verdict,
        Layer = request.Layer,
        Forward = ForwardReport.NotRun(findings),
        Unchecked = ProgramLayers.GradientsOf(request.Layer, request.Differentiate),
        FirstWrongLine = first,
    };

    private static string NamesOf(IReadOnlyList<FunctionStatement> functions) =>
        string.Join(", ", functions.Select(function => $"`{function.Name}`").Distinct().Take(MostNames));
}
