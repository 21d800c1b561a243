using GradCheck.Python.Operators;
using GradCheck.Python.Source;
using GradCheck.Python.Text;
using GradCheck.Python.Values;

namespace GradCheck.Python.Classes;

/// <summary>What every class inherits, for programs that call it by name: <c>super().__init__()</c>, <c>object.__setattr__(self, name, value)</c>.</summary>
internal static class ObjectMethods
{
    public static IReadOnlyList<LibraryFunction> All { get; } =
    [
        new("object.__init__", "self, *args, **kwargs", "Nothing.", Prepare),
        new("object.__new__", "cls, *args, **kwargs", "An object without attributes.", (context, a) => a["cls"] is ClassValue of
            ? Construction.Bare(context, of)
            : throw Errors.Unsupported("object.__new__() of a type of the language is outside of the subset", context.Span)),
        new("object.__setattr__", "self, name, value", "Sets an attribute.", (context, a) =>
        {
            Instance(context, a).Set(context, Name(context, a), a["value"]);
            return NoneValue.Instance;
        }),
        new("object.__getattribute__", "self, name", "An attribute.", (context, a) => Instance(context, a).Plain(context, Name(context, a)) ?? throw Attributes.Missing(context, a["self"], Name(context, a))),
        new("object.__delattr__", "self, name", "Deletes an attribute.", (context, a) => Instance(context, a).Attributes.Items.Remove(DictionaryKey.Of(Name(context, a)))
            ? NoneValue.Instance
            : throw Attributes.Missing(context, a["self"], Name(context, a))),
        new("object.__repr__", "self", "The object's class and that it is an object of it.", (context, a) => new StringValue(Instance(context, a).PlainRepr(context))),
        new("object.__str__", "self", "What repr() gives.", (context, a) => new StringValue(ValueText.Repr(context, a["self"]))),
        new("object.__eq__", "self, value", "Whether both are one object.", (_, a) => ReferenceEquals(a["self"], a["value"]) ? BooleanValue.True : NotImplementedValue.Instance),
        new("object.__ne__", "self, value", "Whether both are not one object.", (_, a) => ReferenceEquals(a["self"], a["value"]) ? BooleanValue.False : NotImplementedValue.Instance),
        new("BaseException.__init__", "self, *args", "Keeps the arguments of an exception.", (context, a) =>
        {
            Instance(context, a).Arguments = new([.. a.Rest]);
            return NoneValue.Instance;
        }),
        new("BaseException.__str__", "self", "The words of an exception.", (context, a) => new StringValue(Instance(context, a).PlainMessage(context))),
    ];

    private static NoneValue Prepare(CallContext context, BoundArguments a)
    {
        if (a.Rest.Count + a.Keywords.Count > 0)
        {
            throw Errors.Python("TypeError", ErrorCodes.WrongArguments, "object.__init__() takes exactly one argument (the instance to initialize)", context.Span);
        }

        return NoneValue.Instance;
    }

    private static InstanceValue Instance(CallContext context, BoundArguments a) => a["self"] as InstanceValue
        ?? throw Errors.Unsupported($"a method of 'object' for a value of the type '{a["self"].TypeName}' is outside of the subset", context.Span);

    private static string Name(CallContext context, BoundArguments a) => a["name"] is StringValue name
        ? name.Value
        : throw Errors.Type($"attribute name must be string, not '{a["name"].TypeName}'", context.Span);
}
