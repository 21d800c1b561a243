using System.Diagnostics;
using GradCheck.Comparison;
using GradCheck.Faults;
using GradCheck.Layers;
using GradCheck.Programs.Blame;
using GradCheck.Programs.Entries;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Runs;
using GradCheck.Programs.Sources;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Budgets;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Syntax.Parsing;
using GradCheck.Python.Values;

namespace GradCheck.Programs;

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
            if (report.Verdict != Verdict.Match && HasWholeNumbers(request))
            {
                // Whole numbers may be labels or masks, and they may be floats without a fraction: what runs to the end is meant.
                var floats = Check(request with { WholeNumbersAreFloats = true }, flat: false, limits, clock, cancellation);
                (report, request) = floats.Verdict == Verdict.Match || (IsStopped(report) && !IsStopped(floats)) ? (floats, request with { WholeNumbersAreFloats = true }) : (report, request);
            }

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

    private static bool HasWholeNumbers(ProgramRequest request) => request.Layer == ProgramLayers.Custom
        && request.Inputs.Any(input => input.Value.Shape.Rank > 0 && !request.Differentiate.Contains(input.Key) && input.Value.Values.ToArray().All(double.IsInteger));

    private static bool IsStopped(ProgramReport report) => report.Unchecked.Count > 0;

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
        var finder = new FunctionFinder(functions, subject);
        var forward = finder.Forward(request.ForwardName);
        if (forward is null)
        {
            return ClassOf(tree) is { } unread ? Refused(request, unread, view)
                : LambdaOf(tree, request.ForwardName ?? subject.ForwardNames[0]) is { } lambda ? Refused(request, lambda, view)
                : tree.Faults is [var fault, ..] ? Refused(request, fault, view)
                : request.ForwardName is null && finder.Candidates is { Count: > 1 } candidates && !candidates.Any(candidate => IsOfAnotherLayer(candidate.Name, request.Layer)) ? Ambiguous(request, "forward", candidates)
                : Missing(request, request.ForwardName ?? subject.ForwardNames[0], functions);
        }

        var backward = subject.IsLoss ? null : finder.Backward(request.BackwardName, forward);
        if (backward is null && request.BackwardName is { } asked)
        {
            if (LambdaOf(tree, asked) is { } lambda)
            {
                return Refused(request, lambda, view);
            }

            return Missing(request, asked, functions);
        }

        // Where its own name names no other, a function that returns a loss and its gradients has no backward function.
        if (request is { Layer: ProgramLayers.Custom, BackwardName: null } && !subject.IsLoss && functions.Count > 1 && (backward is null || !FunctionFinder.AreOfOneStem(forward, backward))
            && ForwardRun.Of(new(tree, subject, forward, null), subject.Trials[0], new(limits, clock, cancellation), recorded: false) is { Error: null } run && LossFunction.Fits(run.Call, subject))
        {
            backward = null;
        }
        else if (backward is null && !subject.IsLoss && request.Layer == ProgramLayers.Custom && finder.BackwardCandidates(forward) is { Count: > 1 } several)
        {
            return Ambiguous(request, "backward", several);
        }

        if (Without(subject, forward) is { Count: > 0 } absent && LayerCatalog.Find(request.Layer) is { } layer)
        {
            subject = NormSubjects.Of(layer, request.Seed, request.Profile, request.Batch, flat, request.Conventions, absent);
        }

        var program = new ProgramUnderTest(tree, subject, forward, backward);
        var report = new Examination(request, program, view, limits, clock, cancellation).Report();
        return SyntaxFaults.In(tree, view, functions, [forward.Name, .. backward is null ? Array.Empty<string>() : [backward.Name]]) switch
        {
            { Deciding: { } first } => report with
            {
                Verdict = Verdict.Mismatch,
                FirstWrongLine = WrongLineWriter.Write(first, view),
                FurtherWrongLines = [.. report.FirstWrongLine is { } line && line.Finding.Code != first.Code ? [line] : Array.Empty<WrongLine>(), .. report.FurtherWrongLines],
            },
            { Elsewhere: { Count: > 0 } others } => report with { Warnings = [.. report.Warnings, .. others] },
            _ => report,
        };
    }

    /// <summary>The parameters of a layer that a function does without: a layer norm may have no beta, or neither gamma nor beta.</summary>
    private static HashSet<string> Without(Subject subject, FunctionStatement forward)
    {
        var mayLack = subject.Id is "layernorm" or "rmsnorm" && forward.Parameters is { Rest: null, Keywords: null };
        var taken = mayLack ? ForwardArguments.Plan(forward, subject.Trials[0]).Select(pair => pair.Ingredient).ToHashSet() : [];
        HashSet<string> absent = mayLack ? [.. subject.Inputs.Skip(1).Where(input => !taken.Contains(input))] : [];
        return absent.Contains("gamma") && !absent.Contains("beta") ? [] : absent;
    }

    /// <summary>The first class at the top of a file, which is not read yet.</summary>
    private static ProgramError? ClassOf(ProgramTree tree) =>
        tree.Body.OfType<FaultyStatement>().Select(statement => statement.Error).FirstOrDefault(error => error.Kind == ProgramErrorKind.Unsupported && error.Message.StartsWith("`class ", StringComparison.Ordinal));

    /// <summary>Whether a name is that of a function of another layer, as in a file with all of an assignment.</summary>
    private static bool IsOfAnotherLayer(string name, string layer) => layer != ProgramLayers.Custom
        && ProgramLayers.Ids.Any(id => id != layer && id != ProgramLayers.Custom && name.StartsWith(id.Replace("_loss", string.Empty, StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));

    private static Subject SubjectOf(ProgramRequest request, bool flat) =>
        request.Layer == ProgramLayers.Custom ? CustomSubjects.Of(request)
        : LayerCatalog.Find(request.Layer) is { } layer ? NormSubjects.Of(layer, request.Seed, request.Profile, request.Batch, flat, request.Conventions)
        : request.Inputs.Count > 0 ? CourseSubjects.Given(request) : CourseSubjects.Of(request.Layer, request.Seed);

    private static ProgramReport Refused(ProgramRequest request, ProgramError error, SourceView view) => new()
    {
        Verdict = error.Kind is ProgramErrorKind.Unsupported or ProgramErrorKind.Budget ? Verdict.Inconclusive : Verdict.Mismatch,
        Layer = request.Layer,
        Forward = new(null, null, null, null, null, null, []),
        Unchecked = ProgramLayers.GradientsOf(request.Layer, request.Differentiate),
        FirstWrongLine = WrongLineWriter.Write(error, view),
    };

    /// <summary>Several functions may be meant: which, only the client can say.</summary>
    private static ProgramReport Ambiguous(ProgramRequest request, string side, IReadOnlyList<FunctionStatement> candidates)
    {
        var (title, explanation) = LineWords.Of("function_ambiguous");
        var names = string.Join(", ", candidates.Select(function => $"`{function.Name}`").Distinct().Take(20));
        var field = side == "forward" ? "`forward_name` and `backward_name`" : "`backward_name`";
        var finding = new LineFinding("function_ambiguous", title, explanation);
        return new()
        {
            Verdict = Verdict.Inconclusive,
            Layer = request.Layer,
            Forward = new(null, null, null, null, null, null, [finding]),
            Unchecked = ProgramLayers.GradientsOf(request.Layer, request.Differentiate),
            FirstWrongLine = new(null, null, null, null, null, $"Several functions may be the {side} pass: {names}. Set {field}.", finding),
        };
    }

    /// <summary>Why a name of the file that stands for a lambda, or for another value, is not checked; null where no line makes it.</summary>
    private static ProgramError? LambdaOf(ProgramTree tree, string name) => tree.Body.OfType<AssignStatement>().LastOrDefault(line => line.Targets.Any(target => target is NameExpression made && made.Id == name)) is { } line
        ? Errors.Unsupported($"`{name}` is made by an assignment: only functions of a def are checked, line by line", line.Span).Error
        : null;

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
            Unchecked = ProgramLayers.GradientsOf(request.Layer, request.Differentiate),
            FirstWrongLine = new(name, null, null, null, null, $"There is no function `{name}`. {defined}", finding),
        };
    }
}
