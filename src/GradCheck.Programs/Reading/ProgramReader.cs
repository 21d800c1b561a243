using System.Globalization;
using GradCheck.Comparison;
using GradCheck.Programs.Blame;
using GradCheck.Programs.Classes;
using GradCheck.Programs.Dialects;
using GradCheck.Programs.Entries;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Runs;
using GradCheck.Programs.Sources;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Syntax.Parsing;

namespace GradCheck.Programs.Reading;

/// <summary>Finds the program in the text of a request: its functions, and the layer that they are held against.</summary>
internal sealed class ProgramReader
{
    private readonly ProgramRequest request;
    private readonly CheckCost cost;
    private readonly Subject subject;
    private readonly ProgramTree tree;
    private readonly SourceView view;
    private readonly List<FunctionStatement> functions;
    private readonly FunctionFinder finder;

    private ProgramReader(ProgramRequest request, CheckCost cost, SourceMap map, ProgramTree parsed)
    {
        (this.request, this.cost, subject) = (request, cost, Subject.Of(request));
        tree = SelfNames.In(SnippetProgram.Wrap(parsed, map, subject));
        view = new(map, tree);

        // Those in the branches of an if as well: a file may define a function in one of two ways.
        var top = tree.Body.SelectMany(statement => statement is IfStatement ? Walk.Statements([statement]) : [statement]);
        functions = [.. top.OfType<FunctionStatement>()];
        finder = new(functions, subject);
    }

    /// <summary>Checks the program of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cost">What that may cost.</param>
    /// <param name="check">Checks it.</param>
    /// <returns>What the check says, or why there is nothing to check.</returns>
    public static ProgramReport Check(ProgramRequest request, CheckCost cost, Func<ProgramUnderTest, SourceView, ProgramReport> check)
    {
        var map = SourceMap.Of(request);
        ProgramTree parsed;
        try
        {
            parsed = Parser.Parse(map.Source);
            parsed = request.WithoutSmoothing ? Smoothing.Without(parsed) : parsed;
        }
        catch (ProgramException refused)
        {
            return Refusals.Refused(request, refused.Error, new(map, new([])));
        }

        if ((request.Form ?? (request.ClassName is null ? FormOf(request, parsed) : ProgramForm.Class)) == ProgramForm.Script)
        {
            return new ScriptProgram(request, map, parsed).Check(check);
        }

        var reader = new ProgramReader(request, cost, map, parsed);
        return WithCells(reader.Check(check), reader.view);
    }

    /// <summary>A report with the cells that do not run: where what is asked about is not there, their fault is why.</summary>
    private static ProgramReport WithCells(ProgramReport report, SourceView view)
    {
        if (view.Map.FaultyCells is not [var first, ..] cells)
        {
            return report;
        }

        return report.FirstWrongLine?.Finding.Code is "function_missing" or ErrorCodes.UndefinedName
            ? report with { Verdict = Verdict.Mismatch, FirstWrongLine = WrongLineWriter.Write(first.Error, view) }
            : report with { Warnings = [.. report.Warnings, .. cells.Select(cell => Refusals.OfCell(cell, view))] };
    }

    // Two snippets say by themselves which is which.
    private static ProgramForm FormOf(ProgramRequest request, ProgramTree parsed) =>
        request.Code is null && request.Notebook is null ? ProgramForm.Functions : FormFinder.Of(parsed);

    private ProgramReport Check(Func<ProgramUnderTest, SourceView, ProgramReport> check)
    {
        if (IsClass)
        {
            var (program, refusal) = new ClassReader(request, cost, tree, view, subject).Read();
            return refusal ?? check(program!, view);
        }

        return OfFunctions(check);
    }

    /// <summary>Whether the methods of a class are meant: one is asked for, or no functions go together as well.</summary>
    private bool IsClass => request.ClassName is not null || request.Form == ProgramForm.Class
        || (request.Form is null && new ClassReader(request, cost, tree, view, subject) is { HasClasses: true } reader && !HasFunctions && (reader.HasMeant || functions.Count == 0));

    private bool HasFunctions => finder.Forward(request.ForwardName) is { } forward && (subject.IsLoss || finder.Backward(request.BackwardName, forward) is not null);

