using GradCheck.Programs.Classes;
using GradCheck.Programs.Dialects;
using GradCheck.Programs.Entries;
using GradCheck.Programs.Judging;
using GradCheck.Programs.Names;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Runs;
using GradCheck.Programs.Sources;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Reading;

/// <summary>Finds the class of a request, and how an object of it is made and run.</summary>
/// <param name="request">The request.</param>
/// <param name="cost">What a check may cost.</param>
/// <param name="tree">The file.</param>
/// <param name="view">Its text.</param>
/// <param name="layer">The layer.</param>
internal sealed class ClassReader(ProgramRequest request, CheckCost cost, ProgramTree tree, SourceView view, Subject layer)
{
    private readonly Subject subject = layer.Id == "affine" && request.Inputs.Count == 0 ? CourseCases.AffineRows(layer, request.Seed) : layer;
    private static readonly string[] Parameters = ["gamma", "beta"];

    private readonly ClassView classes = new(tree);

    /// <summary>The classes that may be meant, by their names.</summary>
    public bool HasMeant => new ClassFinder(classes, request, subject).Candidates.Count > 0;

    /// <summary>Whether the file has classes.</summary>
    public bool HasClasses => classes.All.Count > 0;

    /// <summary>The program, or why there is none.</summary>
    public (ProgramUnderTest? Program, ProgramReport? Refusal) Read()
    {
        var finder = new ClassFinder(classes, request, subject);
        if (request.ClassName is { } asked)
        {
            return classes.Find(asked) is not { } made ? (null, Refused($"there is no class `{asked}`; {Defined()}", tree.Body is [var first, ..] ? first.Span : default))
                : finder.Named(asked) is { } named ? (ProgramOf(named), null)
                : (null, Refused($"`{asked}` has no method that goes forward and one that goes back ({MethodsOf(made)}): name them as `forward_name` and `backward_name`", made.Span));
        }

        var meant = finder.Meant();
        return meant switch
        {
            [var only] => (ProgramOf(only), null),
            [] when classes.All.Count == 0 => (null, Refused("the code defines no class", tree.Body is [var line, ..] ? line.Span : default)),
            [] => (null, Refused($"no class has a method that goes forward and one that goes back; {Defined()}", classes.All[0].Span)),
            _ => (null, Refusals.AmbiguousClass(request, [.. meant.Select(plan => plan.Class)])),
        };
    }

    private ProgramUnderTest ProgramOf(ClassPlan plan)
    {
        var isTorch = ArrayLibrary.IsTorch(tree, classes.Find(plan.Class)!.Body);
        var probe = new ClassProbe(tree, plan, request, subject, isTorch, cost.Budget());
        var found = probe.Find();
        var program = new ProgramUnderTest(tree, SubjectOf(found, probe), found.Forward, found.Backward) { IsTorch = isTorch };
        var readings = Readings(found);

        // Of a loss that takes labels either way, numbers are meant: the branch for one-hot labels says nothing of the other.
        if (readings.Exists(reading => reading.IsOneHot) && Accepts(With(program, found)))
        {
            readings.RemoveAll(reading => reading.IsOneHot);
        }

        if (readings.Select(reading => With(program, reading)).FirstOrDefault(Holds) is { } held)
        {
            return held;
        }

        // None is right: one that runs is meant, that of the course's losses first.
        var meant = readings.OrderByDescending(reading => reading.TakesPredictions).Where(reading => reading.TakesPredictions || reading.IsOneHot).FirstOrDefault(reading => Runs(With(program, reading)) && !(subject.IsCourse && Accepts(With(program, found))));
        return Judged(With(program, meant ?? found), meant ?? found);
    }

    private ProgramUnderTest With(ProgramUnderTest program, ClassPlan plan) => program with
    {
        Form = made => new ClassEntry(plan, request.Init, made.Subject, made.IsTorch),
        Subject = plan.IsOneHot ? OneHot.Of(program.Subject) : program.Subject,
    };

