using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Classes;

/// <summary>An attribute that functions read, set and delete: <c>@property</c>.</summary>
/// <param name="getter">Reads it; null where nothing does.</param>
/// <param name="setter">Sets it; null where nothing does.</param>
/// <param name="deleter">Deletes it; null where nothing does.</param>
internal sealed class PropertyValue(Value? getter, Value? setter, Value? deleter) : ObjectValue
{
    /// <summary>The function that reads it; null where there is none.</summary>
    public Value? Getter { get; } = getter;

    /// <summary>Whether the object keeps what it once read: <c>@cached_property</c>.</summary>
    public bool IsKept { get; init; }

    public override string TypeName => "property";

    public override IEnumerable<string> AttributeNames => ["getter", "setter", "deleter"];

    /// <summary><c>self.name</c>.</summary>
    public Value Get(CallContext context, Value self, string name) => Getter is null ? throw Without(context, self, name, "getter") : context.Call(Getter, self);

    /// <summary><c>self.name = value</c>.</summary>
    public void Set(CallContext context, Value self, string name, Value value) =>
        context.Call(setter ?? throw Without(context, self, name, "setter"), self, value);

    /// <summary><c>del self.name</c>.</summary>
    public bool Delete(CallContext context, Value self, string name)
    {
        context.Call(deleter ?? throw Without(context, self, name, "deleter"), self);
        return true;
    }

    public override Value? Attribute(CallContext context, string name) => name switch
    {
        "getter" => Changed(name, made => new(made, setter, deleter)),
        "setter" => Changed(name, made => new(Getter, made, deleter)),
        "deleter" => Changed(name, made => new(Getter, setter, made)),
        "fget" => Getter ?? NoneValue.Instance,
        "fset" => setter ?? NoneValue.Instance,
        _ => null,
    };

    private static LibraryValue Changed(string name, Func<Value, PropertyValue> change) =>
        new(new("property." + name, "function", "The property with another function.", (_, a) => change(a["function"])));

    private static ProgramException Without(CallContext context, Value self, string name, string what) =>
        Errors.Python("AttributeError", ErrorCodes.UndefinedAttribute, $"property '{name}' of '{self.TypeName}' object has no {what}", context.Span);
}
