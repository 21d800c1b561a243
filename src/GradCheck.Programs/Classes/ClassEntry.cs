using GradCheck.Programs.Dialects;
using GradCheck.Programs.Entries;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Returns;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Arrays;
using GradCheck.Python.Classes;
using GradCheck.Python.Runtime;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Torch.Autograd;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Classes;

/// <summary>A class: an object is made, its forward method is called, and on a copy of it its backward method.</summary>
/// <param name="plan">The class, and how its methods are called.</param>
/// <param name="init">Arguments of its constructor that the client gives.</param>
/// <param name="subject">The layer.</param>
/// <param name="isTorch">Whether it takes tensors of torch.</param>
internal sealed class ClassEntry(ClassPlan plan, IReadOnlyDictionary<string, InitValue> init, Subject subject, bool isTorch) : IEntry
{
    private static readonly HashSet<string> Outputs = [.. "output outputs out y yhat a z result activation activations prediction predictions".Split(' ')];

    /// <summary>The errors by which a constructor refuses what it is given.</summary>
    private static readonly string[] Refusing = ["TypeError", "ValueError", "IndexError", "AssertionError"];

    /// <summary>Is told of an object when it was made, before its forward method is called.</summary>
    public Action<Value>? Made { get; init; }

    public bool IsOneRun => plan.Backward is null;

    private bool IsBound => plan.Kind != ClassKind.Static;

    public ForwardResult Run(Interpreter interpreter, RunSession session, Trial trial, IReadOnlyDictionary<string, Value> made)
    {
        var (root, given) = Make(interpreter, session, trial, made);
        if (root is not null)
        {
            Made?.Invoke(root);
        }

        var inputs = root is null ? given : ObjectParameters.Fill(root, plan.Slots, made, session).Concat(given);
        var (arguments, flags) = ForwardArguments(trial, made);
        var unset = root is null ? [] : ObjectPaths.Unset(root).Except(Walk.Statements(plan.Forward.Body).OfType<AssignStatement>().SelectMany(line => line.Targets).OfType<AttributeExpression>().Select(target => target.Name)).ToList();
        Value returned;
        try
        {
            returned = plan.Setup is null
                ? Call(interpreter, root, plan.Forward.Name, arguments.Positional, [.. arguments.Keywords, .. flags])
                : ContextSetup.Call(interpreter, ClassOf(interpreter), root!, plan, arguments);
        }
        catch (ProgramException failed) when (unset.Count > 0 && failed.Error.Message.Contains("NoneType", StringComparison.Ordinal) && ObjectPaths.Unset(root!).Intersect(unset).ToList() is [_, ..] still)
        {
            var names = string.Join(", ", still.Select(name => $"`self.{name}`"));
            throw CallArguments.Cannot($"`{plan.Forward.Name}` finds None in {names}, which something else sets before it: give a value to the constructor as `init`", failed.Error.Span);
        }

        var output = returned is NoneValue && root is not null ? OutputOf(root) : null;
        return new(output?.Value ?? returned, arguments.Parameters)
        {
            Output = output is null ? null : $"self.{output.Leaf}",
            Inputs = inputs.DistinctBy(item => item.Key).ToDictionary(),
            Receiver = root,
            Homes = plan.Slots.Where(slot => !slot.Path.EndsWith(']')).ToDictionary(slot => slot.Input, slot => Names.Roles.Own(slot.Path)),
        };
    }

    public Wiring Read(Value returned, Trial trial)
    {
        var forward = MethodParameters.Of(plan.Forward, plan.Leading > 0, trial.InputNames).Function;
        var parts = Part.Of(returned, forward);
        if (plan.Backward is null)
        {
            var loss = parts.FirstOrDefault(part => part.Numbers is { Values.Length: 1 }) ?? parts.FirstOrDefault(part => part.Numbers is not null);
            return new(loss is null ? [] : [loss], [.. parts.Where(part => part != loss)], Wiring.NoIncoming);
        }

        var backward = MethodParameters.Of(plan.Backward, IsBound, trial.InputNames).Function;
        if (plan.TakesPredictions || (backward.Parameters.Items.Count == 0 && backward.Parameters.Rest is null))
        {
            return new(parts is [{ Numbers: not null } first, ..] ? [first] : [], [.. parts.Skip(1)], Wiring.NoIncoming) { Fixed = plan.Dout ?? 1 };
        }

        return Wiring.Of(parts, forward, backward, trial.InputNames, subject.IsCourse);
    }

    public CallArguments? Back(Interpreter interpreter, ForwardCall forward, IReadOnlyList<Value> incoming, ValueCopies copies)
    {
        var (function, given) = MethodParameters.Of(plan.Backward!, IsBound, forward.Trial.InputNames);
        var arguments = plan.TakesPredictions
            ? new CallArguments([.. forward.Arguments.Values.Take(function.Parameters.Items.Count).Select(copies.Copy)], [])
            : new BackwardArguments(function, forward, incoming, copies).Bind();
        return arguments with
        {
            Keywords = [.. arguments.Keywords, .. given],
            Receiver = forward.Receiver is null ? null : copies.Copy(forward.Receiver),
        };
    }

    public BackResult RunBack(Interpreter interpreter, CallArguments arguments)
    {
        var returned = Call(interpreter, arguments.Receiver, plan.Backward!.Name, arguments.Positional, arguments.Keywords);
        return plan.Kind == ClassKind.Context ? new(Counted(returned), arguments.Receiver) : new(returned, arguments.Receiver);
    }

    public FoundGradients Gradients(ForwardCall forward, BackResult result) => new ClassGradients(plan, forward, subject).Of(result);

