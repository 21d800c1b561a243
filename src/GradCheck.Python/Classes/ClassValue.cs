using GradCheck.Python.Operators;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Classes;

/// <summary>A class: of the program, or one of a library that programs inherit from, whose methods are functions of the library.</summary>
/// <param name="name">Its name.</param>
/// <param name="bases">The classes that it is made of, in the order of the text; <c>object</c> and exceptions are not among them.</param>
/// <param name="mro">Itself and all that it inherits from, in the order in which members are looked for.</param>
/// <param name="members">What its body has made.</param>
internal sealed class ClassValue(string name, IReadOnlyList<ClassValue> bases, IReadOnlyList<ClassValue> mro, OrderedDictionary<string, Value> members) : ObjectValue
{
    /// <summary>Makes a class of a library.</summary>
    /// <param name="module">The module it stands in.</param>
    /// <param name="name">Its name.</param>
    /// <param name="members">Its methods, as <see cref="LibraryValue"/> without a receiver, and whatever else it has.</param>
    /// <param name="inherits">What it inherits from; null for nothing.</param>
    public ClassValue(string module, string name, OrderedDictionary<string, Value> members, ClassValue? inherits = null)
        : this(name, inherits is null ? [] : [inherits], inherits?.Mro ?? [], members) => (Module, IsLibrary) = (module, true);

    public override string Name { get; } = name;

    public IReadOnlyList<ClassValue> Bases { get; } = bases;

    /// <summary>Itself and all that it inherits from, in the order in which members are looked for.</summary>
    public IReadOnlyList<ClassValue> Mro => field ??= [this, .. mro];

    public OrderedDictionary<string, Value> Members { get; } = members;

    /// <summary>Its name with those of what it was defined in.</summary>
    public string QualifiedName { get; init; } = name;

    public string Module { get; init; } = "__main__";

    /// <summary>Whether it is of a library, and no program may change it.</summary>
    public bool IsLibrary { get; }

    /// <summary>The exception of the language that it is a kind of; null for what is no exception.</summary>
    public TypeValue? Exception { get; init; }

    /// <summary>The names that its body gives a type, in order: the fields of a dataclass.</summary>
    public IReadOnlyList<string> Annotated { get; init; } = [];

    /// <summary>Whether methods without a body keep it from making objects: it is an <c>ABC</c>.</summary>
    public bool IsAbstract { get; init; }

    /// <summary>Why one of its bases is not here, where it comes from code that was not sent: what is not found may be that one's.</summary>
    public ProgramError? Missing { get; init; }

    public override string TypeName => "type";

    public override Value Type => new TypeValue("type");

    public override bool AnswersForSpecialNames => true;

    public override IEnumerable<string> AttributeNames => Mro.SelectMany(one => one.Members.Keys);

    public override string KeyText => field ??= Identities.Next();

    public override bool IsCallable => true;

    /// <summary>A member by its name, of itself or of what it inherits from; null where there is none.</summary>
    public Value? Find(string name)
    {
        foreach (var one in Mro)
        {
            if (one.Members.TryGetValue(name, out var member))
            {
                return member;
            }
        }

        return null;
    }

    /// <summary><c>issubclass(this, other)</c>.</summary>
    public bool Is(ClassValue other) => Mro.Contains(other);

    /// <summary><c>issubclass(this, type)</c> for a type of the library, by its full name.</summary>
    public bool Is(Library library, string type) => type == "object" || (Exception is not null && library.Is(Exception.Name, type))
        || Mro.Any(one => one.IsLibrary && $"{one.Module}.{one.Name}" == type);

    public override Value? Attribute(CallContext context, string name) => Find(name) is { } member
        ? Bound(member)
        : name switch
        {
            "__name__" => new StringValue(Name),
            "__qualname__" => new StringValue(QualifiedName),
            "__module__" => new StringValue(Module),
            "__doc__" => NoneValue.Instance,
            "__class__" => Type,
            "__bases__" => new TupleValue([.. Bases]),
            "__mro__" => new TupleValue([.. Mro, new TypeValue("object")]),
            "__dict__" => Own(context),
            _ => Inherited(context, name) is { } own ? new LibraryValue(own)
                : Missing is { } missing ? throw new ProgramException(missing with { Span = context.Span })
                : null,
        };

    public override bool SetAttribute(CallContext context, string name, Value value)
    {
        if (IsLibrary)
        {
            throw Errors.Unsupported($"setting the attribute '{name}' of the library's class '{Name}' is outside of the subset", context.Span);
        }

        context.Budget.Allocate(InstanceValue.AttributeBytes, context.Span);
        Members[name] = value;
        return true;
    }

    public override bool DeleteAttribute(CallContext context, string name) => !IsLibrary && Members.Remove(name);

    public override Value Call(CallContext context, IReadOnlyList<Value> positional, IReadOnlyList<KeyValuePair<string, Value>> keywords) =>
        Construction.Of(context, this, positional, keywords);

    public override bool Truth(CallContext context) => true;

    public override string Repr(CallContext context) => $"<class '{Module}.{QualifiedName}'>";

    /// <summary>What every class has from <c>object</c> or from its exception.</summary>
    public LibraryFunction? Inherited(CallContext context, string name) =>
        (Exception is null ? null : context.Library.Method("BaseException", name)) ?? context.Library.Method("object", name);

    private Value Bound(Value member) => member switch
    {
        StaticMethodValue still => still.Function,
        ClassMethodValue method => new MethodValue(method.Function, this),
        _ => member,
    };

    private DictionaryValue Own(CallContext context)
    {
        var own = new DictionaryValue();
        foreach (var (name, member) in Members)
        {
            Keys.Set(context, own, new StringValue(name), member);
        }

        return own;
    }
}
