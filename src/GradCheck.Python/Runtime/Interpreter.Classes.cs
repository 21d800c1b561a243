using GradCheck.Python.Classes;
using GradCheck.Python.Modules;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Python.Runtime;

/// <content>Classes: their bodies, their decorators, <c>super()</c>, and the doors for whoever runs a class.</content>
internal sealed partial class Interpreter
{
    /// <summary>Makes an object of a class, or of whatever else the value makes when it is called.</summary>
    /// <param name="of">The class.</param>
    /// <param name="positional">The positional arguments.</param>
    /// <param name="keywords">The keyword arguments.</param>
    /// <exception cref="ProgramException">The program's error, with the calls it passed through.</exception>
    public Value Construct(Value of, IReadOnlyList<Value> positional, IReadOnlyList<KeyValuePair<string, Value>>? keywords = null) => Invoke(of, positional, keywords);

    /// <summary>Calls a method of an object, or of a class.</summary>
    /// <param name="self">The object.</param>
    /// <param name="name">The method.</param>
    /// <param name="positional">The positional arguments behind the object.</param>
    /// <param name="keywords">The keyword arguments.</param>
    /// <exception cref="ProgramException">The program's error, with the calls it passed through.</exception>
    public Value CallMethod(Value self, string name, IReadOnlyList<Value> positional, IReadOnlyList<KeyValuePair<string, Value>>? keywords = null) =>
        Invoke(Operators.Attributes.Get(At(default), self, name), positional, keywords);

    /// <summary>Calls a value of the program: a function, a method, a class, an object with <c>__call__</c>.</summary>
    /// <param name="function">The value.</param>
    /// <param name="positional">The positional arguments.</param>
    /// <param name="keywords">The keyword arguments.</param>
    /// <exception cref="ProgramException">The program's error, with the calls it passed through.</exception>
    public Value Invoke(Value function, IReadOnlyList<Value> positional, IReadOnlyList<KeyValuePair<string, Value>>? keywords = null)
    {
        depth = 0;
        return Invoke(function, positional, keywords ?? [], default);
    }

    private void Define(ClassStatement statement, Scope scope)
    {
        session.Budget.Call(depth + 1, statement.Span);
        var decorators = Decorators(statement.Decorators, scope);
        ProgramError? missing = null;
        var bases = new List<Value>();
        foreach (var given in statement.Bases)
        {
            try
            {
                bases.AddRange(given is StarredExpression starred ? Operators.Iteration.ToList(At(starred.Span), Evaluate(starred.Value, scope)) : [Evaluate(given, scope)]);
            }
            catch (ProgramException failure) when (failure.Error.Kind == ProgramErrorKind.Unsupported && !failure.Error.Message.Contains("'from enum ", StringComparison.Ordinal) && !failure.Error.Message.Contains("'import enum'", StringComparison.Ordinal))
            {
                // A base in another file: what the class itself has may be all that is needed.
                missing ??= failure.Error;
            }
        }

        var isAbstract = CheckBases(statement, bases, scope);
        var cell = new ClassCell(statement.Name);
        var inner = new Scope(LocalNames.Of(statement), scope.Closure, scope.Frame, $"{scope.Qualifier}{statement.Name}.") { Class = cell };
        depth++;
        try
        {
            Execute(statement.Body, inner);
        }
        finally
        {
            depth--;
        }

        var members = new OrderedDictionary<string, Value>(StringComparer.Ordinal);
        foreach (var (name, value) in inner.Values)
        {
            members[ClassCell.Mangled(cell, name)] = value;
        }

        var programName = module.Values.TryGetValue("__name__", out var named) && named is StringValue text ? text.Value : "__main__";
        var made = ClassMaker.Make(At(statement.Span), statement.Name, bases, members, missing, scope.Qualifier + statement.Name, programName, isAbstract, Annotated(statement.Body));
        cell.Class = made;
        scope.Owner(statement.Name, module).Values[statement.Name] = Decorated(decorators, made);
        if (ReferenceEquals(scope, module))
        {
            classes[statement.Name] = statement;
        }
    }

