using System.Globalization;
using System.Numerics;
using GradCheck.Python.Arrays;
using GradCheck.Python.Operators;
using GradCheck.Python.Source;
using GradCheck.Python.Text;
using GradCheck.Python.Values;

namespace GradCheck.Python.Builtins;

/// <summary>Types, called to make a value of them.</summary>
internal static class Conversions
{
    public static IReadOnlyList<LibraryFunction> All { get; } =
    [
        new("int", "x=0, base=None", "A number or a text as a whole number; a float loses its fraction.", Int),
        new("float", "x=0, /", "A number or a text as a float; a scalar of NumPy keeps its gradient.", Float),
        new("bool", "x=False, /", "Whether a value counts as true.", (context, a) => BooleanValue.Of(Truth.Of(context, a["x"]))),
        new("str", "object='', /", "The value as a text.", (context, a) => new StringValue(ValueText.Str(context, a["object"]))),
        new("list", "iterable=None, /", "The items as a list.", (context, a) => new ListValue(Items(context, a))),
        new("tuple", "iterable=None, /", "The items as a tuple.", (context, a) => a["iterable"] is TupleValue { IsObject: false } tuple ? tuple : new TupleValue([.. Items(context, a)])),
        new("set", "iterable=None, /", "The items as a set.", Set),
        new("frozenset", "iterable=None, /", "The items as a set.", Set),
        new("dict", "iterable=None, /, **kwargs", "Pairs, another dictionary, or keywords as a dictionary.", Dict),
        new("range", "*args", "Whole numbers from start up to stop by step.", (context, a) => Range(context, "range", a.Rest)),
        new("past.builtins.xrange", "*args", "Python 2's range, as past.builtins gives it.", (context, a) => Range(context, "xrange", a.Rest)),
        new("slice", "*args", "A slice, as in x[start:stop:step].", Slice),
        new("object", "", "A value that is only equal to itself.", (context, _) =>
        {
            context.Budget.Allocate(100, context.Span);
            return new LibraryObject("object", (_, _) => null);
        }),
        new("type", "*args", "The type of a value.", (context, a) => a.Rest.Count == 1
            ? Attributes.TypeOf(a.Rest[0])
            : throw Errors.Unsupported("type() with other than one argument is outside of the subset; write a class", context.Span)),
    ];

    private static List<Value> Items(CallContext context, BoundArguments a) => a["iterable"] is NoneValue ? [] : Iteration.ToList(context, a["iterable"]);

    private static IntegerValue Int(CallContext context, BoundArguments a)
    {
        var x = a["x"] is ObjectValue own ? own.Ask(context, "__int__") ?? own.Ask(context, "__index__") ?? a["x"] : a["x"];
        if (a.Has("base"))
        {
            var radix = Numbers.SmallIndex(context, a["base"]);
            return x is not StringValue text ? throw Errors.Type("int() can't convert non-string with explicit base", context.Span)
                : radix is not (0 or (>= 2 and <= 36)) ? throw Errors.Value("int() base must be >= 2 and <= 36, or 0", context.Span)
                : Parsed(context, text.Value, (int)radix);
        }

        return Scalar(context, x) switch
        {
            StringValue text => Parsed(context, text.Value, 10),
            FloatValue number => IntegerValue.Of(Numbers.Truncated(number.Value, context.Span)),
            var plain when Numbers.TryInteger(plain, out var integer) => IntegerValue.Of(integer),
            _ => throw Errors.Type($"int() argument must be a string, a bytes-like object or a real number, not '{x.TypeName}'", context.Span),
        };
    }

    private static IntegerValue Parsed(CallContext context, string text, int radix) => IntegerText.Parse(context, text, radix) is { } value
        ? IntegerValue.Of(value)
        : throw Errors.Value(string.Create(CultureInfo.InvariantCulture, $"invalid literal for int() with base {radix}: {ValueText.Repr(context, new StringValue(text))}"), context.Span);

