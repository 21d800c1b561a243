using GradCheck.Python.Classes;
using GradCheck.Python.Operators;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Builtins;

/// <summary>Functions that ask a value what it is.</summary>
internal static class ValueFunctions
{
    public static IReadOnlyList<LibraryFunction> All { get; } =
    [
        new("isinstance", "obj, class_or_tuple, /", "Whether a value is of a type or class, or of one of several.", (context, a) =>
            BooleanValue.Of(IsKind(context, Attributes.TypeOf(a["obj"]), a["class_or_tuple"], "isinstance"))),
        new("issubclass", "cls, class_or_tuple, /", "Whether a type or class is a kind of another.", (context, a) => a["cls"] is TypeValue or ClassValue
            ? BooleanValue.Of(IsKind(context, a["cls"], a["class_or_tuple"], "issubclass"))
            : throw Errors.Type("issubclass() arg 1 must be a class", context.Span)),
        new("callable", "obj, /", "Whether a value can be called.", (_, a) => BooleanValue.Of(a["obj"] is FunctionValue or MethodValue or LibraryValue or TypeValue or ObjectValue { IsCallable: true })),
        new("hasattr", "obj, name, /", "Whether a value has an attribute.", (context, a) => BooleanValue.Of(Found(context, a["obj"], Name(context, a["name"])) is not null)),
        new("getattr", "*args", "An attribute by its name, or a default.", GetAttribute),
        new("setattr", "obj, name, value, /", "Sets an attribute by its name.", (context, a) => SetAttribute(context, a["obj"], Name(context, a["name"]), a["value"])),
        new("delattr", "obj, name, /", "Deletes an attribute by its name.", (context, a) => context.ObjectOf(a["obj"])?.DeleteAttribute(context, Name(context, a["name"])) == true
            ? NoneValue.Instance
            : throw Attributes.Missing(context, a["obj"], Name(context, a["name"]))),
        new("vars", "*args", "The attributes of an object as a dictionary.", (context, a) => a.Rest is [InstanceValue or ClassValue]
            ? Attributes.Get(context, a.Rest[0], "__dict__")
            : throw Errors.Unsupported("vars() of other than an object is outside of the subset: the insides of the interpreter are closed", context.Span)),
    ];

    private static bool IsKind(CallContext context, Value type, Value kind, string function) => kind switch
    {
        TypeValue named => type is ClassValue of ? of.Is(context.Library, named.Name) : context.Library.Is(((TypeValue)type).Name, named.Name),
        ClassValue wanted => (type as ClassValue)?.Is(wanted) == true,
        TupleValue several => several.Items.Any(one => one is TupleValue ? throw WrongKind(context, function) : IsKind(context, type, one, function)),
        _ => throw WrongKind(context, function),
    };

    private static ProgramException WrongKind(CallContext context, string function) =>
        Errors.Type($"{function}() arg 2 must be a {(function == "isinstance" ? "type, a tuple of types, or a union" : "class, a tuple of classes, or a union")}", context.Span);

    private static string Name(CallContext context, Value name) => name is StringValue text
        ? text.Value
        : throw Errors.Type($"attribute name must be string, not '{name.TypeName}'", context.Span);

    private static Value GetAttribute(CallContext context, BoundArguments a) => a.Rest switch
    {
        [var value, var name] => Attributes.Get(context, value, Name(context, name)),
        [var value, var name, var standard] => Found(context, value, Name(context, name)) ?? standard,
        _ => throw Errors.Python("TypeError", ErrorCodes.WrongArguments, $"getattr expected {(a.Rest.Count < 2 ? "at least 2" : "at most 3")} arguments, got {a.Rest.Count}", context.Span),
    };

    private static NoneValue SetAttribute(CallContext context, Value value, string name, Value given) => context.ObjectOf(value)?.SetAttribute(context, name, given) == true
        ? NoneValue.Instance
        : throw Errors.Unsupported($"setting the attribute '{name}' of a value of the type '{value.TypeName}' is outside of the subset", context.Span);

    // What a property or a __getattr__ says by an AttributeError is that there is none.
    private static Value? Found(CallContext context, Value value, string name)
    {
        try
        {
            return Attributes.Find(context, value, name);
        }
        catch (ProgramException failure) when (value is InstanceValue && failure.Error is { Kind: ProgramErrorKind.Python, Type: "AttributeError" })
        {
            return null;
        }
    }
}
