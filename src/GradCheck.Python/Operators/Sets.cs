using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Python.Operators;

/// <summary><c>| &amp; - ^</c> of sets, and <c>|</c> of dictionaries.</summary>
internal static class Sets
{
    public static Value? Binary(CallContext context, BinaryOperator op, Value left, Value right)
    {
        if (left is DictionaryValue a && right is DictionaryValue b && op == BinaryOperator.Or)
        {
            var merged = new DictionaryValue();
            Keys.Update(context, merged, a);
            Keys.Update(context, merged, b);
            return merged;
        }

        if (AsSet(context, left) is not { } x || AsSet(context, right) is not { } y)
        {
            return null;
        }

        return op switch
        {
            BinaryOperator.Or => Of(context, x.Items.Concat(y.Items)),
            BinaryOperator.And => Of(context, x.Items.Where(item => y.Items.ContainsKey(item.Key))),
            BinaryOperator.Subtract => Of(context, x.Items.Where(item => !y.Items.ContainsKey(item.Key))),
            BinaryOperator.Xor => Of(context, x.Items.Where(item => !y.Items.ContainsKey(item.Key)).Concat(y.Items.Where(item => !x.Items.ContainsKey(item.Key)))),
            _ => null,
        };
    }

    /// <summary>A set, or the keys of a dictionary as one; null for other values.</summary>
    public static SetValue? AsSet(CallContext context, Value value) => value switch
    {
        SetValue set => set,
        DictionaryViewValue { Kind: DictionaryViewKind.Keys } view => Of(context, view.Dictionary.Items),
        _ => null,
    };

    private static SetValue Of(CallContext context, IEnumerable<KeyValuePair<DictionaryKey, Value>> items)
    {
        var set = new SetValue();
        foreach (var (key, _) in items)
        {
            Keys.Add(context, set, key);
        }

        return set;
    }
}
