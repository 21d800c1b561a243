using GradCheck.Python.Operators;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Builtins;

/// <summary>Functions that ask a value what it is.</summary>
internal static class ValueFunctions
{
    public static IReadOnlyList<LibraryFunction> All { get; } =
    [
        new("isinstance", "obj, class_or_tuple, /", "Whether a value is of a type, or of one of several.", (context, a) => BooleanValue.Of(IsInstance(context, a["obj"].TypeName, a["class_or_tuple"]))),
        new("issubclass", "cls, class_or_tuple, /", "Whether a type is a kind of another.", (context, a) => a["cls"] is TypeValue type
            ? BooleanValue.Of(IsInstance(context, type.Name, a["class_or_tuple"]))
            : throw Errors.Type("issubclass() arg 1 must be a class", context.Span)),
        new("callable", "obj, /", "Whether a value can be called.", (_, a) => BooleanValue.Of(a["obj"] is FunctionValue or LibraryValue or TypeValue)),
        new("hasattr", "obj, name, /", "Whether a value has an attribute.", (context, a) => BooleanValue.Of(Attributes.Find(context, a["obj"], Name(context, a["name"])) is not null)),
        new("getattr", "*args", "An attribute by its name, or a default.", GetAttribute),
    ];

    private static bool IsInstance(CallContext context, string type, Value kind) => kind switch
    {
        TypeValue named => context.Library.Is(type, named.Name),
        NoneValue => throw WrongKind(context),
        TupleValue several => several.Items.Any(one => one is TupleValue ? throw WrongKind(context) : IsInstance(context, type, one)),
        _ => throw WrongKind(context),
    };

    private static ProgramException WrongKind(CallContext context) => Errors.Type("isinstance() arg 2 must be a type, a tuple of types, or a union", context.Span);

    private static string Name(CallContext context, Value name) => name is StringValue text
        ? text.Value
        : throw Errors.Type($"attribute name must be string, not '{name.TypeName}'", context.Span);

    private static Value GetAttribute(CallContext context, BoundArguments a) => a.Rest switch
    {
        [var value, var name] => Attributes.Get(context, value, Name(context, name)),
        [var value, var name, var standard] => Attributes.Find(context, value, Name(context, name)) ?? standard,
        _ => throw Errors.Python("TypeError", ErrorCodes.WrongArguments, $"getattr expected {(a.Rest.Count < 2 ? "at least 2" : "at most 3")} arguments, got {a.Rest.Count}", context.Span),
    };
}
