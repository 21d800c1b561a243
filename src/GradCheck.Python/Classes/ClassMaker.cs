using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Classes;

/// <summary>Makes classes of what is behind <c>class</c>: their bases, in the order in which members are looked for.</summary>
internal static class ClassMaker
{
    /// <summary>What a class has that would change what the language itself does with it.</summary>
    private static readonly Dictionary<string, string> Refused = new(StringComparer.Ordinal)
    {
        ["__getattribute__"] = "define __getattr__, or plain attributes",
        ["__init_subclass__"] = "write in each class what it needs",
        ["__class_getitem__"] = "leave it out",
        ["__prepare__"] = "leave it out",
        ["__instancecheck__"] = "compare with type(x)",
        ["__subclasscheck__"] = "compare with type(x)",
        ["__mro_entries__"] = "name the class itself",
        ["__get__"] = "use @property",
        ["__set__"] = "use @property",
        ["__set_name__"] = "use @property",
        ["__delete__"] = "use @property",
    };

    /// <summary>Makes a class.</summary>
    /// <param name="context">The run, and the line of the class.</param>
    /// <param name="name">Its name.</param>
    /// <param name="bases">The values behind it in parentheses.</param>
    /// <param name="members">What its body has made.</param>
    /// <param name="missing">Why one of its bases is not here; null where all are.</param>
    /// <param name="qualifiedName">Its name with those of what it is defined in.</param>
    /// <param name="module">The name of the program.</param>
    /// <param name="isAbstract">Whether its metaclass is <c>ABCMeta</c>.</param>
    /// <param name="annotated">The names that its body gives a type.</param>
    public static ClassValue Make(CallContext context, string name, IReadOnlyList<Value> bases, OrderedDictionary<string, Value> members, ProgramError? missing, string qualifiedName, string module, bool isAbstract = false, IReadOnlyList<string>? annotated = null)
    {
        foreach (var (member, instead) in Refused)
        {
            if (members.ContainsKey(member))
            {
                throw Errors.Unsupported($"'{member}' in a class is outside of the subset; {instead}", context.Span);
            }
        }

        List<ClassValue> classes = [.. bases.OfType<ClassValue>()];
        if (classes.Distinct().Count() != classes.Count)
        {
            throw Errors.Type($"duplicate base class {classes.GroupBy(one => one).First(group => group.Count() > 1).Key.Name}", context.Span);
        }

        var exceptions = bases.OfType<TypeValue>().Where(type => type.Name != "object").Select(type => context.Library.IsException(type.Name) ? type : throw Native(context, name, type));
        context.Budget.Allocate(InstanceValue.Bytes + (InstanceValue.AttributeBytes * (long)members.Count), context.Span);
        return new(name, classes, Linear(context, classes), members)
        {
            QualifiedName = qualifiedName,
            Module = module,
            Annotated = annotated ?? [],
            IsAbstract = isAbstract || classes.Any(one => one.IsAbstract || one is { Module: "abc", Name: "ABC" }),
            Exception = exceptions.Concat(classes.Select(one => one.Exception).OfType<TypeValue>()).FirstOrDefault(),
            Missing = missing ?? classes.Select(one => one.Missing).FirstOrDefault(error => error is not null),
        };
    }

    private static ProgramException Native(CallContext context, string name, TypeValue type) => Errors.Unsupported(
        $"a class that inherits from '{type.Name}' is outside of the subset; let '{name}' keep {(type.Name == "type" ? "its class" : $"a {type.ShortName}")} in an attribute", context.Span);

    // Python's C3: the orders of the bases and the bases themselves, merged.
    private static List<ClassValue> Linear(CallContext context, List<ClassValue> bases)
    {
        List<List<ClassValue>> orders = [.. bases.Select(one => one.Mro.ToList()), [.. bases]];
        var total = orders.Sum(order => (long)order.Count);
        context.Budget.Work(total * orders.Count, context.Span);
        context.Budget.Allocate(16 * total, context.Span);
        var merged = new List<ClassValue>();
        if (bases.Count == 1)
        {
            return orders[0];
        }

        var heads = new int[orders.Count];
        var left = orders.SelectMany(order => order.Skip(1)).GroupBy(one => one).ToDictionary(group => group.Key, group => group.Count());
        while (true)
        {
            var open = Enumerable.Range(0, orders.Count).Where(k => heads[k] < orders[k].Count).ToList();
            if (open.Count == 0)
            {
                return merged;
            }

            var next = open.Select(k => orders[k][heads[k]]).FirstOrDefault(one => left.GetValueOrDefault(one) == 0)
                ?? throw Errors.Type($"Cannot create a consistent method resolution\norder (MRO) for bases {string.Join(", ", bases.Select(one => one.Name))}", context.Span);
            context.Budget.Work(orders.Count, context.Span);
            merged.Add(next);
            foreach (var k in open.Where(k => orders[k][heads[k]] == next))
            {
                heads[k]++;
                if (heads[k] < orders[k].Count)
                {
                    left[orders[k][heads[k]]]--;
                }
            }
        }
    }
}
