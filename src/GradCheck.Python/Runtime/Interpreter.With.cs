using GradCheck.Python.Classes;
using GradCheck.Python.Operators;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Python.Runtime;

/// <content><c>with</c>: contexts of the library, and objects with <c>__enter__</c> and <c>__exit__</c>.</content>
internal sealed partial class Interpreter
{
    private Flow ExecuteWith(WithStatement with, Scope scope)
    {
        var end = Enter(with, scope);
        Flow flow;
        try
        {
            flow = Execute(with.Body, scope);
        }
        catch (ProgramException failure)
        {
            if (end(failure))
            {
                return Flow.Next;
            }

            throw;
        }

        end(null);
        return flow;
    }

    /// <summary>Begins a <c>with</c>.</summary>
    /// <returns>Ends it, told of the error that left it, if one did; says whether that is to be forgotten.</returns>
    private Func<ProgramException?, bool> Enter(WithStatement with, Scope scope)
    {
        var context = At(with.Span);
        var manager = Evaluate(with.Context, scope);
        if (manager is InstanceValue own)
        {
            return Enter(with, own, scope);
        }

        var end = (manager as ObjectValue)?.Enter(context) ?? throw Errors.Unsupported(SyntaxErrors.With, with.Span);
        if (with.Target is not null)
        {
            Assign(with.Target, manager, scope, with);
        }

        return _ =>
        {
            end();
            return false;
        };
    }

    private Func<ProgramException?, bool> Enter(WithStatement with, InstanceValue manager, Scope scope)
    {
        var context = At(with.Span);
        if (manager.Class.Find("__enter__") is not { } enter || manager.Class.Find("__exit__") is not { } exit)
        {
            throw Errors.Type($"'{manager.TypeName}' object does not support the context manager protocol", with.Span);
        }

        var entered = context.Call(manager.Bind(enter));
        if (with.Target is not null)
        {
            Assign(with.Target, entered, scope, with);
        }

        return failure =>
        {
            if (failure is not null && failure.Error.Kind != ProgramErrorKind.Python)
            {
                return false;
            }

            var none = NoneValue.Instance;
            var told = failure is null ? null : Exceptions.ValueOf(failure);
            var value = told?.Instance ?? (Value?)told ?? none;
            var answer = context.Call(manager.Bind(exit), failure is null ? none : Attributes.TypeOf(value), value, none);
            return failure is not null && Truth.Of(context, answer);
        };
    }
}