    private ProgramReport OfFunctions(Func<ProgramUnderTest, SourceView, ProgramReport> check)
    {
        if (finder.Forward(request.ForwardName) is not { } forward)
        {
            return WithoutForward(request.ForwardName ?? subject.ForwardNames[0]);
        }

        var backward = subject.IsLoss ? null : finder.Backward(request.BackwardName, forward);
        if (backward is null && request.BackwardName is { } asked)
        {
            return MadeByALine(asked) is { } made ? Refusals.Refused(request, made, view) : Refusals.Missing(request, asked, functions);
        }

        var program = new ProgramUnderTest(tree, subject, forward, backward) { IsTorch = ArrayLibrary.IsTorch(tree, backward is null ? [forward] : [forward, backward]) };
        if (MayReturnGradients(program) && ReturnsGradients(program))
        {
            program = program with { Subject = CustomSubjects.Of(request, isLoss: true), Backward = null };
        }
        else if (backward is null && !subject.IsLoss && !subject.IsCourse && finder.BackwardCandidates(forward) is { Count: > 1 } several)
        {
            return Refusals.Ambiguous(request, "backward", several);
        }

        if (Without(forward) is { Count: > 0 } absent)
        {
            program = program with { Subject = NormSubject.Of(request, absent) };
        }

        string[] names = [forward.Name, .. program.Backward is { } found ? [found.Name] : Array.Empty<string>()];
        return SyntaxFaults.In(tree, view, functions, names).ToldIn(check(program, view), view);
    }

    private ProgramReport WithoutForward(string name) =>
        (ClassOf(tree) ?? MadeByALine(name) ?? (tree.Faults is [var fault, ..] ? fault : null)) is { } error ? Refusals.Refused(request, error, view)
        : request.ForwardName is null && finder.Candidates is { Count: > 1 } candidates && !candidates.Any(IsOfAnotherLayer)
            ? Refusals.Ambiguous(request, "forward", candidates)
        : Refusals.Missing(request, name, functions);

    /// <summary>Whether one function may return a loss and its gradients: it has no backward one, or one whose name has nothing of its own and was not asked for.</summary>
    private bool MayReturnGradients(ProgramUnderTest program) => !subject.IsCourse
        && (program.Backward is null || (request.BackwardName is null && !FunctionFinder.AreOfOneStem(program.Forward, program.Backward)));

    /// <summary>Whether the forward function alone returns a loss and its gradients, which a run tells.</summary>
    private bool ReturnsGradients(ProgramUnderTest program) =>
        ForwardRun.Of(program with { Backward = null }, subject.Trials[0], cost.Budget(), recorded: false) is { Error: null } run
        && LossFunction.Fits(run.Call, subject);

    /// <summary>The parameters of a layer that a function does without: a layer norm may have no beta, or neither gamma nor beta.</summary>
    private HashSet<string> Without(FunctionStatement forward)
    {
        if (subject.Id is not ("layernorm" or "rmsnorm") || forward.Parameters is not { Rest: null, Keywords: null })
        {
            return [];
        }

        var taken = new Casting(forward, subject.Trials[0]).Roles.Select(role => role.Ingredient).ToHashSet();
        HashSet<string> absent = [.. subject.Inputs.Skip(1).Where(input => !taken.Contains(input))];
        return absent.Contains("gamma") && !absent.Contains("beta") ? [] : absent;
    }

    /// <summary>The first class at the top of a file, where no function is of the layer: its methods may be meant.</summary>
    private ProgramError? ClassOf(ProgramTree tree) => tree.Body.OfType<ClassStatement>().FirstOrDefault() is { } made
        ? Errors.Unsupported(string.Create(CultureInfo.InvariantCulture, $"`class {made.Name}`, line {view.Map.Source.LineOf(made.Span.Start)}: no function beside it is of this layer; where its methods are meant, set `class_name`"), made.Span).Error
        : null;

    /// <summary>Whether a function is by its name one of another layer, as in a file with all of an assignment.</summary>
    private bool IsOfAnotherLayer(FunctionStatement function) => subject.IsCourse && ProgramLayers.Ids.Any(id =>
        id != subject.Id && id != ProgramLayers.Custom
        && function.Name.StartsWith(id.Replace("_loss", string.Empty, StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));

    /// <summary>Why a name of the file that stands for a lambda, or for another value, is not checked; null where no line makes it.</summary>
    private ProgramError? MadeByALine(string name)
    {
        var line = tree.Body.OfType<AssignStatement>().LastOrDefault(line => line.Targets.Any(target => target is NameExpression made && made.Id == name));
        return line is null ? null
            : Errors.Unsupported($"`{name}` is made by an assignment: only functions of a def are checked, line by line", line.Span).Error;
    }
}
