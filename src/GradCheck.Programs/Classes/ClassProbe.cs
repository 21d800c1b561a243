using GradCheck.Programs.Dialects;
using GradCheck.Programs.Names;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Subjects;
using GradCheck.Python;
using GradCheck.Python.Arrays;
using GradCheck.Python.Budgets;
using GradCheck.Python.Runtime;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Classes;

/// <summary>Makes an object of a class and calls its forward method once, to see what its parameters are.</summary>
/// <param name="tree">The file.</param>
/// <param name="plan">The class.</param>
/// <param name="request">The request.</param>
/// <param name="subject">The layer.</param>
/// <param name="isTorch">Whether it takes tensors of torch.</param>
/// <param name="budget">What it may cost.</param>
internal sealed class ClassProbe(ProgramTree tree, ClassPlan plan, ProgramRequest request, Subject subject, bool isTorch, Budget budget)
{
    /// <summary>The object, with every array of it an input of its own; null where it could not be made.</summary>
    public Value? Root { get; private set; }

    /// <summary>The plan with the parameters that were found.</summary>
    public ClassPlan Find()
    {
        if (plan.Kind != ClassKind.Object)
        {
            return plan;
        }

        var slots = Slots(plan);
        if (slots is { Count: 0 } && plan.Slots.Count == 0 && Slots(plan with { IsWarmedUp = true }) is { Count: > 0 } later)
        {
            return plan with { Slots = later, IsWarmedUp = true };
        }

        return plan with { Slots = slots ?? [] };
    }

    /// <summary>The parameters; null where the forward method does not run.</summary>
    private List<Slot>? Slots(ClassPlan tried)
    {
        var session = new RunSession(budget, GradientTape.Start(), Languages.Course);
        var interpreter = new Interpreter(tree, session);
        try
        {
            interpreter.Load();
            var trial = subject.Trials[0];
            var made = trial.Ingredients.Concat(trial.Extras).DistinctBy(item => item.Name).ToDictionary(item => item.Name, item => ArrayLibrary.Of(item.Make(session), isTorch));
            var marked = new List<Held>();
            var entry = new ClassEntry(tried, request.Init, subject, isTorch) { Made = root => marked.AddRange(ObjectParameters.Mark(Root = root, session)) };
            var result = entry.Run(interpreter, session, trial, made);
            var reached = Reached(session.Tape, entry.Read(result.Returned, trial));
            var given = result.Inputs.Concat(trial.Ingredients.Where(item => item.IsDifferentiable).Select(item => KeyValuePair.Create(item.Name, Snapshot.Of(made[item.Name])!))).ToList();
            return [.. Named([.. marked.Where(held => held.Floats!.ToNodes()!.Any(reached.Contains))], marked), .. Known(given)];
        }
        catch (ProgramException)
        {
            return null;
        }
    }

    /// <summary>The arrays of the object that are values of the case, or of the client.</summary>
    private IEnumerable<Slot> Known(List<KeyValuePair<string, Snapshot>> given) => Root is null ? [] : ObjectPaths.In(Root)
        .Select(held => (held, Input: held.Floats?.ToNodes() is { } nodes ? given.Find(item => item.Value.Nodes is { } own && own.AsSpan().SequenceEqual(nodes)).Key : null))
        .Where(pair => pair.Input is not null && Taken.Contains(pair.Input)).DistinctBy(pair => pair.Input).Select(pair => new Slot(pair.Input!, pair.held.Path, null) { IsGiven = true });

    private HashSet<string> Taken => [.. request.Init.Keys, .. new ConstructorArguments(plan, request.Init, subject, subject.Trials[0]).Taken];

    /// <summary>What each parameter is called in the report: in a known layer as there, else as in the object.</summary>
    /// <param name="left">Those that the output depends on.</param>
    /// <param name="all">All arrays: one of a parameter's name that a known layer's output does not depend on was forgotten.</param>
    private List<Slot> Named(List<Held> left, List<Held> all)
    {
        if (!subject.IsCourse)
        {
            // Of several of one name each has its place.
            var names = subject.Trials[0].InputNames.Concat(left.Select(held => held.Leaf)).CountBy(name => name).ToDictionary();
            return left.ConvertAll(held => new Slot(!char.IsAsciiDigit(held.Leaf[0]) && names[held.Leaf] == 1 ? held.Leaf : held.Path, held.Path, null));
        }

        var slots = new List<Slot>();
        var trial = subject.Trials[0];
        foreach (var ingredient in trial.Ingredients.Where(ingredient => ingredient is { IsDifferentiable: true, Name: not "x" } && !Taken.Contains(ingredient.Name)))
        {
            Held? Called(List<Held> among) => among.Where(held => ObjectParameters.Fits(held.Floats!.Shape, ingredient.Shape!)).ToList() is var fitting
                ? fitting.Find(held => Roles.Plain(held.Leaf) == ingredient.Name) ?? fitting.Find(held => ParameterWords.IsCalled(held.Leaf, ingredient.Name)) : null;
            if ((Called(left) ?? Called(all)) is { } named)
            {
                left.Remove(named);
                slots.Add(new(ingredient.Name, named.Path, ingredient.Name));
            }
        }

        // Of a scale and a shift without names that say so, the scale is 1 at first.
        foreach (var ingredient in trial.Ingredients.Where(ingredient => ingredient is { IsDifferentiable: true, Name: "gamma" or "beta" or "w" or "b" } && !Taken.Contains(ingredient.Name) && !slots.Exists(slot => slot.Input == ingredient.Name)).ToList())
        {
            var fitting = left.Where(held => ObjectParameters.Fits(held.Floats!.Shape, ingredient.Shape!) && (ingredient.Name is not ("gamma" or "beta") || Array.TrueForAll(held.Floats.ToDoubles(), value => value == (ingredient.Name == "gamma" ? 1 : 0)))).ToList();
            if (fitting is [var only])
            {
                left.Remove(only);
                slots.Add(new(ingredient.Name, only.Path, ingredient.Name));
            }
        }

        return slots;
    }

    /// <summary>The nodes that an output depends on.</summary>
    private static HashSet<int> Reached(GradientTape tape, Returns.Wiring wiring)
    {
        var reached = new HashSet<int>();
        var open = new Stack<int>(wiring.Outputs.SelectMany(output => output.Numbers?.Nodes ?? []).Where(node => node != 0));
        while (open.TryPop(out var node))
        {
            if (reached.Add(node))
            {
                foreach (var parent in tape.ParentsOf(node))
                {
                    open.Push(parent);
                }
            }
        }

        return reached;
    }
}
