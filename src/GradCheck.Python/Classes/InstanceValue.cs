using GradCheck.Python.Operators;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Classes;

/// <summary>An object of a class.</summary>
/// <param name="of">Its class.</param>
internal sealed partial class InstanceValue(ClassValue of) : ObjectValue
{
    /// <summary>What an object takes without its attributes.</summary>
    public const int Bytes = 250;

    /// <summary>What an attribute takes beside its value.</summary>
    public const int AttributeBytes = 120;

    public ClassValue Class { get; } = of;

    /// <summary>Its attributes by name, in the order in which they were set; it is its <c>__dict__</c>.</summary>
    public DictionaryValue Attributes { get; } = new();

    /// <summary>What an exception was made with, its <c>args</c>.</summary>
    public TupleValue Arguments { get; set; } = new();

    public override string TypeName => Class.Name;

    public override Value Type => Class;

    public override bool AnswersForSpecialNames => true;

    public override IEnumerable<string> AttributeNames => Attributes.Items.Keys.Select(key => key.Key).OfType<StringValue>().Select(name => name.Value).Concat(Class.AttributeNames);

    public override string? KeyText => Find("__eq__") is null ? field ??= Identities.Next() : null;

    public override string? KeyTrouble => Find("__eq__") is not null && (Find("__hash__") is not (null or NoneValue) || Find("__dataclass_fields__") is not null && Find("__setattr__") is not null)
        ? $"an object of '{TypeName}', which has an == of its own, as a key is outside of the subset; use a number, a text or a tuple of those"
        : null;

    public override bool IsCallable => Find("__call__") is not null;

    /// <summary>An attribute of its own, or null.</summary>
    public Value? Own(string name) => Attributes.Items.TryGetValue(DictionaryKey.Of(name), out var value) ? value : null;

    /// <summary>Whether setting an attribute does nothing but keep the value.</summary>
    public bool Keeps(string name) => Class.Find("__setattr__") is null && Class.Find(name) is not PropertyValue { IsKept: false };

    /// <summary>Keeps the value of an attribute.</summary>
    public void Keep(CallContext context, string name, Value value)
    {
        var key = context.Session.KeyOf(name);
        if (!Attributes.Items.ContainsKey(key))
        {
            context.Budget.Allocate(AttributeBytes, context.Span);
        }

        Attributes.Items[key] = value;
    }

    public override Value? Attribute(CallContext context, string name) =>
        Plain(context, name) ?? (Class.Find("__getattr__") is { } hook ? context.Call(Bind(hook), new StringValue(name))
            : Class.Missing is { } missing && !name.StartsWith("__", StringComparison.Ordinal) ? throw new ProgramException(missing with { Span = context.Span })
            : null);

    /// <summary>An attribute without the class's own <c>__getattr__</c>.</summary>
    public Value? Plain(CallContext context, string name)
    {
        var member = Class.Find(name);
        if (member is PropertyValue { IsKept: false } property)
        {
            return property.Get(context, this, name);
        }

        if (Attributes.Items.TryGetValue(context.Session.KeyOf(name), out var own))
        {
            return own;
        }

        if (member is PropertyValue kept)
        {
            var value = kept.Get(context, this, name);
            Keep(context, name, value);
            return value;
        }

        return member is not null ? Bind(member) : name switch
        {
            "__class__" => Class,
            "__dict__" => Attributes,
            "__doc__" => NoneValue.Instance,
            "__module__" => new StringValue(Class.Module),
            "args" when Class.Exception is not null => Arguments,
            _ => Class.Inherited(context, name) is { } inherited ? new LibraryValue(inherited, this) : null,
        };
    }

    public override bool SetAttribute(CallContext context, string name, Value value)
    {
        if (Class.Find("__setattr__") is { } hook)
        {
            context.Call(Bind(hook), new StringValue(name), value);
        }
        else
        {
            Set(context, name, value);
        }

        return true;
    }

    /// <summary>Sets an attribute without the class's own <c>__setattr__</c>.</summary>
    public void Set(CallContext context, string name, Value value)
    {
        if (name is "__class__" or "__dict__")
        {
            throw Errors.Unsupported($"setting '{name}' is outside of the subset; set attributes one by one", context.Span);
        }

        if (Class.Find(name) is PropertyValue { IsKept: false } property)
        {
            property.Set(context, this, name, value);
            return;
        }

        if (name == "args" && Class.Exception is not null)
        {
            Arguments = new([.. Iteration.ToList(context, value)]);
            return;
        }

        Keep(context, name, value);
    }

    public override bool DeleteAttribute(CallContext context, string name)
    {
        if (Class.Find("__delattr__") is { } hook)
        {
            context.Call(Bind(hook), new StringValue(name));
            return true;
        }

        return Class.Find(name) is PropertyValue { IsKept: false } property ? property.Delete(context, this, name) : Attributes.Items.Remove(context.Session.KeyOf(name));
    }

    public override Value? Call(CallContext context, IReadOnlyList<Value> positional, IReadOnlyList<KeyValuePair<string, Value>> keywords) =>
        Find("__call__") is { } called ? context.Call(Bind(called), positional, keywords) : null;

    /// <summary>A member of its class as it is seen on the object: a function is a method.</summary>
    public Value Bind(Value member) => Bind(member, this, Class);

    /// <summary>A member of a class as it is seen on an object.</summary>
    public static Value Bind(Value member, Value self, ClassValue of) => member switch
    {
        FunctionValue => new MethodValue(member, self),
        LibraryValue { Receiver: null, Function.Signature.IsMethod: true } function => new LibraryValue(function.Function, self),
        StaticMethodValue still => still.Function,
        ClassMethodValue method => new MethodValue(method.Function, of),
        _ => member,
    };

    private Value? Find(string special) => Class.Find(special);
}
