using GradCheck.Python.Operators;
using GradCheck.Python.Syntax;
using GradCheck.Python.Text;
using GradCheck.Python.Values;

namespace GradCheck.Python.Builtins;

/// <summary>The methods of sets.</summary>
internal static class SetMethods
{
    public static IReadOnlyList<LibraryFunction> All { get; } =
    [
        new("set.add", "self, item, /", "Adds an item.", (context, a) => Done(() => Keys.Add(context, Of(a), a["item"]))),
        new("set.discard", "self, item, /", "Takes an item away, if it is there.", (context, a) => Done(() => Of(a).Items.Remove(Keys.Of(context, a["item"])))),
        new("set.remove", "self, item, /", "Takes an item away.", (context, a) => Of(a).Items.Remove(Keys.Of(context, a["item"])) ? NoneValue.Instance : throw Raising.MissingKey(context, a["item"])),
        new("set.clear", "self, /", "Takes all items away.", (_, a) => Done(() => Of(a).Items.Clear())),
        new("set.copy", "self, /", "A set of the same items.", (context, a) => Combined(context, BinaryOperator.Or, Of(a), new SetValue())),
        new("set.union", "self, other, /", "The items of either.", (context, a) => Combined(context, BinaryOperator.Or, Of(a), a["other"])),
        new("set.intersection", "self, other, /", "The items of both.", (context, a) => Combined(context, BinaryOperator.And, Of(a), a["other"])),
        new("set.difference", "self, other, /", "The items that are not of the other.", (context, a) => Combined(context, BinaryOperator.Subtract, Of(a), a["other"])),
    ];

    private static SetValue Of(BoundArguments a) => a["self"] as SetValue ?? new SetValue();

    private static NoneValue Done(Action action)
    {
        action();
        return NoneValue.Instance;
    }

    private static Value Combined(CallContext context, BinaryOperator op, SetValue left, Value other)
    {
        var right = new SetValue();
        foreach (var item in Iteration.Of(context, other))
        {
            Keys.Add(context, right, item);
        }

        return Sets.Binary(context, op, left, right) ?? left;
    }
}
