using GradCheck.Programs.Recording;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Classes;

/// <summary>What torch hands from the forward to the backward method of an <c>autograd.Function</c>: it keeps whatever is set on it.</summary>
internal sealed class ContextValue : ObjectValue, ICopied
{
    private const string Saved = "saved_tensors";

    /// <summary>What was set on it, by name.</summary>
    public OrderedDictionary<string, Value> Attributes { get; } = [];

    public override string TypeName => "FunctionCtx";

    public override Value? Attribute(CallContext context, string name) => Attributes.TryGetValue(name, out var known) ? known : name switch
    {
        Saved or "saved_variables" => Attributes.GetValueOrDefault(Saved) ?? new TupleValue(),
        "needs_input_grad" => new TupleValue([.. Enumerable.Repeat<Value>(BooleanValue.True, 64)]),
        "save_for_backward" => Method(name, saved => Attributes[Saved] = saved),
        "mark_dirty" or "mark_non_differentiable" or "mark_shared_storage" or "set_materialize_grads" => Method(name, _ => { }),
        _ => null,
    };

    public override bool SetAttribute(CallContext context, string name, Value value)
    {
        Attributes[name] = value;
        return true;
    }

    /// <inheritdoc/>
    public Value Empty() => new ContextValue();

    /// <inheritdoc/>
    public void CopyTo(Value other, Func<Value, Value> copy)
    {
        foreach (var (name, value) in Attributes)
        {
            ((ContextValue)other).Attributes[name] = copy(value);
        }
    }

    private static LibraryValue Method(string name, Action<TupleValue> apply) => new(new(name, "*tensors", "Of an autograd.Function.", (_, arguments) =>
    {
        apply(new([.. arguments.Rest]));
        return NoneValue.Instance;
    }));
}