    private static Value Float(CallContext context, BoundArguments a)
    {
        var x = Scalar(context, a["x"] is ObjectValue own ? own.Ask(context, "__float__") ?? a["x"] : a["x"]);
        return x switch
        {
            FloatValue => x,
            StringValue text => new FloatValue(Parse(context, text.Value)),
            _ when Numbers.TryFloat(x, context.Span, out var number, out _) => new FloatValue(number),
            _ => throw Errors.Type($"float() argument must be a string or a real number, not '{x.TypeName}'", context.Span),
        };
    }

    private static Value Scalar(CallContext context, Value value) => context.ObjectOf(value)?.Number(context) ?? value switch
    {
        NdArray { Size: 1 } array => array.ToPython(),
        NdArray => throw Errors.Type("only size-1 arrays can be converted to Python scalars", context.Span),
        _ => value,
    };

    private static double Parse(CallContext context, string text)
    {
        context.Budget.Work(text.Length, context.Span);
        var trimmed = text.Trim().ToLowerInvariant();
        var unsigned = trimmed is ['+' or '-', .. var rest] ? rest : trimmed;
        if (unsigned is "inf" or "infinity" or "nan")
        {
            return unsigned == "nan" ? double.NaN : trimmed[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        }

        var digits = unsigned.Replace("_", string.Empty, StringComparison.Ordinal);
        const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return digits.Length > 0 && (char.IsAsciiDigit(digits[0]) || digits[0] == '.') && unsigned[^1] != '_' && unsigned[0] != '_'
            && double.TryParse(digits, Style, CultureInfo.InvariantCulture, out var value)
            ? trimmed[0] == '-' ? -value : value
            : throw Errors.Value($"could not convert string to float: {ValueText.Repr(context, new StringValue(text))}", context.Span);
    }

    private static SetValue Set(CallContext context, BoundArguments a)
    {
        var set = new SetValue();
        if (a["iterable"] is not NoneValue)
        {
            foreach (var item in Iteration.Of(context, a["iterable"]))
            {
                Keys.Add(context, set, item);
            }
        }

        return set;
    }

    private static DictionaryValue Dict(CallContext context, BoundArguments a)
    {
        var dictionary = new DictionaryValue();
        if (a["iterable"] is not NoneValue)
        {
            Keys.Update(context, dictionary, a["iterable"]);
        }

        foreach (var (name, value) in a.Keywords)
        {
            Keys.Set(context, dictionary, new StringValue(name), value);
        }

        return dictionary;
    }

    private static RangeValue Range(CallContext context, string name, IReadOnlyList<Value> given)
    {
        if (given.Count is 0 or > 3)
        {
            throw Errors.Python("TypeError", ErrorCodes.WrongArguments, given.Count == 0 ? $"{name} expected at least 1 argument, got 0" : $"{name} expected at most 3 arguments, got {given.Count}", context.Span);
        }

        var numbers = given.Select(value => Small(context, Numbers.Index(context, value))).ToArray();
        var step = numbers.Length == 3 ? numbers[2] : 1;
        return step == 0
            ? throw Errors.Value($"{name}() arg 3 must not be zero", context.Span)
            : numbers.Length == 1 ? new RangeValue(0, numbers[0], 1) : new RangeValue(numbers[0], numbers[1], step);
    }

    // Far more than the budget lets anyone iterate, and no sum of them leaves the machine's words.
    private static long Small(CallContext context, BigInteger value) => BigInteger.Abs(value) <= 1L << 60
        ? (long)value
        : throw Errors.Unsupported("a range beyond 2**60 is outside of the subset", context.Span);

    private static SliceValue Slice(CallContext context, BoundArguments a) => a.Rest switch
    {
        [var stop] => new(null, stop, null),
        [var start, var stop] => new(start, stop, null),
        [var start, var stop, var step] => new(start, stop, step),
        [] => throw Errors.Python("TypeError", ErrorCodes.WrongArguments, "slice expected at least 1 argument, got 0", context.Span),
        _ => throw Errors.Python("TypeError", ErrorCodes.WrongArguments, $"slice expected at most 3 arguments, got {a.Rest.Count}", context.Span),
    };
}
