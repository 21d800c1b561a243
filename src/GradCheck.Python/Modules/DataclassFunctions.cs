using GradCheck.Python.Classes;
using GradCheck.Python.Operators;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Modules;

/// <summary>The modules <c>dataclasses</c> and <c>abc</c>.</summary>
internal static class DataclassFunctions
{
    public static IReadOnlyList<LibraryFunction> All { get; } =
    [
        new("dataclasses.dataclass", "cls=None, **options", "A class of fields: init, repr, eq, order, frozen.", (context, a) => a["cls"] switch
        {
            ClassValue of => Dataclass.Of(context, of, a.Keywords),
            NoneValue => Decorators.Of("dataclasses.dataclass", (inner, value) => value is ClassValue of
                ? Dataclass.Of(inner, of, a.Keywords)
                : throw Errors.Type("dataclass() should be used on a class", inner.Span)),
            _ => throw Errors.Type("dataclass() should be used on a class", context.Span),
        }),
        new("dataclasses.field", "*, **options", "A field with default, default_factory, init, repr or compare.", Field),
        new("dataclasses.asdict", "obj", "The fields of an object as a dictionary.", (context, a) => AsDictionary(context, Given(context, a))),
        new("dataclasses.astuple", "obj", "The fields of an object as a tuple.", (context, a) =>
        {
            var self = Given(context, a);
            return new TupleValue([.. Dataclass.FieldsOf(self.Class)!.Select(field => Plain(context, Attributes.Get(context, self, field.Name)))]);
        }),
        new("dataclasses.replace", "obj, **changes", "A copy of an object with some fields changed.", (context, a) =>
        {
            var self = Given(context, a);
            var kept = Dataclass.FieldsOf(self.Class)!.Where(field => field.IsGiven && !a.Keywords.Any(change => change.Key == field.Name));
            return context.Call(self.Class, [], [.. kept.Select(field => KeyValuePair.Create(field.Name, Attributes.Get(context, self, field.Name))), .. a.Keywords]);
        }),
        new("abc.abstractmethod", "funcobj", "A method without which no object can be made.", (_, a) =>
        {
            if (a["funcobj"] is FunctionValue function)
            {
                function.IsAbstract = true;
            }

            return a["funcobj"];
        }),
    ];

    private static DataField Field(CallContext context, BoundArguments a)
    {
        Value? Option(string name) => a.Keywords.Where(option => option.Key == name).Select(option => option.Value).FirstOrDefault();
        foreach (var (name, _) in a.Keywords.Where(option => option.Key is not ("default" or "default_factory" or "init" or "repr" or "compare" or "hash" or "metadata")))
        {
            throw Errors.Unsupported($"field({name}=...) is outside of the subset; leave it out", context.Span);
        }

        bool Is(string name) => Option(name) is not { } value || Truth.Of(context, value);
        return Option("default") is not null && Option("default_factory") is not null
            ? throw Errors.Value("cannot specify both default and default_factory", context.Span)
            : new(string.Empty, Option("default"), Option("default_factory")) { IsGiven = Is("init"), IsShown = Is("repr"), IsCompared = Is("compare") };
    }

    private static InstanceValue Given(CallContext context, BoundArguments a) => a["obj"] is InstanceValue self && Dataclass.FieldsOf(self.Class) is not null
        ? self
        : throw Errors.Type("asdict() should be called on dataclass instances", context.Span);

    private static DictionaryValue AsDictionary(CallContext context, InstanceValue self)
    {
        var made = new DictionaryValue();
        foreach (var field in Dataclass.FieldsOf(self.Class)!)
        {
            Keys.Set(context, made, new StringValue(field.Name), Plain(context, Attributes.Get(context, self, field.Name)));
        }

        return made;
    }

    private static Value Plain(CallContext context, Value value)
    {
        Keys.Enter(context);
        return value switch
        {
            InstanceValue inner when Dataclass.FieldsOf(inner.Class) is not null => AsDictionary(context, inner),
            ListValue list => new ListValue([.. list.Items.Select(item => Plain(context, item))]),
            _ => value,
        };
    }
}
