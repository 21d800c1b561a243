using System.Diagnostics;
using GradCheck.Comparison;
using GradCheck.Faults;
using GradCheck.Layers;
using GradCheck.Programs.Checking.Blame;
using GradCheck.Programs.Checking.Runs;
using GradCheck.Programs.Checking.Subjects;
using GradCheck.Programs.Source;
using GradCheck.Programs.Syntax;
using GradCheck.Programs.Values;

namespace GradCheck.Programs.Checking;

/// <summary>Checks a student's program line by line, without running Python.</summary>
/// <remarks>
/// Each case is run forward on a tape; reverse mode then says what every gradient through the program's own forward pass
/// is, and the backward pass is held against that. Budgets bound what it may cost; see <see cref="BudgetLimits"/>.
/// </remarks>
public static class ProgramChecker
{
    private const string NotChecked = "The checker itself failed on this program; nothing is said of it.";

    /// <summary>Checks a program.</summary>
    /// <param name="request">The program, and what it is held against.</param>
    /// <param name="limits">What it may cost; null for the defaults.</param>
    /// <param name="cancellation">Ends the check.</param>
    /// <exception cref="ArgumentException">The layer is not known.</exception>
    /// <exception cref="OperationCanceledException">The check was ended.</exception>
    public static ProgramReport Check(ProgramRequest request, BudgetLimits? limits = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!ProgramLayers.Ids.Contains(request.Layer))
        {
            throw new ArgumentException($"no layer has the id '{request.Layer}'", nameof(request));
        }

        limits ??= BudgetLimits.Default;
        var clock = Stopwatch.StartNew();
        return DeepStack.Run(() => SearchFaults.Try("check", () =>
        {
            var report = Check(request, flat: false, limits, clock, cancellation);
            if (report is { Verdict: Verdict.Mismatch, Forward.Verdict: not Verdict.Mismatch } && request.Inputs.Count > 0 && LayerCatalog.Find(request.Layer) is null)
            {
                var moved = SearchFaults.Try("kinks", () => Check(Kinks.MovedOff(request), flat: false, limits, clock, cancellation), () => report);
                return moved.Verdict == Verdict.Match
                    ? moved with { Warnings = [.. moved.Warnings, new("kink", "on exactly these inputs the gradients differ, on inputs moved by a ten-thousandth of their size they agree, and those are reported: the inputs lie on a kink, such as relu at 0 or two values that share a maximum, where the gradient is a matter of choice")] }
                    : report;
            }

            if (report.Verdict == Verdict.Match || LayerCatalog.Find(request.Layer) is not { ParametersMayKeepAxes: true })
            {
                return report;
            }

            // gamma and beta of shape (C,) in the place of (1, C, 1, 1): as right as the other.
            var flat = SearchFaults.Try("flat parameters", () => Check(request, flat: true, limits, clock, cancellation), () => report);
            return flat.Verdict == Verdict.Match || (flat.Forward.Verdict == Verdict.Match && report.Forward.Verdict != Verdict.Match)
                ? flat with { Warnings = [.. flat.Warnings, new("flat_parameters", "gamma and beta are taken as (C,); the course passes (1, C, 1, 1)")] }
                : report;
        }, () => Failed(request)));
    }

    /// <summary>Where the checker itself fails there is nothing to say of the program.</summary>
    private static ProgramReport Failed(ProgramRequest request) => new()
    {
        Verdict = Verdict.Inconclusive,
        Layer = request.Layer,
        Forward = new(null, null, null, null, null, null, []),
        FirstWrongLine = new(null, null, null, null, null, NotChecked, new("unknown", "the check failed", NotChecked)),
        Warnings = [new("check_failed", NotChecked)],
    };

    private static ProgramReport Check(ProgramRequest request, bool flat, BudgetLimits limits, Stopwatch clock, CancellationToken cancellation)
    {
        var (source, backwardStart) = request.Code is { } code
            ? (new SourceText(code), (int?)null)
            : SnippetProgram.Join(request.ForwardSnippet ?? string.Empty, request.BackwardSnippet ?? string.Empty) is var (joined, start) ? (joined, start) : default;
        ProgramTree tree;
        try
        {
            tree = Parser.Parse(source);
        }
        catch (ProgramException refused)
        {
            return Refused(request, refused.Error, new(source, new([]), backwardStart));
        }

        var subject = SubjectOf(request, flat);
        if (backwardStart is { } at)
        {
            tree = SnippetProgram.Wrap(tree, at, subject);
        }

        var view = new SourceView(source, tree, backwardStart);
        var functions = tree.Body.SelectMany(statement => statement is IfStatement ? Walk.Statements([statement]) : [statement]).OfType<FunctionStatement>().ToList();
        var forward = FunctionFinder.Find(functions, request.ForwardName, subject.ForwardNames, subject.IsLoss ? null : "forward");
        if (forward is null)
        {
            return tree.Faults is [var fault, ..] ? Refused(request, fault, view) : Missing(request, request.ForwardName ?? subject.ForwardNames[0], functions);
        }

        var backward = subject.IsLoss ? null : FunctionFinder.Backward(functions, request.BackwardName, subject, forward);
        if (backward is null && request.BackwardName is { } asked)
        {
            return Missing(request, asked, functions);
        }

        var program = new ProgramUnderTest(tree, subject, forward, backward);
        return new Examination(request, program, view, limits, clock, cancellation).Report() is var report && tree.Faults is [var first, ..]
            ? report with
            {
                Verdict = Verdict.Mismatch,
                FirstWrongLine = WrongLineWriter.Write(first, view),
                FurtherWrongLines = [.. report.FirstWrongLine is { } line && line.Finding.Code != first.Code ? [line] : Array.Empty<WrongLine>(), .. report.FurtherWrongLines],
            }
            : report;
    }

    private static Subject SubjectOf(ProgramRequest request, bool flat) =>
        request.Layer == ProgramLayers.Custom ? CustomSubjects.Of(request, null)
        : LayerCatalog.Find(request.Layer) is { } layer ? NormSubjects.Of(layer, request.Seed, request.Profile, request.Batch, flat)
        : request.Inputs.Count > 0 ? CourseSubjects.Given(request) : CourseSubjects.Of(request.Layer, request.Seed);

    private static ProgramReport Refused(ProgramRequest request, ProgramError error, SourceView view) => new()
    {
        Verdict = error.Kind is ProgramErrorKind.Unsupported or ProgramErrorKind.Budget ? Verdict.Inconclusive : Verdict.Mismatch,
        Layer = request.Layer,
        Forward = new(null, null, null, null, null, null, []),
        FirstWrongLine = WrongLineWriter.Write(error, view),
    };

    private static ProgramReport Missing(ProgramRequest request, string name, List<FunctionStatement> functions)
    {
        var (title, explanation) = LineWords.Of("function_missing");
        var defined = functions.Count == 0 ? "The code defines no function." : $"The code defines {string.Join(", ", functions.Select(function => $"`{function.Name}`").Distinct().Take(20))}.";
        var finding = new LineFinding("function_missing", title, $"{explanation} {defined}");
        return new()
        {
            Verdict = Verdict.Mismatch,
            Layer = request.Layer,
            Forward = new(null, null, null, null, null, null, [finding]),
            FirstWrongLine = new(name, null, null, null, null, $"There is no function `{name}`. {defined}", finding),
        };
    }
}
