using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Classes;

/// <summary>A class, called: an object is made, and its <c>__init__</c> is run.</summary>
internal static class Construction
{
    /// <summary>Makes an object.</summary>
    public static Value Of(CallContext context, ClassValue of, IReadOnlyList<Value> positional, IReadOnlyList<KeyValuePair<string, Value>> keywords)
    {
        CheckAbstract(context, of);
        var maker = of.Find("__new__");
        var made = maker is null ? Bare(context, of) : context.Call(maker is StaticMethodValue still ? still.Function : maker, [of, .. positional], keywords);
        if (made is not InstanceValue instance || !instance.Class.Is(of))
        {
            return made;
        }

        if (of.Exception is not null)
        {
            instance.Arguments = new([.. positional]);
        }

        if (of.Find("__init__") is { } prepare)
        {
            var returned = context.Call(instance.Bind(prepare), positional, keywords);
            return returned is NoneValue ? instance : throw Errors.Type($"__init__() should return None, not '{returned.TypeName}'", context.Span);
        }

        if (positional.Count + keywords.Count > 0 && maker is null && of.Exception is null)
        {
            throw of.Missing is { } missing
                ? new ProgramException(missing with { Span = context.Span })
                : Errors.Python("TypeError", ErrorCodes.WrongArguments, $"{of.Name}() takes no arguments", context.Span);
        }

        return instance;
    }

    private static void CheckAbstract(CallContext context, ClassValue of)
    {
        if (!of.IsAbstract)
        {
            return;
        }

        var names = of.AttributeNames.Distinct().Where(name => Plain(of.Find(name)) is FunctionValue { IsAbstract: true }).Order(StringComparer.Ordinal).ToList();
        if (names.Count > 0)
        {
            throw Errors.Type($"Can't instantiate abstract class {of.Name} with abstract method{(names.Count == 1 ? string.Empty : "s")} {string.Join(", ", names)}", context.Span);
        }
    }

    private static Value? Plain(Value? member) => member switch
    {
        PropertyValue property => property.Getter,
        StaticMethodValue still => still.Function,
        ClassMethodValue method => method.Function,
        _ => member,
    };

    /// <summary>An object without attributes.</summary>
    public static InstanceValue Bare(CallContext context, ClassValue of)
    {
        context.Budget.Allocate(InstanceValue.Bytes, context.Span);
        return new(of);
    }
}
