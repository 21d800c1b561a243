using GradCheck.Python.Operators;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Python.Runtime;

/// <content>Comprehensions, whose targets are names of their own.</content>
internal sealed partial class Interpreter
{
    private Value EvaluateComprehension(ComprehensionExpression comprehension, Scope scope)
    {
        // The first source is evaluated outside, as Python does.
        var first = Evaluate(comprehension.Clauses[0].Source, scope);
        var inner = new Scope(LocalNames.Of(comprehension), scope.Closure, scope.Frame, scope.Qualifier) { Class = scope.Class };
        var context = At(comprehension.Span);
        context.Budget.Allocate(200, comprehension.Span);
        switch (comprehension.Kind)
        {
            case ComprehensionKind.Dictionary:
                var dictionary = new DictionaryValue();
                Run(comprehension, 0, first, inner, () =>
                {
                    var key = Evaluate(comprehension.Key!, inner);
                    Keys.Set(context, dictionary, key, Evaluate(comprehension.Element, inner));
                });
                return dictionary;
            case ComprehensionKind.Set:
                var set = new SetValue();
                Run(comprehension, 0, first, inner, () => Keys.Add(context, set, Evaluate(comprehension.Element, inner)));
                return set;
            case ComprehensionKind.List:
                var items = new List<Value>();
                Run(comprehension, 0, first, inner, () =>
                {
                    var item = Evaluate(comprehension.Element, inner);
                    context.Grow(1);
                    items.Add(item);
                });
                return new ListValue(items);
            default:
                var going = Items(comprehension, 0, Source(comprehension.Clauses[0], first), inner).GetEnumerator();
                return new IteratorValue("generator", () => going.MoveNext() ? going.Current : null, comprehension.Span);
        }
    }

    private IEnumerable<Value> Source(ComprehensionClause clause, Value source) => Iteration.Of(At(clause.Source.Span), source);

    private IEnumerable<Value> Items(ComprehensionExpression comprehension, int number, IEnumerable<Value> source, Scope inner)
    {
        var clause = comprehension.Clauses[number];
        foreach (var item in source)
        {
            session.Budget.Step(clause.Source.Span);
            Assign(clause.Target, item, inner, statement: null);
            if (!Passes(clause, inner))
            {
                continue;
            }

            if (number + 1 == comprehension.Clauses.Count)
            {
                yield return Evaluate(comprehension.Element, inner);
                continue;
            }

            var next = comprehension.Clauses[number + 1];
            foreach (var made in Items(comprehension, number + 1, Source(next, Evaluate(next.Source, inner)), inner))
            {
                yield return made;
            }
        }
    }

    private void Run(ComprehensionExpression comprehension, int number, Value source, Scope inner, Action add)
    {
        var clause = comprehension.Clauses[number];
        EnsureStack(clause.Source.Span);
        foreach (var item in Iteration.Of(At(clause.Source.Span), source))
        {
            session.Budget.Step(clause.Source.Span);
            Assign(clause.Target, item, inner, statement: null);
            if (!Passes(clause, inner))
            {
                continue;
            }

            if (number + 1 < comprehension.Clauses.Count)
            {
                Run(comprehension, number + 1, Evaluate(comprehension.Clauses[number + 1].Source, inner), inner, add);
            }
            else
            {
                add();
            }
        }
    }

    private bool Passes(ComprehensionClause clause, Scope inner)
    {
        foreach (var condition in clause.Conditions)
        {
            if (!IsTrue(condition, inner))
            {
                return false;
            }
        }

        return true;
    }
}
