using GradCheck.Python.Arrays;
using GradCheck.Python.Classes;
using GradCheck.Python.Operators;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Syntax.Printing;
using GradCheck.Python.Values;

namespace GradCheck.Python.Runtime;

/// <content>Assignments: targets, unpacking, in-place operators.</content>
internal sealed partial class Interpreter
{
    private readonly Dictionary<AttributeExpression, string> attributeTexts = new(ReferenceEqualityComparer.Instance);

    /// <summary>Gives a value to a target.</summary>
    /// <param name="target">The target.</param>
    /// <param name="value">The value.</param>
    /// <param name="scope">Where.</param>
    /// <param name="statement">The statement that the observer is told; null for the target of a comprehension, which it is not told.</param>
    /// <param name="position">Where in a tuple of targets it stands; -1 where it is the only one.</param>
    private void Assign(Expression target, Value value, Scope scope, Statement? statement, int position = -1)
    {
        switch (target)
        {
            case NameExpression { Attribute: { } dotted }:
                Assign(dotted, value, scope, statement, position);
                break;
            case NameExpression name:
                if (observer is not null && statement is not null && scope.Names?.IsClass != true)
                {
                    value = observer.Assigned(new(scope.Frame, statement, name.Id, value, InPlace: false, position));
                }

                scope.Owner(name.Id, module).Values[name.Id] = value;
                break;
            case TupleExpression tuple:
                Unpack(tuple.Elements, value, scope, statement, tuple.Span);
                break;
            case ListExpression list:
                Unpack(list.Elements, value, scope, statement, list.Span);
                break;
            case SubscriptExpression subscript:
                var container = Evaluate(subscript.Value, scope);
                Subscripts.Set(At(subscript.Span), container, Evaluate(subscript.Index, scope), value);
                ObserveInPlace(target, scope, statement, position);
                break;
            case AttributeExpression attribute:
                SetAttribute(attribute, Evaluate(attribute.Value, scope), value, scope, statement, inPlace: false, position);
                break;
            case StarredExpression starred:
                Assign(starred.Value, value, scope, statement, position);
                break;
            default:
                throw Errors.Unsupported("this target of an assignment is outside of the subset", target.Span);
        }
    }

    // n := value: a comprehension's is bound around it.
    private Value Assign(NamedExpression named, Scope scope)
    {
        var value = Evaluate(named.Value, scope);
        while (scope.Names?.IsComprehension == true)
        {
            scope = scope.Parent!;
        }

        scope.Owner(named.Name, module).Values[named.Name] = value;
        return value;
    }

    private void AssignAugmented(AugmentedAssignStatement assign, Scope scope)
    {
        var context = At(assign.Span);
        switch (assign.Target is NameExpression { Attribute: { } dotted } ? dotted : assign.Target)
        {
            case NameExpression name:
                var held = Lookup(name, scope);
                var result = Operations.InPlace(context, assign.Operator, held, Evaluate(assign.Value, scope), out var inPlace);
                if (observer is not null && scope.Names?.IsClass != true)
                {
                    var told = observer.Assigned(new(scope.Frame, assign, name.Id, result, inPlace, Position: -1));
                    result = inPlace ? result : told;
                }

                scope.Owner(name.Id, module).Values[name.Id] = result;
                break;
            case SubscriptExpression subscript:
                var container = Evaluate(subscript.Value, scope);
                var index = Evaluate(subscript.Index, scope);
                var part = Subscripts.Get(At(subscript.Span), container, index);
                var changed = Operations.InPlace(context, assign.Operator, part, Evaluate(assign.Value, scope), out _);

                // A view that has been written has written the array that it shows.
                if (!(container is NdArray whole && changed is NdArray view && ReferenceEquals(view, part) && ReferenceEquals(view.Storage, whole.Storage)))
                {
                    Subscripts.Set(At(subscript.Span), container, index, changed);
                }

                ObserveInPlace(assign.Target, scope, assign, position: -1);
                break;
            case AttributeExpression attribute:
                var holder = Evaluate(attribute.Value, scope);
                var before = Attributes.Get(At(attribute.Span), holder, ClassCell.Mangled(scope.Class, attribute.Name));
                var after = Operations.InPlace(context, assign.Operator, before, Evaluate(assign.Value, scope), out var isSame);
                SetAttribute(attribute, holder, after, scope, assign, isSame, position: -1);
                break;
            default:
                throw Errors.Unsupported("this target of an assignment is outside of the subset", assign.Target.Span);
        }
    }

