using GradCheck.Python.Classes;
using GradCheck.Python.Operators;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Python.Modules;

/// <summary>The module <c>functools</c>.</summary>
internal static class FunctoolsFunctions
{
    private static readonly string[] Orders = ["__lt__", "__le__", "__gt__", "__ge__"];

    public static IReadOnlyList<LibraryFunction> All { get; } =
    [
        new("functools.reduce", "*args", "Items taken together from the left.", Reduce),
        new("functools.wraps", "wrapped, **options", "A decorator that leaves the function as it is.", (_, _) => Decorators.Plain("functools.wraps")),
        new("functools.lru_cache", "maxsize=128, typed=False", "A decorator that leaves the function as it is: nothing is kept.", (_, a) => a["maxsize"] is FunctionValue function ? function : Decorators.Plain("functools.lru_cache")),
        new("functools.cache", "user_function, /", "A decorator that leaves the function as it is: nothing is kept.", (_, a) => a["user_function"]),
        new("functools.cached_property", "func", "A property that is asked for once.", (_, a) => new PropertyValue(a["func"], null, null) { IsKept = true }),
        new("functools.partial", "*args, **keywords", "A function with some of its arguments given.", (context, a) =>
        {
            context.Grow(a.Rest.Count + a.Keywords.Count);
            return a.Rest.Count == 0 ? throw Errors.Type("type 'partial' takes at least one argument", context.Span) : new PartialValue(a.Rest[0], [.. a.Rest.Skip(1)], a.Keywords);
        }),
        new("functools.total_ordering", "cls", "A class with all comparisons, made of one and of ==.", Order),
    ];

    private static Value Reduce(CallContext context, BoundArguments a)
    {
        if (a.Rest.Count is not (2 or 3))
        {
            throw Errors.Python("TypeError", ErrorCodes.WrongArguments, $"reduce expected {(a.Rest.Count < 2 ? "at least 2" : "at most 3")} arguments, got {a.Rest.Count}", context.Span);
        }

        var sum = a.Rest.Count == 3 ? a.Rest[2] : null;
        foreach (var item in Iteration.Of(context, a.Rest[1]))
        {
            context.Budget.Step(context.Span);
            sum = sum is null ? item : context.Call(a.Rest[0], [sum, item]);
        }

        return sum ?? throw Errors.Type("reduce() of empty iterable with no initial value", context.Span);
    }

    private static ClassValue Order(CallContext context, BoundArguments a)
    {
        if (a["cls"] is not ClassValue of || Orders.FirstOrDefault(of.Members.ContainsKey) is not { } root)
        {
            throw Errors.Value("must define at least one ordering operation: < > <= >=", context.Span);
        }

        foreach (var name in Orders.Where(name => !of.Members.ContainsKey(name)))
        {
            of.Members[name] = new LibraryValue(new($"{of.Name}.{name}", "self, other", "Of total_ordering.", (inner, given) => Compared(inner, (InstanceValue)given["self"], given["other"], root, name)));
        }

        return of;
    }

    // As functools makes them: a < b is not b <= a; a <= b is a < b or a == b.
    private static Value Compared(CallContext context, InstanceValue self, Value other, string root, string name)
    {
        var answer = context.Call(self.Bind(self.Class.Find(root)!), other);
        if (answer is NotImplementedValue)
        {
            return answer;
        }

        var holds = Truth.Of(context, answer);
        var isStrict = root is "__lt__" or "__gt__";
        var isOpposite = root[2] != name[2];
        var isEqual = new Lazy<bool>(() => Truth.Of(context, Operations.Compare(context, CompareOperator.Equal, self, other)));
        return BooleanValue.Of(
            !isOpposite ? isStrict ? holds || isEqual.Value : holds && !isEqual.Value
            : name is "__lt__" or "__gt__" ? isStrict ? !holds && !isEqual.Value : !holds
            : isStrict ? !holds : !holds || isEqual.Value);
    }
}