    // Whether the class is one whose methods may lack a body.
    private bool CheckBases(ClassStatement statement, List<Value> bases, Scope scope)
    {
        for (var k = 0; k < bases.Count; k++)
        {
            if (bases[k] is TypingValue { Name: not ("NamedTuple" or "TypedDict") })
            {
                bases[k] = new TypeValue("object");
            }

            if (bases[k] is not (ClassValue or TypeValue))
            {
                throw Errors.Unsupported($"a class that inherits from a value of the type '{bases[k].TypeName}' is outside of the subset; name a class", statement.Bases[Math.Min(k, statement.Bases.Count - 1)].Span);
            }
        }

        var isAbstract = false;
        foreach (var keyword in statement.Keywords)
        {
            if (keyword.Name != "metaclass" || Evaluate(keyword.Value, scope) is not TypeValue { Name: "abc.ABCMeta" or "type" })
            {
                throw Errors.Unsupported($"'{keyword.Name ?? "**"}=' of a class is outside of the subset; write in the class what it does", keyword.Span);
            }

            isAbstract = true;
        }

        return isAbstract;
    }

    // The fields of a dataclass: names of its body with a type, but for those of the class alone.
    private static List<string> Annotated(IReadOnlyList<Statement> body)
    {
        var names = new List<string>();
        foreach (var statement in body)
        {
            var (target, annotation) = statement switch
            {
                AssignStatement { Annotation: { } type, Targets: [var only] } => (only, type),
                AnnotationStatement annotated => (annotated.Target, annotated.Annotation),
                _ => (null, null),
            };
            if (target is NameExpression name && !names.Contains(name.Id) && !Walk.Expressions(annotation!).Any(part => part is NameExpression { Id: "ClassVar" } or AttributeExpression { Name: "ClassVar" }))
            {
                names.Add(name.Id);
            }
        }

        return names;
    }

    /// <summary>The values of decorators, from the top; null for one that is not here, which is left alone.</summary>
    private List<(Value? Value, Span Span)> Decorators(IReadOnlyList<Expression> decorators, Scope scope)
    {
        var values = new List<(Value?, Span)>();
        foreach (var decorator in decorators)
        {
            try
            {
                values.Add((Evaluate(decorator, scope), decorator.Span));
            }
            catch (ProgramException failure) when (failure.Error.Kind == ProgramErrorKind.Unsupported)
            {
                session.PassOver($"a decorator was passed over: {failure.Error.Message}", decorator.Span);
                values.Add((null, decorator.Span));
            }
        }

        return values;
    }

    private Value Decorated(List<(Value? Value, Span Span)> decorators, Value value)
    {
        for (var k = decorators.Count - 1; k >= 0; k--)
        {
            if (decorators[k].Value is { } decorator)
            {
                value = Invoke(decorator, [value], [], decorators[k].Span);
            }
        }

        return value;
    }

    /// <summary><c>super()</c> of the method that is being run, or <c>super(Class, self)</c>.</summary>
    private SuperValue Super(IReadOnlyList<Value> given, Span span)
    {
        var (type, self) = given switch
        {
            [] when current is { Class.Class: { } own, Names.First: { } first } && current.Values.TryGetValue(first, out var value) => (own, value),
            [] => throw Errors.Python("RuntimeError", ErrorCodes.WrongValue, current?.Class is null ? "super(): __class__ cell not found" : "super(): no arguments", span),
            [var one, var two] => (one, two),
            _ => throw Errors.Unsupported("super() with one argument is outside of the subset; write super()", span),
        };
        if (type is not ClassValue behind)
        {
            throw Errors.Type($"super() argument 1 must be a type, not {type.TypeName}", span);
        }

        var of = self as ClassValue ?? (self as InstanceValue)?.Class;
        return of?.Is(behind) == true
            ? new(behind, self, of)
            : throw Errors.Type("super(type, obj): obj must be an instance or subtype of type", span);
    }
}
