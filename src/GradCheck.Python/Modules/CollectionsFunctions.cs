using GradCheck.Python.Operators;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Modules;

/// <summary>The module <c>collections</c>.</summary>
internal static class CollectionsFunctions
{
    public static IReadOnlyList<LibraryFunction> All { get; } =
    [
        new("collections.OrderedDict", "iterable=None, /, **kwargs", "A dictionary, which keeps the order of its keys.", (context, a) => Filled(context, new(), a["iterable"], a.Keywords)),
        new("collections.defaultdict", "default_factory=None, iterable=None, /, **kwargs", "A dictionary that makes what is missing.", (context, a) =>
            Filled(context, new() { Factory = a["default_factory"] is NoneValue ? null : a["default_factory"] }, a["iterable"], a.Keywords)),
        new("collections.namedtuple", "typename, field_names, defaults=None", "A maker of tuples whose items have names.", NamedTuple),
    ];

    private static DictionaryValue Filled(CallContext context, DictionaryValue made, Value items, IReadOnlyList<KeyValuePair<string, Value>> named)
    {
        context.Budget.Allocate(200, context.Span);
        if (items is not NoneValue)
        {
            Keys.Update(context, made, items);
        }

        foreach (var (name, value) in named)
        {
            Keys.Set(context, made, new StringValue(name), value);
        }

        return made;
    }

    private static NamedTupleMaker NamedTuple(CallContext context, BoundArguments a)
    {
        if (a["typename"] is not StringValue name)
        {
            throw Errors.Type("namedtuple() needs the name of its type as a string", context.Span);
        }

        string[] fields = a["field_names"] is StringValue text
            ? text.Value.Replace(',', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries)
            : [.. Iteration.ToList(context, a["field_names"]).Select(field => (field as StringValue)?.Value ?? throw Errors.Type("Type names and field names must be strings", context.Span))];
        if (fields.GroupBy(field => field).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw Errors.Value($"Encountered duplicate field name: '{twice.Key}'", context.Span);
        }

        context.Grow(fields.Length);
        List<Value> defaults = a["defaults"] is NoneValue ? [] : Iteration.ToList(context, a["defaults"]);
        return defaults.Count > fields.Length ? throw Errors.Type("Got more default values than field names", context.Span) : new(name.Value, fields, defaults);
    }
}
