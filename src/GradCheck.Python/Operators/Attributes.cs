using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Operators;

/// <summary><c>value.name</c>: a closed table for each type of value.</summary>
internal static class Attributes
{
    /// <summary>The attribute.</summary>
    /// <exception cref="ProgramException">There is none, in Python's words with the nearest that there is; or it is outside of the subset.</exception>
    public static Value Get(CallContext context, Value value, string name) => Find(context, value, name) ?? throw Missing(context, value, name);

    /// <summary>The attribute, or null where there is none.</summary>
    public static Value? Find(CallContext context, Value value, string name)
    {
        if (value is ObjectValue { AnswersForSpecialNames: true } answering)
        {
            return answering.Attribute(context, name);
        }

        if (name.StartsWith("__", StringComparison.Ordinal))
        {
            return Special(context, value, name) ?? throw Errors.Unsupported($"the attribute '{name}' is outside of the subset", context.Span);
        }

        return value switch
        {
            ModuleValue module => context.Library.Find(module.Name, name),
            ExceptionValue exception => name switch
            {
                "args" => new TupleValue([.. exception.Arguments]),
                _ => null,
            },
            RangeValue range => name switch
            {
                "start" => IntegerValue.Of(range.Start),
                "stop" => IntegerValue.Of(range.Stop),
                "step" => IntegerValue.Of(range.Step),
                _ => Method(context, value, "range", name),
            },
            SliceValue slice => name switch
            {
                "start" => slice.Lower ?? NoneValue.Instance,
                "stop" => slice.Upper ?? NoneValue.Instance,
                "step" => slice.Step ?? NoneValue.Instance,
                _ => null,
            },
            TupleValue { FieldNames: { } names } tuple when Place(names, name) is >= 0 and var place => tuple.Items[place],

            // str.join, dict.fromkeys: the method without its receiver.
            TypeValue type => context.Library.Method(context.Library.MethodsOf(type.Name), name) is { } method ? new LibraryValue(method) : null,

            // np.add.at: a function of a function.
            LibraryValue { Receiver: null } function => context.Library.Method(function.Function.Name, name) is { } inner ? new LibraryValue(inner) : null,
            FloatValue or IntegerValue or BooleanValue => Number(value, name) ?? Method(context, value, value is FloatValue ? "float" : "int", name),
            _ => context.ObjectOf(value) is { } own
                ? own.Attribute(context, name) ?? Method(context, value, own.Kind, name)
                : Method(context, value, value.TypeName, name),
        };
    }

    /// <summary><c>type(value)</c>.</summary>
    public static Value TypeOf(Value value) => value is ObjectValue own ? own.Type : new TypeValue(value.FullTypeName);

    private static Value? Special(CallContext context, Value value, string name) => name switch
    {
        "__name__" when NameOf(value) is { } own => new StringValue(own),
        "__qualname__" when value is FunctionValue function => new StringValue(function.QualifiedName),
        "__doc__" when value is FunctionValue => NoneValue.Instance,
        "__self__" when value is MethodValue method => method.Self,
        "__func__" when value is MethodValue method => method.Function,
        "__class__" => TypeOf(value),
        _ when value is MethodValue method => Special(context, method.Function, name),
        _ when value is TypeValue type => context.Library.Method(context.Library.IsException(type.Name) ? "BaseException" : type.Name, name) is { } found ? new LibraryValue(found)
            : context.Library.Method("object", name) is { } inherited && (type.Name == "object" || context.Library.IsException(type.Name)) ? new LibraryValue(inherited)
            : null,
        _ => null,
    };

    private static Value? Number(Value value, string name) => name switch
    {
        "real" => value is BooleanValue truth ? IntegerValue.Of(truth.Value ? 1 : 0) : value,
        "imag" => value is FloatValue ? new FloatValue(0) : IntegerValue.Of(0),
        "numerator" when value is not FloatValue => value,
        "denominator" when value is not FloatValue => IntegerValue.Of(1),
        _ => null,
    };

    private static int Place(IReadOnlyList<string> names, string name)
    {
        var place = names.Count - 1;
        while (place >= 0 && names[place] != name)
        {
            place--;
        }

        return place;
    }

    private static LibraryValue? Method(CallContext context, Value receiver, string type, string name) =>
        context.Library.Method(type, name) is { } method ? new LibraryValue(method, receiver) : null;

    private static string? NameOf(Value value) => value switch
    {
        FunctionValue function => function.Name,
        LibraryValue function => function.Function.ShortName,
        TypeValue type => type.ShortName,
        ModuleValue module => module.Name,
        ObjectValue { Name: { } name } => name,
        _ => null,
    };

    /// <summary>The error that a value has no such attribute.</summary>
    public static ProgramException Missing(CallContext context, Value value, string name)
    {
        var (table, words) = value switch
        {
            ModuleValue module => (module.Name, $"module '{module.Name}' has no attribute '{name}'"),
            TypeValue type => context.Library.MethodsOf(type.Name) is var methods && methods == type.Name
                ? (methods, $"type object '{type.ShortName}' has no attribute '{name}'")
                : (methods, $"type object '{type.Name}' has no attribute '{name}'"),
            LibraryValue { Receiver: null, Function.Kind: { } kind } => (kind, $"'{kind}' object has no attribute '{name}'"),
            ObjectValue { AnswersForSpecialNames: true, Type: TypeValue { Name: "type" } } type => (string.Empty, $"type object '{NameOf(type)}' has no attribute '{name}'"),
            ObjectValue { AnswersForSpecialNames: true } => (string.Empty, $"'{value.TypeName}' object has no attribute '{name}'"),
            _ => (context.ObjectOf(value)?.Kind ?? value.TypeName, $"'{value.TypeName}' object has no attribute '{name}'"),
        };
        var known = value is ModuleValue ? context.Library.NamesOf(table) : context.Library.AttributesOf(table).Concat(context.ObjectOf(value)?.AttributeNames ?? []);
        if (context.Library.Knows(table, name))
        {
            var near = NearestName.Near(name, known);
            var full = value is ModuleValue ? $"{table}.{name}" : $"{table}.{name}()";
            return Errors.Unsupported($"'{full}' is outside of the subset{(near is null ? string.Empty : $"; the nearest that is in it is '{near}'")}", context.Span);
        }

        if (value is ModuleValue course && context.Library.IsExcerpt(course.Name))
        {
            return Errors.Unsupported($"'{course.Name}.{name}' is not part of the code that was sent: paste its definition as well", context.Span);
        }

        if (value is ModuleValue { Name: "itertools" } && name is "izip" or "imap" or "ifilter" or "izip_longest" or "ifilterfalse")
        {
            return Exceptions.WithHint("AttributeError", ErrorCodes.PythonTwo, words, $": Python 2 had it, Python 3 has {(name.Length > 7 ? "itertools." : string.Empty)}{name[1..]}()", context.Span);
        }

        if (value is DictionaryValue && name is "iteritems" or "itervalues" or "iterkeys" or "has_key")
        {
            return Exceptions.WithHint("AttributeError", ErrorCodes.PythonTwo, words, $": Python 2 had it, Python 3 has {(name == "has_key" ? "'in'" : name[4..] + "()")}", context.Span);
        }

        return Exceptions.WithHint("AttributeError", ErrorCodes.UndefinedAttribute, words, NearestName.Hint(name, known), context.Span);
    }
}
