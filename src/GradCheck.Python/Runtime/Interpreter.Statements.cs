using GradCheck.Python.Operators;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Text;
using GradCheck.Python.Values;

namespace GradCheck.Python.Runtime;

/// <content>Statements.</content>
internal sealed partial class Interpreter
{
    /// <summary>Where the evaluation goes on after a statement.</summary>
    private enum Flow
    {
        Next,
        Break,
        Continue,
        Return,
    }

    private Flow Execute(IReadOnlyList<Statement> body, Scope scope)
    {
        for (var k = 0; k < body.Count; k++)
        {
            if (Execute(body[k], scope) is not Flow.Next and var flow)
            {
                return flow;
            }
        }

        return Flow.Next;
    }

    private Flow Execute(Statement statement, Scope scope)
    {
        session.Budget.Step(statement.Span);
        EnsureStack(statement.Span);
        switch (statement)
        {
            case AssignStatement assign:
                var value = Evaluate(assign.Value, scope);
                foreach (var target in assign.Targets)
                {
                    Assign(target, value, scope, assign);
                }

                return Flow.Next;
            case AugmentedAssignStatement assign:
                AssignAugmented(assign, scope);
                return Flow.Next;
            case ExpressionStatement expression:
                ExecuteAlone(expression, scope);
                return Flow.Next;
            case ForStatement loop:
                return ExecuteFor(loop, scope);
            case IfStatement branch:
                return Execute(IsTrue(branch.Test, scope) ? branch.Then : branch.Otherwise, scope);
            case ReturnStatement back:
                scope.Returned = back.Value is null ? NoneValue.Instance : Evaluate(back.Value, scope);
                scope.ReturnedBy = back;
                return Flow.Return;
            case WhileStatement loop:
                return ExecuteWhile(loop, scope);
            case WithStatement with:
                return ExecuteWith(with, scope);
            case PassStatement or ScopeStatement or AnnotationStatement:
                return Flow.Next;
            case BreakStatement:
                return Flow.Break;
            case ContinueStatement:
                return Flow.Continue;
            case FunctionStatement function:
                Define(function, scope);
                return Flow.Next;
            case ClassStatement made:
                Define(made, scope);
                return Flow.Next;
            case RaiseStatement raise:
                throw Raised(raise, scope);
            case AssertStatement assertion:
                ExecuteAssert(assertion, scope);
                return Flow.Next;
            case TryStatement attempt:
                return ExecuteTry(attempt, scope);
            case DeleteStatement delete:
                foreach (var target in delete.Targets)
                {
                    Delete(target, scope);
                }

                return Flow.Next;
            case ImportStatement import:
                Import(import, scope);
                return Flow.Next;
            case FaultyStatement faulty:
                throw new ProgramException(faulty.Error);
            default:
                throw Errors.Unsupported("this statement is outside of the subset", statement.Span);
        }
    }

    private Flow ExecuteFor(ForStatement loop, Scope scope)
    {
        var context = At(loop.Source.Span);
        foreach (var item in Iteration.Of(context, Evaluate(loop.Source, scope)))
        {
            session.Budget.Step(loop.Span);
            Assign(loop.Target, item, scope, loop);
            var flow = Execute(loop.Body, scope);
            if (flow == Flow.Break)
            {
                return Flow.Next;
            }

            if (flow == Flow.Return)
            {
                return flow;
            }
        }

        return Execute(loop.Otherwise, scope);
    }

    private Flow ExecuteWhile(WhileStatement loop, Scope scope)
    {
        while (IsTrue(loop.Test, scope))
        {
            session.Budget.Step(loop.Span);
            var flow = Execute(loop.Body, scope);
            if (flow == Flow.Break)
            {
                return Flow.Next;
            }

            if (flow == Flow.Return)
            {
                return flow;
            }
        }

        return Execute(loop.Otherwise, scope);
    }

    private void ExecuteAssert(AssertStatement assertion, Scope scope)
    {
        if (IsTrue(assertion.Test, scope))
        {
            return;
        }

        Value[] arguments = assertion.Message is null ? [] : [Evaluate(assertion.Message, scope)];
        throw Raising.Of(At(assertion.Span), new ExceptionValue("AssertionError", arguments), ErrorCodes.AssertionFailed);
    }

    private void Delete(Expression target, Scope scope)
    {
        switch (target)
        {
            case NameExpression name:
                var owner = scope.Owner(name.Id, module);
                if (!owner.Values.Remove(name.Id))
                {
                    throw Undefined(name.Id, scope, name.Span);
                }

                break;
            case SubscriptExpression subscript:
                Subscripts.Delete(At(subscript.Span), Evaluate(subscript.Value, scope), Evaluate(subscript.Index, scope));
                break;
            case TupleExpression tuple:
                foreach (var element in tuple.Elements)
                {
                    Delete(element, scope);
                }

                break;
            case ListExpression list:
                foreach (var element in list.Elements)
                {
                    Delete(element, scope);
                }

                break;
            case AttributeExpression attribute:
                var (holder, named) = (Evaluate(attribute.Value, scope), ClassCell.Mangled(scope.Class, attribute.Name));
                if (library.ObjectOf(holder)?.DeleteAttribute(At(attribute.Span), named) != true)
                {
                    throw holder is ObjectValue { AnswersForSpecialNames: true }
                        ? Attributes.Missing(At(attribute.Span), holder, named)
                        : Errors.Unsupported("deleting an attribute is outside of the subset", target.Span);
                }

                break;
            default:
                throw Errors.Unsupported("deleting this is outside of the subset", target.Span);
        }
    }

    private bool IsTrue(Expression test, Scope scope)
    {
        var value = Evaluate(test, scope);
        return value is BooleanValue truth ? truth.Value : Truth.Of(At(test.Span), value);
    }
}