    private void Unpack(IReadOnlyList<Expression> targets, Value value, Scope scope, Statement? statement, Span span)
    {
        if (!Iteration.IsIterable(value))
        {
            throw Errors.Python("TypeError", ErrorCodes.WrongUnpacking, $"cannot unpack non-iterable {value.TypeName} object", span);
        }

        var items = Taken(At(span), targets, value);
        var star = Star(targets);
        for (var k = 0; k < targets.Count; k++)
        {
            var extra = items.Count - targets.Count;
            var item = star < 0 || k < star ? items[k]
                : k > star ? items[k + extra]
                : new ListValue([.. items.Skip(k).Take(extra + 1)]);
            Assign(targets[k], item, scope, statement, k);
        }
    }

    // Without a star no more items are taken than it needs to see that they are too many.
    private static List<Value> Taken(CallContext context, IReadOnlyList<Expression> targets, Value value)
    {
        var star = Star(targets);
        var items = new List<Value>();
        foreach (var item in Iteration.Of(context, value))
        {
            if (star < 0 && items.Count == targets.Count)
            {
                throw Errors.Python("ValueError", ErrorCodes.WrongUnpacking, $"too many values to unpack (expected {targets.Count})", context.Span);
            }

            context.Grow(1);
            items.Add(item);
        }

        var needed = star < 0 ? targets.Count : targets.Count - 1;
        return items.Count >= needed
            ? items
            : throw Errors.Python("ValueError", ErrorCodes.WrongUnpacking, $"not enough values to unpack (expected {(star < 0 ? string.Empty : "at least ")}{needed}, got {items.Count})", context.Span);
    }

    private static int Star(IReadOnlyList<Expression> targets)
    {
        for (var k = 0; k < targets.Count; k++)
        {
            if (targets[k] is StarredExpression)
            {
                return k;
            }
        }

        return -1;
    }

    private void ObserveInPlace(Expression target, Scope scope, Statement? statement, int position)
    {
        if (observer is not null && statement is not null && Whole(target, scope) is var (name, whole, owner))
        {
            observer.Assigned(new(scope.Frame, statement, name, whole, InPlace: true, position) { Object = owner });
        }
    }

    // What a part is changed of: dx for dx[i][j], self.grads for self.grads["W"], x for x.T[0].
    private (string Name, Value Value, Value? Owner)? Whole(Expression target, Scope scope) => target switch
    {
        NameExpression { Attribute: { } dotted } => Whole(dotted, scope),
        NameExpression name => Find(name.Id, scope) is { } value ? (name.Id, value, null) : null,
        SubscriptExpression subscript => Whole(subscript.Value, scope),
        AttributeExpression attribute => Kept(attribute, scope) is var (value, owner) ? (TextOf(attribute), value, owner) : Whole(attribute.Value, scope),
        _ => null,
    };

    // An attribute of an object as it is kept: nothing of the program is run.
    private (Value Value, Value Owner)? Kept(AttributeExpression attribute, Scope scope)
    {
        var owner = attribute.Value switch
        {
            NameExpression { Attribute: null } name => Find(name.Id, scope),
            NameExpression { Attribute: { } dotted } => Kept(dotted, scope)?.Value,
            AttributeExpression inner => Kept(inner, scope)?.Value,
            _ => null,
        };
        var kept = ClassCell.Mangled(scope.Class, attribute.Name);
        var value = owner switch
        {
            InstanceValue instance => instance.Own(kept) ?? (instance.Class.Find(kept) is { } shared and not (PropertyValue or FunctionValue) ? shared : null),
            ClassValue of => of.Find(kept),
            _ => null,
        };
        return value is null ? null : (value, owner!);
    }

    private string TextOf(AttributeExpression attribute) =>
        attributeTexts.TryGetValue(attribute, out var text) ? text : attributeTexts[attribute] = Printer.Print(attribute);

    private void SetAttribute(AttributeExpression attribute, Value target, Value value, Scope scope, Statement? statement, bool inPlace, int position)
    {
        var name = ClassCell.Mangled(scope.Class, attribute.Name);
        if (observer is not null && statement is not null && (target as InstanceValue)?.Keeps(name) != false)
        {
            var told = observer.Assigned(new(scope.Frame, statement, TextOf(attribute), value, inPlace, position) { Object = target });
            value = inPlace ? value : told;
        }

        if (library.ObjectOf(target)?.SetAttribute(At(attribute.Span), name, value) != true)
        {
            throw NoAssignment(attribute, target);
        }
    }

    private ProgramException NoAssignment(AttributeExpression attribute, Value value) =>
        value is not (FunctionValue or ModuleValue) && Attributes.Find(At(attribute.Span), value, attribute.Name) is null
            ? Errors.Python("AttributeError", ErrorCodes.UndefinedAttribute, $"'{value.TypeName}' object has no attribute '{attribute.Name}'", attribute.Span)
            : Errors.Unsupported($"setting the attribute '{attribute.Name}' is outside of the subset{(value is NdArray ? ": use reshape(), astype() or transpose()" : string.Empty)}", attribute.Span);
}
