using GradCheck.Python.Classes;
using GradCheck.Python.Operators;
using GradCheck.Python.Values;

namespace GradCheck.Python.Builtins;

/// <summary>The module <c>copy</c>.</summary>
internal static class CopyFunctions
{
    public static IReadOnlyList<LibraryFunction> All { get; } =
    [
        new("copy.copy", "x", "A copy whose items are the same.", (context, a) => Copied(context, a["x"], null)),
        new("copy.deepcopy", "x", "A copy whose items are copies.", (context, a) => Copied(context, a["x"], new(ReferenceEqualityComparer.Instance))),
    ];

    private static Value Copied(CallContext context, Value value, Dictionary<Value, Value>? copies)
    {
        Keys.Enter(context);
        if (copies is not null && copies.TryGetValue(value, out var known))
        {
            return known;
        }

        switch (value)
        {
            case ListValue list:
                context.Grow(list.Items.Count);
                var items = new ListValue(new(list.Items.Count));
                Kept(copies, value, items);
                items.Items.AddRange(list.Items.Select(item => copies is null ? item : Copied(context, item, copies)).ToList());
                return items;
            case TupleValue tuple when copies is not null:
                context.Grow(tuple.Items.Count);
                return Kept(copies, value, new TupleValue([.. tuple.Items.Select(item => Copied(context, item, copies))]) { FieldNames = tuple.FieldNames, Label = tuple.Label });
            case DictionaryValue dictionary:
                var pairs = new DictionaryValue { Factory = dictionary.Factory };
                Kept(copies, value, pairs);
                for (var place = 0; place < dictionary.Items.Count; place++)
                {
                    var (key, item) = dictionary.Items.GetAt(place);
                    Keys.Set(context, pairs, key.Key, copies is null ? item : Copied(context, item, copies));
                }

                return pairs;
            case SetValue set:
                return Kept(copies, value, Sets.Binary(context, Syntax.BinaryOperator.Or, set, new SetValue())!);
            case InstanceValue own when own.Class.Find(copies is null ? "__copy__" : "__deepcopy__") is { } hook:
                return Kept(copies, value, copies is null ? context.Call(own.Bind(hook)) : context.Call(own.Bind(hook), new DictionaryValue()));
            case InstanceValue own:
                var made = Construction.Bare(context, own.Class);
                Kept(copies, value, made);
                made.Arguments = own.Arguments;
                for (var place = 0; place < own.Attributes.Items.Count; place++)
                {
                    var (name, item) = own.Attributes.Items.GetAt(place);
                    context.Budget.Allocate(InstanceValue.AttributeBytes, context.Span);
                    made.Attributes.Items[name] = copies is null ? item : Copied(context, item, copies);
                }

                return made;
            case MethodValue method when copies is not null:
                return new MethodValue(method.Function, Copied(context, method.Self, copies));
            default:
                return context.ObjectOf(value)?.Copy(context) is { } copy ? Kept(copies, value, copy) : value;
        }
    }

    private static Value Kept(Dictionary<Value, Value>? copies, Value value, Value copy)
    {
        copies?.TryAdd(value, copy);
        return copy;
    }
}
