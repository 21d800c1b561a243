using System.Globalization;
using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Operators;

/// <summary>What can be iterated, and how.</summary>
internal static class Iteration
{
    public static bool IsIterable(Value value) =>
        value is ListValue or TupleValue or StringValue or RangeValue or DictionaryValue or DictionaryViewValue or SetValue or IteratorValue or NdArray { Rank: > 0 } or ObjectValue { IsIterable: true };

    /// <summary>The items of a value, one by one as Python takes them: a list that changes on the way gives what it then holds.</summary>
    /// <exception cref="ProgramException">The value cannot be iterated.</exception>
    public static IEnumerable<Value> Of(CallContext context, Value value) => value switch
    {
        ListValue list => Live(list),
        TupleValue tuple => tuple.Items,
        StringValue text => Letters(text.Value),
        RangeValue range => Numbers(range),
        DictionaryValue dictionary => Entries(context, dictionary.Items, place => dictionary.Items.GetAt(place).Key.Key, "dictionary"),
        DictionaryViewValue view => Entries(context, view.Dictionary.Items, view.At, "dictionary"),
        SetValue set => Entries(context, set.Items, place => set.Items.GetAt(place).Key.Key, "Set"),
        IteratorValue iterator => Rest(iterator),
        _ => context.ObjectOf(value)?.Items(context) ?? throw Errors.Type($"'{value.TypeName}' object is not iterable", context.Span),
    };

    /// <summary>All items as a new list, charged as it grows.</summary>
    public static List<Value> ToList(CallContext context, Value value)
    {
        if (value is RangeValue range)
        {
            context.Grow(range.Count);
        }

        var items = new List<Value>();
        foreach (var item in Of(context, value))
        {
            if (value is not RangeValue)
            {
                context.Grow(1);
            }

            items.Add(item);
        }

        return items;
    }

    /// <summary><c>len(value)</c>, or null where it has no length.</summary>
    public static long? Length(Value value) => value switch
    {
        ListValue list => list.Items.Count,
        TupleValue tuple => tuple.Items.Count,
        StringValue text => text.Value.Length,
        RangeValue range => range.Count,
        DictionaryValue dictionary => dictionary.Items.Count,
        DictionaryViewValue view => view.Dictionary.Items.Count,
        SetValue set => set.Items.Count,
        NdArray { Rank: > 0 } array => array.Shape[0],
        ObjectValue own => own.Length,
        _ => null,
    };

    private static IEnumerable<Value> Live(ListValue list)
    {
        for (var k = 0; k < list.Items.Count; k++)
        {
            yield return list.Items[k];
        }
    }

    private static IEnumerable<Value> Letters(string text)
    {
        for (var k = 0; k < text.Length; k++)
        {
            yield return new StringValue(text[k].ToString(CultureInfo.InvariantCulture));
        }
    }

    private static IEnumerable<Value> Numbers(RangeValue range)
    {
        var count = range.Count;
        for (var k = 0L; k < count; k++)
        {
            yield return IntegerValue.Of(range.Start + (k * range.Step));
        }
    }

    private static IEnumerable<Value> Rest(IteratorValue iterator)
    {
        while (iterator.Next() is { } item)
        {
            yield return item;
        }
    }

    private static IEnumerable<Value> Entries(CallContext context, OrderedDictionary<DictionaryKey, Value> items, Func<int, Value> at, string name)
    {
        var count = items.Count;
        for (var k = 0; k < count; k++)
        {
            yield return at(k);
            if (items.Count != count)
            {
                throw Errors.Python("RuntimeError", ErrorCodes.WrongValue, $"{name} changed size during iteration", context.Span);
            }
        }
    }
}
