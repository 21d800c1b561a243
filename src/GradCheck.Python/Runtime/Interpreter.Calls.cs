using GradCheck.Python.Arrays;
using GradCheck.Python.Classes;
using GradCheck.Python.Operators;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Python.Runtime;

/// <content>Calls: arguments, functions of the program, functions of the library, types.</content>
internal sealed partial class Interpreter
{
    private readonly Dictionary<object, LocalNames> localNames = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<LambdaExpression, Statement[]> lambdaBodies = new(ReferenceEqualityComparer.Instance);
    private Scope? current;

    private Value EvaluateCall(CallExpression call, Scope scope)
    {
        var function = Evaluate(call.Function, scope);
        var positional = Positional(call, scope, function);
        var keywords = call.Keywords.Count == 0 ? [] : Keywords(call, scope, function);
        var outer = current;
        current = scope;
        try
        {
            return Invoke(function, positional, keywords, call.Span);
        }
        finally
        {
            current = outer;
        }
    }

    private IReadOnlyList<Value> Positional(CallExpression call, Scope scope, Value function)
    {
        if (Star(call.Arguments) < 0)
        {
            var values = new Value[call.Arguments.Count];
            for (var k = 0; k < values.Length; k++)
            {
                values[k] = Evaluate(call.Arguments[k], scope);
            }

            return values;
        }

        var spread = new List<Value>();
        foreach (var argument in call.Arguments)
        {
            if (argument is not StarredExpression starred)
            {
                spread.Add(Evaluate(argument, scope));
                continue;
            }

            var value = Evaluate(starred.Value, scope);
            spread.AddRange(Iteration.IsIterable(value)
                ? Iteration.ToList(At(starred.Span), value)
                : throw Errors.Type($"{NameOf(function)}() argument after * must be an iterable, not {value.TypeName}", starred.Span));
        }

        return spread;
    }

    private List<KeyValuePair<string, Value>> Keywords(CallExpression call, Scope scope, Value function)
    {
        var given = new List<KeyValuePair<string, Value>>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var keyword in call.Keywords)
        {
            var value = Evaluate(keyword.Value, scope);
            if (keyword.Name is not null)
            {
                Add(keyword.Name, value, keyword.Span);
                continue;
            }

            var mapping = value as DictionaryValue
                ?? throw Errors.Type($"{NameOf(function)}() argument after ** must be a mapping, not {value.TypeName}", keyword.Span);
            At(keyword.Span).Grow(mapping.Items.Count);
            foreach (var (key, item) in mapping.Items)
            {
                Add(key.Key is StringValue text ? text.Value : throw Errors.Type("keywords must be strings", keyword.Span), item, keyword.Span);
            }
        }

        return given;

