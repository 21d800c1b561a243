using GradCheck.Python.Operators;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Text;
using GradCheck.Python.Values;

namespace GradCheck.Python.Classes;

/// <summary>What <c>@dataclass</c> adds to a class: <c>__init__</c>, <c>__repr__</c>, <c>__eq__</c> and, if asked, an order.</summary>
internal static class Dataclass
{
    private const string Fields = "__dataclass_fields__";

    private static readonly (string Name, CompareOperator Operator)[] Orders =
        [("__lt__", CompareOperator.Less), ("__le__", CompareOperator.LessOrEqual), ("__gt__", CompareOperator.Greater), ("__ge__", CompareOperator.GreaterOrEqual)];

    /// <summary>The fields of a dataclass in order; null for another class.</summary>
    public static IReadOnlyList<DataField>? FieldsOf(ClassValue of) => of.Find(Fields) is TupleValue fields ? [.. fields.Items.Cast<DataField>()] : null;

    /// <summary>Makes a class a dataclass.</summary>
    /// <param name="context">The run, and the decorator.</param>
    /// <param name="of">The class.</param>
    /// <param name="options">What stands in the parentheses of the decorator.</param>
    public static ClassValue Of(CallContext context, ClassValue of, IReadOnlyList<KeyValuePair<string, Value>> options)
    {
        foreach (var (name, _) in options.Where(option => option.Key is not ("init" or "repr" or "eq" or "order" or "frozen" or "unsafe_hash" or "slots")))
        {
            throw Errors.Unsupported($"dataclass({name}=...) is outside of the subset; leave it out", context.Span);
        }

        var fields = AllFields(context, of);
        of.Members[Fields] = new TupleValue([.. fields]);
        Add("__init__", Is("init", true), () => Prepare(context, of, fields));
        Add("__repr__", Is("repr", true), () => Method(of, "__repr__", (c, self, _) => new StringValue(Words(c, self, fields))));
        Add("__eq__", Is("eq", true), () => Method(of, "__eq__", (c, self, other) => (other as InstanceValue)?.Class == self.Class
            ? BooleanValue.Of(Equality.Equal(c, Items(self, fields), Items((InstanceValue)other!, fields)))
            : NotImplementedValue.Instance));
        foreach (var (name, op) in Is("order", false) ? Orders : [])
        {
            Add(name, true, () => Method(of, name, (c, self, other) => (other as InstanceValue)?.Class == self.Class
                ? BooleanValue.Of(Ordering.Holds(c, op, Items(self, fields), Items((InstanceValue)other!, fields)))
                : NotImplementedValue.Instance));
        }

        if (Is("frozen", false))
        {
            of.Members["__setattr__"] = new LibraryValue(new($"{of.QualifiedName}.__setattr__", "self, name, value", "Refuses.", (c, a) =>
                throw Errors.Python("FrozenInstanceError", ErrorCodes.Raised, $"cannot assign to field {ValueText.Repr(c, a["name"])}", c.Span)));
        }

        return of;

        bool Is(string option, bool standard) => options.Where(given => given.Key == option).Select(given => Truth.Of(context, given.Value)).Append(standard).First();

        void Add(string name, bool isAsked, Func<LibraryValue> make)
        {
            if (isAsked && (!of.Members.ContainsKey(name) || name == "__init__"))
            {
                of.Members[name] = of.Members.TryGetValue(name, out var own) && name == "__init__" && own is FunctionValue ? own : make();
            }
        }
    }

    private static List<DataField> AllFields(CallContext context, ClassValue of)
    {
        var fields = new OrderedDictionary<string, DataField>(StringComparer.Ordinal);
        foreach (var field in of.Mro.Skip(1).Reverse().SelectMany(one => one.Members.TryGetValue(Fields, out var own) && own is TupleValue inherited ? inherited.Items.Cast<DataField>() : []))
        {
            fields[field.Name] = field;
        }

        foreach (var name in of.Annotated)
        {
            var standard = of.Members.GetValueOrDefault(name);
            if (standard is ListValue or DictionaryValue or SetValue)
            {
                throw Errors.Value($"mutable default <class '{standard.TypeName}'> for field {name} is not allowed: use default_factory", context.Span);
            }

            fields[name] = standard is DataField field ? field.As(name) : new(name, standard, null);
            if (standard is DataField { Default: { } plain })
            {
                of.Members[name] = plain;
            }
            else if (standard is DataField)
            {
                of.Members.Remove(name);
            }
        }

        context.Budget.Allocate(100L * fields.Count, context.Span);
        return [.. fields.Values];
    }

    private static LibraryValue Prepare(CallContext context, ClassValue of, List<DataField> fields)
    {
        var given = fields.Where(field => field.IsGiven).ToList();
        for (var k = 1; k < given.Count; k++)
        {
            if (given[k] is { Default: null, Factory: null } && given[k - 1] is not { Default: null, Factory: null })
            {
                throw Errors.Type($"non-default argument '{given[k].Name}' follows default argument", context.Span);
            }
        }

        // An ellipsis that no program has stands for a default that is made for each object.
        var made = new LibraryObject("default", (_, _) => null);
        var signature = Signature.Of([("self", null), .. given.Select(field => (field.Name, field.Default ?? (field.Factory is null ? null : (Value)made)))]);
        return new(new($"{of.QualifiedName}.__init__", signature, "Sets the fields.", (c, a) =>
        {
            var self = (InstanceValue)a["self"];
            foreach (var field in fields)
            {
                var value = field.IsGiven && !ReferenceEquals(a[field.Name], made) ? a[field.Name] : field.Factory is { } factory ? c.Call(factory) : field.Default;
                if (value is not null)
                {
                    self.Set(c, field.Name, value);
                }
            }

            return self.Class.Find("__post_init__") is { } after ? c.Call(self.Bind(after)) : NoneValue.Instance;
        })
        {
            Words = ProgramWords.Instance,
        });
    }

    private static LibraryValue Method(ClassValue of, string name, Func<CallContext, InstanceValue, Value?, Value> apply)
    {
        var isAlone = name == "__repr__";
        return new(new($"{of.QualifiedName}.{name}", isAlone ? "self" : "self, other", "Of a dataclass.", (c, a) => apply(c, (InstanceValue)a["self"], isAlone ? null : a["other"])));
    }

    private static string Words(CallContext context, InstanceValue self, List<DataField> fields)
    {
        Keys.Enter(context);
        var shown = fields.Where(field => field.IsShown).Select(field => $"{field.Name}={ValueText.Repr(context, Attributes.Get(context, self, field.Name))}").ToList();
        context.GrowText(shown.Sum(text => (long)text.Length));
        return $"{self.Class.QualifiedName}({string.Join(", ", shown)})";
    }

    private static TupleValue Items(InstanceValue self, List<DataField> fields) =>
        new([.. fields.Where(field => field.IsCompared).Select(field => self.Own(field.Name) ?? NoneValue.Instance)]);
}
