using GradCheck.Python.Source;
using GradCheck.Python.Text;
using GradCheck.Python.Values;

namespace GradCheck.Python.Operators;

/// <summary><c>a[index]</c>: read, written, deleted.</summary>
internal static class Subscripts
{
    public static Value Get(CallContext context, Value container, Value index)
    {
        if (context.ObjectOf(container)?.Item(context, index) is { } item)
        {
            return item;
        }

        switch (container)
        {
            case DictionaryValue dictionary:
                return dictionary.Items.TryGetValue(Keys.Of(context, index), out var found) ? found : Made(context, dictionary, index);
            case ListValue list when index is SliceValue slice:
                return new ListValue([.. Take(context, list.Items, slice)]);
            case TupleValue tuple when index is SliceValue slice:
                return new TupleValue(Take(context, tuple.Items, slice));
            case StringValue text when index is SliceValue slice:
                var letters = Slices.Of(context, slice, text.Value.Length);
                context.GrowText(letters.Count);
                return new StringValue(string.Create(letters.Count, (text.Value, letters), static (made, from) =>
                {
                    for (var k = 0; k < made.Length; k++)
                    {
                        made[k] = from.Value[from.letters[k]];
                    }
                }));
            case RangeValue range when Math.Max(Math.Abs(range.Start), Math.Max(Math.Abs(range.Stop), Math.Abs(range.Step))) > int.MaxValue:
                throw Errors.Unsupported("an item of a range beyond 2**31 is outside of the subset", context.Span);
            case RangeValue range when index is SliceValue slice:
                var part = Slices.Of(context, slice, (int)Math.Min(range.Count, int.MaxValue));
                return new RangeValue(range.Start + (part.Start * range.Step), range.Start + ((part.Start + ((long)part.Count * part.Step)) * range.Step), range.Step * part.Step);
            case ListValue list:
                return list.Items[Place(context, index, list.Items.Count, "list", "list index out of range")];
            case TupleValue tuple:
                return tuple.Items[Place(context, index, tuple.Items.Count, "tuple", "tuple index out of range")];
            case StringValue text:
                return new StringValue(text.Value.Substring(Place(context, index, text.Value.Length, "string", "string index out of range"), 1));
            case RangeValue range:
                return IntegerValue.Of(range.Start + (range.Step * (long)Place(context, index, (int)Math.Min(range.Count, int.MaxValue), "range object", "range object index out of range")));
            case TypeValue { Name: "list" or "dict" or "tuple" or "set" or "frozenset" or "type" }:
                return container;
            case TypeValue or LibraryValue or FunctionValue:
                throw Errors.Type(container is TypeValue type ? $"type '{type.Name}' is not subscriptable" : $"'{container.TypeName}' object is not subscriptable", context.Span);
            default:
                throw Errors.Type($"'{container.TypeName}' object is not subscriptable", context.Span);
        }
    }

    // What a defaultdict makes of a key that it has not.
    private static Value Made(CallContext context, DictionaryValue dictionary, Value index)
    {
        if (dictionary.Factory is not { } factory)
        {
            throw Raising.MissingKey(context, index);
        }

        var made = context.Call(factory);
        Keys.Set(context, dictionary, index, made);
        return made;
    }

    public static void Set(CallContext context, Value container, Value index, Value value)
    {
        if (context.ObjectOf(container)?.SetItem(context, index, value) == true)
        {
            return;
        }

        switch (container)
        {
            case DictionaryValue dictionary:
                Keys.Set(context, dictionary, index, value);
                break;
            case ListValue list when index is SliceValue slice:
                Replace(context, list, slice, value);
                break;
            case ListValue list:
                list.Items[Place(context, index, list.Items.Count, "list", "list assignment index out of range")] = value;
                break;
            default:
                throw Errors.Type($"'{container.TypeName}' object does not support item assignment", context.Span);
        }
    }

    public static void Delete(CallContext context, Value container, Value index)
    {
        switch (container)
        {
            case DictionaryValue dictionary:
                context.Budget.Work(dictionary.Items.Count, context.Span);
                if (!dictionary.Items.Remove(Keys.Of(context, index)))
                {
                    throw Raising.MissingKey(context, index);
                }

                break;
            case ListValue list when index is SliceValue slice:
                var gone = Slices.Of(context, slice, list.Items.Count);
                context.Budget.Work(list.Items.Count, context.Span);
                var places = Enumerable.Range(0, gone.Count).Select(k => gone[k]).ToHashSet();
                var at = 0;
                list.Items.RemoveAll(_ => places.Contains(at++));
                break;
            case ListValue list:
                context.Budget.Work(list.Items.Count, context.Span);
                list.Items.RemoveAt(Place(context, index, list.Items.Count, "list", "list assignment index out of range"));
                break;
            default:
                if (context.ObjectOf(container)?.DeleteItem(context, index) != true)
                {
                    throw Errors.Type($"'{container.TypeName}' object doesn't support item deletion", context.Span);
                }

                break;
        }
    }

    // The place of one item; a negative index counts from the end.
    private static int Place(CallContext context, Value index, int count, string what, string outside)
    {
        if (!Numbers.TryIndex(index, out var given))
        {
            throw Errors.Type(
                what == "string" ? $"string indices must be integers, not '{index.TypeName}'" : $"{what} indices must be integers or slices, not {index.TypeName}",
                context.Span);
        }

        var place = given.Sign < 0 ? given + count : given;
        return place.Sign >= 0 && place < count ? (int)place : throw Errors.Index(outside, context.Span);
    }

    private static Value[] Take(CallContext context, IReadOnlyList<Value> items, SliceValue slice)
    {
        var places = Slices.Of(context, slice, items.Count);
        context.Grow(places.Count);
        var taken = new Value[places.Count];
        for (var k = 0; k < taken.Length; k++)
        {
            taken[k] = items[places[k]];
        }

        return taken;
    }

    private static void Replace(CallContext context, ListValue list, SliceValue slice, Value value)
    {
        if (!Iteration.IsIterable(value))
        {
            throw Errors.Type(slice.Step is null ? "can only assign an iterable" : "must assign iterable to extended slice", context.Span);
        }

        var items = Iteration.ToList(context, value);
        var places = Slices.Of(context, slice, list.Items.Count);
        context.Budget.Work(list.Items.Count, context.Span);
        if (places.Step == 1)
        {
            list.Items.RemoveRange(places.Start, places.Count);
            list.Items.InsertRange(places.Start, items);
            return;
        }

        if (items.Count != places.Count)
        {
            throw Errors.Value($"attempt to assign sequence of size {items.Count} to extended slice of size {places.Count}", context.Span);
        }

        for (var k = 0; k < items.Count; k++)
        {
            list.Items[places[k]] = items[k];
        }
    }
}