    /// <summary>Other ways in which courses write what would be wrong the usual way: each is right where it holds.</summary>
    private List<ClassPlan> Readings(ClassPlan plan)
    {
        if (plan.Backward is null || plan.Kind != ClassKind.Object)
        {
            return [];
        }

        var takes = plan.Backward.Parameters.Items.Count - 1;
        var isLoss = subject.Id == "softmax_loss" || Roles.Plain(plan.Class).Contains("loss", StringComparison.Ordinal) || Roles.Plain(plan.Class).Contains("entropy", StringComparison.Ordinal);
        List<ClassPlan> readings = takes == 0 ? [plan with { Dout = 0 }] : [];
        if (isLoss && takes == 2 && plan.Forward.Parameters.Items.Count == 3)
        {
            readings.AddRange([plan with { TakesPredictions = true, Dout = 0 }, plan with { TakesPredictions = true, Dout = 1 }]);
        }

        return subject.Id != "softmax_loss" ? readings : [.. readings, plan with { IsOneHot = true }, .. readings.Select(reading => reading with { IsOneHot = true })];
    }

    private bool Runs(ProgramUnderTest program) => Examined.Of(program, program.Subject.Trials[0], view.Source, cost.Budget()) is { Error: null } examined && examined.ForwardHolds;

    private bool Accepts(ProgramUnderTest program) => Examined.Of(program, program.Subject.Trials[0], view.Source, cost.Budget()).ForwardHolds;

    private bool Holds(ProgramUnderTest program)
    {
        try
        {
            return program.Subject.Trials.All(trial => Examined.Of(program, trial, view.Source, cost.Budget()).AllHolds);
        }
        catch (ProgramException)
        {
            return false;
        }
    }

    /// <summary>Parameters that a class keeps no gradient of, none at all, are not judged: nobody asked for them.</summary>
    private ProgramUnderTest Judged(ProgramUnderTest program, ClassPlan plan)
    {
        var own = plan.Slots.Where(slot => slot is { Ingredient: null, IsGiven: false } && !request.Differentiate.Contains(slot.Input)).Select(slot => slot.Input).ToHashSet();
        if (subject.IsCourse || own.Count == 0)
        {
            return program;
        }

        var examined = Examined.Of(program, subject.Trials[0], view.Source, cost.Budget());
        return examined.Backward is { Error: null } run && program.Subject.Inputs.Index().Where(input => own.Contains(input.Item)).All(input => run.Gradients[input.Index] is null)
            ? program with { Subject = program.Subject with { Inputs = [.. program.Subject.Inputs.Where(input => !own.Contains(input))], GradientNames = [] } }
            : program;
    }

    private Subject SubjectOf(ClassPlan plan, ClassProbe probe)
    {
        if (!subject.IsCourse)
        {
            List<string> inputs = [.. subject.Inputs.Union(plan.Slots.Where(slot => slot is { Ingredient: null, IsGiven: false }).Select(slot => slot.Input))];
            return subject with { Inputs = inputs, GradientNames = inputs.ConvertAll(GradientOf) };
        }

        if (subject.Trials[0].Batch is null || plan.Kind != ClassKind.Object)
        {
            return subject;
        }

        var known = new ClassSettings(tree, classes, plan, probe.Root);
        var taken = new ConstructorArguments(plan, request.Init, subject, subject.Trials[0]).Taken;
        bool IsThere(string input) => taken.Contains(input) || plan.Slots.Any(slot => slot.Input == input) || known.IsArgument(input);
        HashSet<string> absent = probe.Root is null ? [] : [.. Parameters.Where(input => !IsThere(input))];
        var norm = NormSubject.Of(request, absent, known.Eps(request.Init));

        // What is taken where no eps is given is the class's own affair.
        return norm with { Fringe = [.. norm.Fringe.Where(fringe => fringe.Code != "default_eps")] };
    }

    /// <summary>What the gradient of an input is called: <c>dW</c>, <c>layers[0].dW</c>.</summary>
    private static string GradientOf(string input) => input.LastIndexOf('.') is > 0 and var dot ? $"{input[..(dot + 1)]}d{input[(dot + 1)..]}" : $"d{input}";

    private ProgramReport Refused(string message, Span at) => Refusals.Refused(request, CallArguments.Cannot(message, at).Error, view);

    private string Defined() => classes.All.Count == 0 ? "the code defines no class" : $"the code defines {string.Join(", ", classes.All.Select(made => $"`{made.Name}`"))}";

    private string MethodsOf(ClassStatement made) => classes.Methods(made) is { Count: > 0 } methods ? $"it has {string.Join(", ", methods.Select(method => $"`{method.Name}`"))}" : "it has no method";
}
