using GradCheck.Python.Values;

namespace GradCheck.Python.Modules;

/// <summary>The module <c>typing</c>: its names may be used wherever a type is only told.</summary>
internal static class TypingFunctions
{
    private static readonly string[] Names =
    [
        "Any", "Callable", "ClassVar", "Deque", "DefaultDict", "Dict", "Final", "FrozenSet", "Generator", "Generic", "Hashable", "Iterable", "Iterator", "List", "Literal", "Mapping",
        "MutableMapping", "MutableSequence", "NoReturn", "Optional", "OrderedDict", "Protocol", "Self", "Sequence", "Set", "Sized", "SupportsFloat", "SupportsInt", "Text", "Tuple", "Type", "TypeAlias", "Union",
    ];

    public static IReadOnlyList<LibraryFunction> All { get; } =
    [
        new("typing.cast", "typ, val", "The value.", (_, a) => a["val"]),
        new("typing.TypeVar", "name, *constraints, **options", "A name for a type.", (_, _) => new TypingValue("TypeVar")),
        new("typing.NewType", "name, tp", "The type.", (_, a) => a["tp"]),
        new("typing.overload", "func", "The function.", (_, a) => a["func"]),
        new("typing.final", "f", "The function or class.", (_, a) => a["f"]),
        new("typing.no_type_check", "arg", "The function or class.", (_, a) => a["arg"]),
    ];

    public static IEnumerable<KeyValuePair<string, Value>> Constants => Names.Select(name => KeyValuePair.Create<string, Value>($"typing.{name}", new TypingValue(name)))
        .Append(KeyValuePair.Create<string, Value>("typing.TYPE_CHECKING", BooleanValue.False));
}