        void Add(string name, Value value, Span span)
        {
            given.Add(names.Add(name)
                ? new(name, value)
                : throw Errors.Python("TypeError", ErrorCodes.WrongArguments, $"{NameOf(function)}() got multiple values for keyword argument '{name}'", span));
        }
    }

    private Value Invoke(Value function, IReadOnlyList<Value> positional, IReadOnlyList<KeyValuePair<string, Value>> keywords, Span span)
    {
        switch (function)
        {
            case FunctionValue own:
                return Invoke(own, positional, keywords, span);
            case MethodValue method:
                return Invoke(method.Function, [method.Self, .. positional], keywords, span);
            case LibraryValue library:
                return Apply(library.Function, library.Receiver is null ? positional : [library.Receiver, .. positional], keywords, library.Receiver is null, span);
            case TypeValue type when library.IsException(type.Name):
                return keywords.Count == 0
                    ? new ExceptionValue(type.Name, [.. positional])
                    : throw Errors.Python("TypeError", ErrorCodes.WrongArguments, $"{type.ShortName}() takes no keyword arguments", span);
            case TypeValue type when library.Function(type.Name) is { } constructor:
                return Apply(constructor, positional, keywords, isPlain: true, span);
            case TypeValue { Name: "super" }:
                return Super(positional, span);
            case TypeValue type:
                throw Errors.Unsupported($"making a '{type.Name}' is outside of the subset", span);
            default:
                EnsureStack(span);
                session.Budget.Step(span);
                return (function as ObjectValue)?.Call(At(span), positional, keywords) ?? throw Errors.Type($"'{function.TypeName}' object is not callable", span);
        }
    }

    private Value Apply(LibraryFunction function, IReadOnlyList<Value> positional, IReadOnlyList<KeyValuePair<string, Value>> keywords, bool isPlain, Span span)
    {
        if (isPlain && function.Signature.IsMethod && (positional.Count == 0 || !Receives(function, positional[0])))
        {
            // str.upper(3): the method of a type, called with something that is none of it.
            var type = function.Name[..function.Name.LastIndexOf('.')];
            throw Errors.Type(
                positional.Count == 0
                    ? $"unbound method {function.Name}() needs an argument"
                    : $"descriptor '{function.Name[(type.Length + 1)..]}' for '{type}' objects doesn't apply to a '{positional[0].TypeName}' object",
                span);
        }

        // What calls back, such as a map of a map of a map, goes as deep as the program makes it.
        EnsureStack(span);
        return function.Apply(At(span), function.Signature.Bind(function.Words, function.Name, positional, keywords, span));
    }

    private bool Receives(LibraryFunction function, Value receiver) => function.Name[..function.Name.LastIndexOf('.')] switch
    {
        "ndarray" => receiver is NdArray,
        var type when receiver is InstanceValue own => own.Class.Is(library, type),
        var type => library.Is(receiver.TypeName, type) || (type == "set" && receiver is SetValue),
    };

    private Value Invoke(FunctionValue function, IReadOnlyList<Value> positional, IReadOnlyList<KeyValuePair<string, Value>> keywords, Span span)
    {
        session.Budget.Call(depth + 1, span);
        EnsureStack(span);
        if (!localNames.TryGetValue(function.Body, out var names))
        {
            localNames[function.Body] = names = LocalNames.Of(function.Signature, function.Body, function.Named);
        }

        var frame = new Frame(++calls, function.FrameName, span == default ? null : current?.Frame, span);
        var scope = new Scope(names, function.Closure, frame, function.QualifiedName + ".<locals>.") { Class = function.Class };
        Receive(function, positional, keywords, scope.Values, span);
        observer?.Called(frame, new Dictionary<string, Value>(scope.Values, StringComparer.Ordinal));
        var outer = current;
        current = scope;
        if (frame.Caller is null)
        {
            Locals = scope.Values;
        }

        if (function.IsGenerator)
        {
            current = outer;
            return Generator(function, scope, frame);
        }

        depth++;
        var end = function.Around?.Enter(At(span));
        try
        {
            Execute(function.Body, scope);
            var value = scope.Returned ?? NoneValue.Instance;
            return observer?.Returned(frame, scope.ReturnedBy, value) ?? value;
        }
        catch (ProgramException failure) when (Leave(failure, frame))
        {
            throw;
        }
        finally
        {
            end?.Invoke();
            depth--;
            current = outer;
        }
    }

    private void Receive(FunctionValue function, IReadOnlyList<Value> positional, IReadOnlyList<KeyValuePair<string, Value>> keywords, Dictionary<string, Value> values, Span span)
    {
        var bound = function.Signature.Bind(ProgramWords.Instance, function.QualifiedName, positional, keywords, span, values);
        if (function.Signature.Rest is { } rest)
        {
            values[rest] = new TupleValue([.. bound.Rest]);
        }

        if (function.Signature.Keywords is { } others)
        {
            var named = new DictionaryValue();
            foreach (var (name, value) in bound.Keywords)
            {
                Keys.Set(At(span), named, new StringValue(name), value);
            }

            values[others] = named;
        }
    }

    // A filter, so that nothing is caught and thrown again on the way.
    private static bool Leave(ProgramException failure, Frame frame)
    {
        failure.Leave(frame.Function, frame.Number, frame.CalledAt);
        return false;
    }

    private void Define(FunctionStatement statement, Scope scope)
    {
        var decorators = Decorators(statement.Decorators, scope);
        var function = Function(statement.Name, statement.Parameters, statement.Body, scope, statement.Span, statement);
        scope.Owner(statement.Name, module).Values[statement.Name] = Decorated(decorators, function);
        if (ReferenceEquals(scope, module))
        {
            functions[statement.Name] = statement;
        }
    }

    private FunctionValue EvaluateLambda(LambdaExpression lambda, Scope scope)
    {
        if (!lambdaBodies.TryGetValue(lambda, out var body))
        {
            lambdaBodies[lambda] = body = [new ReturnStatement(lambda.Body, lambda.Body.Span)];
        }

        return Function("<lambda>", lambda.Parameters, body, scope, lambda.Span);
    }

    private FunctionValue Function(string name, Parameters parameters, IReadOnlyList<Statement> body, Scope scope, Span span, FunctionStatement? statement = null)
    {
        // The names of a call live as long as a function that was made in it.
        session.Budget.Allocate(600 + (48L * (scope.Names?.Names.Count ?? 0)), span);
        return new(name, Signature.Of(parameters, standard => Evaluate(standard, scope)), body, scope.Closure)
        {
            QualifiedName = scope.Qualifier + name,
            FrameName = scope.Names?.IsClass == true ? $"{scope.Class!.Name}.{name}" : name,
            Class = scope.Class,
            IsGenerator = statement?.IsGenerator == true,
            Named = statement?.Named ?? [],
        };
    }

    private static string NameOf(Value function) => function switch
    {
        FunctionValue own => "__main__." + own.QualifiedName,
        MethodValue method => NameOf(method.Function),
        ObjectValue { Name: { } name } => "__main__." + name,
        LibraryValue library => library.Function.Name,
        TypeValue type => type.ShortName,
        _ => $"'{function.TypeName}' object",
    };
}
