using GradCheck.Python.Operators;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Python.Runtime;

/// <content>Generators: the body of a function, gone on with whenever an item is asked for.</content>
internal sealed partial class Interpreter
{
    private readonly Dictionary<Statement, bool> yields = new(ReferenceEqualityComparer.Instance);

    /// <summary>What a step of a generator has come to; where its body ended by a <c>return</c> or leaves a loop.</summary>
    private sealed class Going
    {
        public Flow Flow { get; set; }
    }

    private IteratorValue Generator(FunctionValue function, Scope scope, Frame frame)
    {
        session.Budget.Allocate(1000, frame.CalledAt);
        var steps = Steps(function.Body, scope, new()).GetEnumerator();
        return new("generator", () =>
        {
            session.Budget.Call(depth + 1, frame.CalledAt);
            var outer = current;
            current = scope;
            depth++;
            try
            {
                return steps.MoveNext() ? steps.Current : null;
            }
            catch (ProgramException failure) when (Leave(failure, frame))
            {
                throw;
            }
            catch (ProgramException failure) when (failure.Error is { Kind: ProgramErrorKind.Python, Type: "StopIteration" })
            {
                throw Errors.Python("RuntimeError", ErrorCodes.WrongValue, "generator raised StopIteration", failure.Error.Span);
            }
            finally
            {
                depth--;
                current = outer;
            }
        }, frame.CalledAt);
    }

    private IEnumerable<Value> Steps(IReadOnlyList<Statement> body, Scope scope, Going going)
    {
        foreach (var statement in body)
        {
            if (!Yields(statement))
            {
                going.Flow = Execute(statement, scope);
            }
            else
            {
                session.Budget.Step(statement.Span);
                EnsureStack(statement.Span);
                going.Flow = Flow.Next;
                foreach (var item in Steps(statement, scope, going))
                {
                    yield return item;
                }
            }

            if (going.Flow != Flow.Next)
            {
                yield break;
            }
        }

        going.Flow = Flow.Next;
    }

    // How a statement with a yield inside goes on; all others are executed as they are.
    private IEnumerable<Value> Steps(Statement statement, Scope scope, Going going) => statement switch
    {
        ExpressionStatement { Value: YieldExpression yielded } => Yielded(yielded, scope, () => { }),
        AssignStatement { Value: YieldExpression { IsFrom: false } yielded } assign => Yielded(yielded, scope, () =>
        {
            foreach (var target in assign.Targets)
            {
                Assign(target, NoneValue.Instance, scope, assign);
            }
        }),
        IfStatement branch => Steps(IsTrue(branch.Test, scope) ? branch.Then : branch.Otherwise, scope, going),
        ForStatement loop => Loop(Assigned(loop, scope), loop.Span, loop.Body, loop.Otherwise, scope, going),
        WhileStatement loop => Loop(While(loop, scope), loop.Span, loop.Body, loop.Otherwise, scope, going),
        WithStatement with => With(with, scope, going),
        TryStatement attempt when !attempt.Finally.Concat(attempt.Handlers.SelectMany(handler => handler.Body)).Any(Yields) => Try(attempt, scope, going),
        _ => throw Errors.Unsupported("'yield' is supported on a line of its own, in if, for, while, with and the body of try, and not here; collect the values in a list and return it", statement.Span),
    };

    private IEnumerable<Value> Yielded(YieldExpression yielded, Scope scope, Action after)
    {
        session.Budget.Step(yielded.Span);
        var value = yielded.Value is null ? NoneValue.Instance : Evaluate(yielded.Value, scope);
        if (yielded.IsFrom)
        {
            foreach (var item in Iteration.Of(At(yielded.Span), value))
            {
                session.Budget.Step(yielded.Span);
                yield return item;
            }
        }
        else
        {
            yield return value;
        }

        after();
    }

    private IEnumerable<bool> Assigned(ForStatement loop, Scope scope)
    {
        foreach (var item in Iteration.Of(At(loop.Source.Span), Evaluate(loop.Source, scope)))
        {
            Assign(loop.Target, item, scope, loop);
            yield return true;
        }
    }

    private IEnumerable<bool> While(WhileStatement loop, Scope scope)
    {
        while (IsTrue(loop.Test, scope))
        {
            yield return true;
        }
    }

    private IEnumerable<Value> Loop(IEnumerable<bool> rounds, Span span, IReadOnlyList<Statement> body, IReadOnlyList<Statement> otherwise, Scope scope, Going going)
    {
        foreach (var _ in rounds)
        {
            session.Budget.Step(span);
            foreach (var item in Steps(body, scope, going))
            {
                yield return item;
            }

            if (going.Flow is Flow.Break or Flow.Return)
            {
                going.Flow = going.Flow == Flow.Break ? Flow.Next : Flow.Return;
                yield break;
            }
        }

        foreach (var item in Steps(otherwise, scope, going))
        {
            yield return item;
        }
    }

    private IEnumerable<Value> With(WithStatement with, Scope scope, Going going)
    {
        var end = Enter(with, scope);
        ProgramException? failure = null;
        foreach (var item in Guarded(Steps(with.Body, scope, going), caught => failure = caught))
        {
            yield return item;
        }

        if (!end(failure) && failure is not null)
        {
            throw failure;
        }

        going.Flow = failure is null ? going.Flow : Flow.Next;
    }

    private IEnumerable<Value> Try(TryStatement attempt, Scope scope, Going going)
    {
        ProgramException? failure = null;
        foreach (var item in Guarded(Steps(attempt.Body, scope, going), caught => failure = caught))
        {
            yield return item;
        }

        var isInBody = failure is not null;
        if (!isInBody && going.Flow == Flow.Next)
        {
            foreach (var item in Guarded(Steps(attempt.Otherwise, scope, going), caught => failure = caught))
            {
                yield return item;
            }
        }

        if (failure is { Error.Kind: not ProgramErrorKind.Python })
        {
            throw failure;
        }

        // What is left runs in one go: handlers, and what is behind finally, have no yield.
        var flow = going.Flow;
        going.Flow = Finally(attempt, scope, () => failure is null ? flow : isInBody ? Handle(attempt, failure, scope) : throw failure);
    }

    // The items up to an error, which is told and not thrown.
    private static IEnumerable<Value> Guarded(IEnumerable<Value> items, Action<ProgramException> tell)
    {
        using var source = items.GetEnumerator();
        while (true)
        {
            try
            {
                if (!source.MoveNext())
                {
                    yield break;
                }
            }
            catch (ProgramException failure)
            {
                tell(failure);
                yield break;
            }

            yield return source.Current;
        }
    }

    private bool Yields(Statement statement)
    {
        if (!yields.TryGetValue(statement, out var found))
        {
            yields[statement] = found = statement is not (FunctionStatement or ClassStatement)
                && (Walk.Children(statement).SelectMany(Walk.Expressions).Any(inner => inner is YieldExpression) || Walk.Blocks(statement).SelectMany(block => block).Any(Yields));
        }

        return found;
    }
}
