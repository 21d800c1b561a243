using GradCheck.Python.Classes;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Text;
using GradCheck.Python.Values;

namespace GradCheck.Python.Runtime;

/// <content>Exceptions: raised, caught, cleaned up after. What is outside of the subset, and a budget that ran out, cannot be caught.</content>
internal sealed partial class Interpreter
{
    // The exceptions that are being handled, the innermost last: what a bare raise raises again.
    private readonly List<ProgramException> handled = [];

    private ProgramException Raised(RaiseStatement raise, Scope scope)
    {
        if (raise.Exception is null)
        {
            return handled.Count > 0 ? handled[^1].Again() : Errors.Python("RuntimeError", ErrorCodes.WrongValue, "No active exception to reraise", raise.Span);
        }

        var given = Evaluate(raise.Exception, scope);
        if (given is ClassValue { Exception: not null } of)
        {
            given = Construction.Of(At(raise.Span), of, [], []);
        }

        var exception = given switch
        {
            ExceptionValue value => value,
            InstanceValue { Class.Exception: not null } own => new ExceptionValue(own.Class.Name, own.Arguments.Items) { Instance = own },
            TypeValue type when library.IsException(type.Name) => new ExceptionValue(type.Name, []),
            _ => throw Errors.Type("exceptions must derive from BaseException", raise.Span),
        };
        return Raising.Of(At(raise.Span), exception, ErrorCodes.Raised);
    }

    private Flow ExecuteTry(TryStatement attempt, Scope scope) =>
        attempt.Finally.Count == 0 ? ExecuteHandled(attempt, scope) : Finally(attempt, scope, () => ExecuteHandled(attempt, scope));

    private Flow Finally(TryStatement attempt, Scope scope, Func<Flow> before)
    {
        var flow = Flow.Next;
        ProgramException? pending = null;
        try
        {
            flow = before();
        }
        catch (ProgramException failure) when (failure.Error.Kind == ProgramErrorKind.Python)
        {
            pending = failure;
        }

        var (returned, by) = (scope.Returned, scope.ReturnedBy);
        var last = Execute(attempt.Finally, scope);
        if (last != Flow.Next)
        {
            return last;
        }

        (scope.Returned, scope.ReturnedBy) = (returned, by);
        return pending is null ? flow : throw pending;
    }

    private Flow ExecuteHandled(TryStatement attempt, Scope scope)
    {
        ProgramException? caught = null;
        var flow = Flow.Next;
        var guards = importGuards;
        importGuards += attempt.Handlers.Any(CatchesImports) ? 1 : 0;
        try
        {
            flow = Execute(attempt.Body, scope);
        }
        catch (ProgramException failure) when (failure.Error.Kind == ProgramErrorKind.Python)
        {
            caught = failure;
        }
        finally
        {
            importGuards = guards;
        }

        if (caught?.Error.Type == "ModuleNotFoundError")
        {
            Miss(attempt.Body);
        }

        return caught is not null ? Handle(attempt, caught, scope)
            : flow == Flow.Next ? Execute(attempt.Otherwise, scope)
            : flow;
    }

    private Flow Handle(TryStatement attempt, ProgramException caught, Scope scope)
    {
        foreach (var handler in attempt.Handlers)
        {
            if (handler.Type is not null && !Matches(caught, Evaluate(handler.Type, scope), handler.Type.Span))
            {
                continue;
            }

            if (handler.Name is null)
            {
                return HandleWith(handler, caught, scope);
            }

            var owner = scope.Owner(handler.Name, module);
            var seen = Exceptions.ValueOf(caught);
            owner.Values[handler.Name] = seen.Instance ?? (Value)seen;
            var flow = HandleWith(handler, caught, scope);
            owner.Values.Remove(handler.Name);
            return flow;
        }

        throw caught;
    }

    private Flow HandleWith(ExceptClause handler, ProgramException caught, Scope scope)
    {
        handled.Add(caught);
        try
        {
            return Execute(handler.Body, scope);
        }
        finally
        {
            handled.RemoveAt(handled.Count - 1);
        }
    }

    private bool Matches(ProgramException caught, Value kind, Span span) => kind switch
    {
        TypeValue named when library.IsException(named.Name) => ClassOf(caught) is { } own ? own.Is(library, named.Name) : library.Is(caught.Error.Type, named.Name),
        ClassValue { Exception: not null } of => ClassOf(caught)?.Is(of) == true,
        TupleValue several => several.Items.Any(one => one is TupleValue ? throw NoException(span) : Matches(caught, one, span)),
        _ => throw NoException(span),
    };

    private static ClassValue? ClassOf(ProgramException caught) => ((caught as RaisedException)?.Value.Instance as InstanceValue)?.Class;

    private static ProgramException NoException(Span span) => Errors.Type("catching classes that do not inherit from BaseException is not allowed", span);

    private static bool CatchesImports(ExceptClause handler) => handler.Type switch
    {
        null => true,
        NameExpression name => name.Id is "ImportError" or "ModuleNotFoundError" or "Exception" or "BaseException",
        TupleExpression several => several.Elements.Any(one => one is NameExpression { Id: "ImportError" or "ModuleNotFoundError" or "Exception" or "BaseException" }),
        _ => false,
    };
}