    /// <summary>The object, and the arrays of its constructor's arguments that gradients are asked for of.</summary>
    private (Value? Root, IEnumerable<KeyValuePair<string, Snapshot>> Inputs) Make(Interpreter interpreter, RunSession session, Trial trial, IReadOnlyDictionary<string, Value> made)
    {
        if (plan.Kind != ClassKind.Object)
        {
            return (plan.Kind == ClassKind.Context ? Context() : null, []);
        }

        List<KeyValuePair<string, Value>> arguments = [.. new ConstructorArguments(plan, init, subject, trial).Bind(session, made).Select(item => KeyValuePair.Create(item.Key, ArrayLibrary.Of(item.Value, isTorch)))];
        List<KeyValuePair<string, Snapshot>> inputs =
            [.. arguments.Where(item => init.ContainsKey(item.Key) && subject.Inputs.Contains(item.Key)).Select(item => KeyValuePair.Create(item.Key, Snapshot.Of(item.Value)!))];
        var root = Constructed(interpreter, arguments);
        if (plan.IsWarmedUp)
        {
            var (first, flags) = ForwardArguments(trial, made);
            Call(interpreter, root, plan.Forward.Name, first.Positional, [.. first.Keywords, .. flags]);
        }

        return (root, inputs);
    }

    /// <summary>The object. Where its constructor refuses what it was given, that says nothing of the program: what it takes is only guessed at.</summary>
    private Value Constructed(Interpreter interpreter, List<KeyValuePair<string, Value>> arguments)
    {
        try
        {
            return interpreter.Construct(ClassOf(interpreter), [], arguments);
        }
        catch (ProgramException refused) when (arguments.Count > 0 && Refusing.Contains(refused.Error.Type))
        {
            var given = string.Join(", ", arguments.Select(argument => $"`{argument.Key}`"));
            throw CallArguments.Cannot($"the constructor of `{plan.Class}` does not take what it was given for {given} ({refused.Error.Type}: {refused.Error.Message}): give it as `init`", refused.Error.Span);
        }
    }

    /// <summary>As many gradients as the forward method takes arguments, as the engine asks; what has a default may have been left out.</summary>
    private Value Counted(Value returned)
    {
        var parameters = plan.Forward.Parameters;
        var (most, least) = (parameters.Items.Count - plan.Leading, parameters.Items.Skip(plan.Leading).Count(parameter => parameter.Default is null));
        IReadOnlyList<Value> gradients = returned is TupleValue tuple ? tuple.Items : [returned];
        if (parameters.Rest is null && (gradients.Count < least || gradients.Skip(most).Any(extra => extra is not NoneValue)))
        {
            var back = Walk.Statements(plan.Backward!.Body).OfType<ReturnStatement>().LastOrDefault()?.Span ?? plan.Backward.Span;
            throw Errors.Python("RuntimeError", ErrorCodes.WrongUnpacking, $"function {plan.Class}Backward returned an incorrect number of gradients (expected {most}, got {gradients.Count})", back);
        }

        return returned;
    }

    /// <summary>What torch hands from one pass to the other; a gradient is wanted for every argument.</summary>
    private InstanceValue Context()
    {
        var made = new InstanceValue(FunctionContexts.Class);
        made.Attributes.Items[DictionaryKey.Of(FunctionContexts.Needs)] = new TupleValue([.. plan.Forward.Parameters.Items.Skip(plan.Leading).Select(_ => BooleanValue.True)]);
        return made;
    }

    private (CallArguments Arguments, IReadOnlyList<KeyValuePair<string, Value>> Given) ForwardArguments(Trial trial, IReadOnlyDictionary<string, Value> made)
    {
        var taken = plan.Kind == ClassKind.Object ? new ConstructorArguments(plan, init, subject, trial).Taken.Concat(plan.Slots.Select(slot => slot.Ingredient).OfType<string>()).ToHashSet() : [];
        var reduced = trial with
        {
            Ingredients = [.. trial.Ingredients.Where(ingredient => !taken.Contains(ingredient.Name))],
            Extras = [.. trial.Extras.Where(extra => !taken.Contains(extra.Name))],
        };
        var (function, given) = MethodParameters.Of(plan.Forward, plan.Leading > 0, reduced.InputNames);
        return (new Casting(function, reduced).Arguments(made, subject.IsCourse), given);
    }

    private static Held? OutputOf(Value root)
    {
        var held = ObjectPaths.In(root).Where(item => item.Container.Length == 0 && item.Value is NdArray or FloatValue).ToList();
        return held.Find(item => Outputs.Contains(Names.Roles.Plain(item.Leaf))) ?? held.LastOrDefault(item => Snapshot.Of(item.Value)?.Nodes is not null);
    }

    private Value ClassOf(Interpreter interpreter) => interpreter.Globals.GetValueOrDefault(plan.Class)
        ?? throw interpreter.LoadErrors.Select(error => new Python.Source.ProgramException(error)).FirstOrDefault() ?? CallArguments.Cannot($"the class `{plan.Class}` was not made", plan.Forward.Span);

    private Value Call(Interpreter interpreter, Value? root, string method, IReadOnlyList<Value> positional, IReadOnlyList<KeyValuePair<string, Value>> keywords) =>
        plan.Kind switch
        {
            ClassKind.Object => interpreter.CallMethod(root!, method, positional, keywords),
            ClassKind.Context => interpreter.CallMethod(ClassOf(interpreter), method, [root!, .. positional], keywords),
            _ => interpreter.CallMethod(ClassOf(interpreter), method, positional, keywords),
        };
}
