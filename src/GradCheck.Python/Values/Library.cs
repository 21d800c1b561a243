using System.Collections.Frozen;

namespace GradCheck.Python.Values;

/// <summary>Every module, function, type and constant that a program can reach, made of parts that live in one world: imports decide which names a program sees.</summary>
internal sealed class Library
{
    /// <summary>The module of the names that need no import.</summary>
    private const string BuiltinModule = "builtins";

    private readonly FrozenDictionary<string, LibraryFunction> functions;
    private readonly FrozenDictionary<string, FrozenDictionary<string, LibraryFunction>> members;
    private readonly FrozenDictionary<string, string[]> memberNames;
    private readonly FrozenDictionary<string, Value> builtins;
    private readonly FrozenDictionary<string, Value> constants;
    private readonly FrozenDictionary<string, (string Name, LibraryPart Part)> modules;
    private readonly FrozenDictionary<string, string[]> types;
    private readonly FrozenDictionary<string, string[]> properties;
    private readonly FrozenDictionary<string, string> methodsOf;
    private readonly FrozenDictionary<string, FrozenSet<string>> known;
    private readonly FrozenDictionary<string, string> inner;
    private readonly Func<Value, ObjectValue?>[] objects;

    /// <param name="parts">Its parts; no two have one name.</param>
    public Library(params LibraryPart[] parts)
    {
        Parts = parts;
        LibraryFunction[] all = [.. parts.SelectMany(part => part.Families.SelectMany(family => family.Functions).Select(function => function with { Words = part.Words }))];
        var plain = all.Where(function => OwnerOf(function.Name) is null).ToList();
        functions = all.ToFrozenDictionary(function => function.Name, StringComparer.Ordinal);
        var owned = all.Where(function => OwnerOf(function.Name) is not null).GroupBy(function => OwnerOf(function.Name)!).ToList();
        members = owned.ToFrozenDictionary(group => group.Key, group => group.ToFrozenDictionary(function => function.ShortName, StringComparer.Ordinal), StringComparer.Ordinal);
        memberNames = owned.ToFrozenDictionary(group => group.Key, group => group.Select(function => function.ShortName).ToArray(), StringComparer.Ordinal);
        types = Union(part => part.Types);
        properties = Union(part => part.Properties);
        methodsOf = Union(part => part.MethodsOf);
        known = Union(part => part.Known);
        inner = Union(part => part.Inner);
        objects = [.. parts.Select(part => part.Objects).OfType<Func<Value, ObjectValue?>>()];
        constants = Union(part => part.Constants);
        modules = parts.SelectMany(part => part.Modules.Select(module => KeyValuePair.Create(module.Key, (module.Value, part)))).ToFrozenDictionary(StringComparer.Ordinal);
        var named = parts.SelectMany(part => part.Builtins).ToHashSet(StringComparer.Ordinal);
        builtins = named.Select(name => KeyValuePair.Create<string, Value>(name, new TypeValue(name)))
            .Concat(plain.Where(function => !named.Contains(function.Name)).Select(function => KeyValuePair.Create<string, Value>(function.Name, new LibraryValue(function))))
            .ToFrozenDictionary(StringComparer.Ordinal);
        BuiltinNames = [.. plain.Where(function => !function.IsRefused).Select(function => function.Name).Concat(named.Where(IsException)).Append("object").Distinct()];

        FrozenDictionary<string, T> Union<T>(Func<LibraryPart, IReadOnlyDictionary<string, T>> take) => parts.SelectMany(take).ToFrozenDictionary(StringComparer.Ordinal);
    }

    public IReadOnlyList<LibraryPart> Parts { get; }

    /// <summary>All names that <see cref="Builtin"/> knows, but for those that are refused.</summary>
    public IReadOnlyList<string> BuiltinNames { get; }

    /// <summary>What a name means that no program has defined: a type, a function, or nothing.</summary>
    public Value? Builtin(string name) => builtins.GetValueOrDefault(name) ?? constants.GetValueOrDefault($"{BuiltinModule}.{name}");

    /// <summary>The object that answers for a value: the value itself, or another where its part of the library gives one; null for the language's own.</summary>
    public ObjectValue? ObjectOf(Value value)
    {
        if (!value.IsObject)
        {
            return null;
        }

        if (value is ObjectValue own)
        {
            return own;
        }

        foreach (var part in objects)
        {
            if (part(value) is { } made)
            {
                return made;
            }
        }

        return null;
    }

    /// <summary>A function by its full name, or null.</summary>
    public LibraryFunction? Function(string name) => functions.GetValueOrDefault(name);

    /// <summary>The method of a type, or null.</summary>
    public LibraryFunction? Method(string type, string name) => members.GetValueOrDefault(type)?.GetValueOrDefault(name);

    /// <summary>The name under which the methods of a type stand.</summary>
    public string MethodsOf(string type) => methodsOf.GetValueOrDefault(type, type);

    /// <summary>What a value of a type has: its methods, and what it shows beside them.</summary>
    public IEnumerable<string> AttributesOf(string type) => Members(type).Concat(properties.GetValueOrDefault(type) ?? []);

    /// <summary>The module of a name, or null where it is not here.</summary>
    public ModuleValue? Import(string name) => modules.TryGetValue(name, out var module) ? new ModuleValue(module.Name) : null;

    /// <summary>What a module holds under a name, or null.</summary>
    public Value? Find(string module, string name)
    {
        if (module == BuiltinModule)
        {
            return Builtin(name) ?? (Method("past.builtins", name) is { } past ? new LibraryValue(past) : null);
        }

        var full = $"{module}.{name}";
        return constants.TryGetValue(full, out var constant) ? constant
            : Method(module, name) is { } function ? new LibraryValue(function)
            : IsException(full) ? new TypeValue(full)
            : Import(full) ?? (inner.TryGetValue(module, out var outer) && Knows(module, name) ? Find(outer, name) : null);
    }

    /// <summary>The names that a module holds.</summary>
    public IEnumerable<string> NamesOf(string module) => module == BuiltinModule
        ? BuiltinNames.Concat(Members("past.builtins"))
        : Members(module).Concat(constants.Keys.Concat(modules.Keys).Where(name => OwnerOf(name) == module).Select(name => name[(module.Length + 1)..]));

    /// <summary>The names that <c>from module import *</c> binds.</summary>
    public IEnumerable<string> PublicNames(string module) => NamesOf(module).Except(modules[module].Part.Unstarred);

    /// <summary>Whether a module holds more in truth than what is here of it.</summary>
    public bool IsExcerpt(string module) => modules.TryGetValue(module, out var found) && found.Part.IsExcerpt;

    /// <summary>Whether a name exists in truth, in the subset or not.</summary>
    /// <param name="owner">A module, a type, <c>ndarray</c>, or <c>builtins</c>.</param>
    /// <param name="name">The name.</param>
    public bool Knows(string owner, string name) => known.TryGetValue(owner, out var names) && names.Contains(name);

    /// <summary><c>issubclass(type, kind)</c>.</summary>
    public bool Is(string type, string kind) =>
        kind == "object" || type == kind || (types.TryGetValue(type, out var parents) && parents.Any(parent => Is(parent, kind)));

    public bool IsException(string type) => Is(type, "BaseException");

    private string[] Members(string owner) => memberNames.GetValueOrDefault(owner) ?? [];

    private static string? OwnerOf(string name) => name.LastIndexOf('.') is >= 0 and var dot ? name[..dot] : null;
}
