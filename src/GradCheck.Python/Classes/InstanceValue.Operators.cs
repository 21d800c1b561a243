using GradCheck.Python.Operators;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Text;
using GradCheck.Python.Values;

namespace GradCheck.Python.Classes;

/// <content>What operators and functions of the language ask of an object: each is a method of its class with two underscores before and behind.</content>
internal sealed partial class InstanceValue
{
    private static readonly Dictionary<BinaryOperator, string> Binaries = new()
    {
        [BinaryOperator.Add] = "add",
        [BinaryOperator.Subtract] = "sub",
        [BinaryOperator.Multiply] = "mul",
        [BinaryOperator.Divide] = "truediv",
        [BinaryOperator.FloorDivide] = "floordiv",
        [BinaryOperator.Modulo] = "mod",
        [BinaryOperator.Power] = "pow",
        [BinaryOperator.MatrixMultiply] = "matmul",
        [BinaryOperator.And] = "and",
        [BinaryOperator.Or] = "or",
        [BinaryOperator.Xor] = "xor",
        [BinaryOperator.LeftShift] = "lshift",
        [BinaryOperator.RightShift] = "rshift",
    };

    private static readonly Dictionary<CompareOperator, (string Left, string Right)> Comparisons = new()
    {
        [CompareOperator.Equal] = ("__eq__", "__eq__"),
        [CompareOperator.NotEqual] = ("__ne__", "__ne__"),
        [CompareOperator.Less] = ("__lt__", "__gt__"),
        [CompareOperator.LessOrEqual] = ("__le__", "__ge__"),
        [CompareOperator.Greater] = ("__gt__", "__lt__"),
        [CompareOperator.GreaterOrEqual] = ("__ge__", "__le__"),
    };

    public override bool IsIterable => Find("__iter__") is not (null or NoneValue) || Find("__getitem__") is not null;

    public override Value? Binary(CallContext context, BinaryOperator op, Value other, bool isRight)
    {
        var name = Binaries[op];
        if (isRight)
        {
            return Ask(context, $"__r{name}__", other);
        }

        // What inherits from this one's class and answers otherwise is asked first.
        return other is InstanceValue right && right.Class != Class && right.Class.Is(Class) && right.Find($"__r{name}__") is { } special && special != Find($"__r{name}__")
            && right.Ask(context, $"__r{name}__", this) is { } answer
            ? answer
            : Ask(context, $"__{name}__", other);
    }

    public override Value? InPlace(CallContext context, BinaryOperator op, Value right) => Ask(context, $"__i{Binaries[op]}__", right);

    public override Value? Unary(CallContext context, UnaryOperator op) => op switch
    {
        UnaryOperator.Negative => Ask(context, "__neg__"),
        UnaryOperator.Positive => Ask(context, "__pos__"),
        _ => Ask(context, "__invert__"),
    };

    public override Value? Ask(CallContext context, string special, params Value[] arguments)
    {
        Keys.Enter(context);
        var answer = Find(special) is { } method ? context.Call(Bind(method), arguments) : null;
        return answer is NotImplementedValue ? null : answer;
    }

    public override Value? Absolute(CallContext context) => Ask(context, "__abs__");

    public override Value? Compare(CallContext context, CompareOperator op, Value other, bool isRight)
    {
        var (left, right) = Comparisons[op];
        return Ask(context, isRight ? right : left, other)
            ?? (op == CompareOperator.NotEqual && Find("__ne__") is null && Ask(context, "__eq__", other) is { } equal ? BooleanValue.Of(!Operators.Truth.Of(context, equal)) : null);
    }

    public override Value? Item(CallContext context, Value index) => Ask(context, "__getitem__", index);

    public override bool SetItem(CallContext context, Value index, Value value) => Ask(context, "__setitem__", index, value) is not null;

    public override bool DeleteItem(CallContext context, Value index) => Ask(context, "__delitem__", index) is not null;

    public override bool? Contains(CallContext context, Value item) => Ask(context, "__contains__", item) is { } answer ? Operators.Truth.Of(context, answer) : null;

    public override bool Truth(CallContext context) => Ask(context, "__bool__") is { } answer
        ? answer is BooleanValue truth ? truth.Value : throw Errors.Type($"__bool__ should return bool, returned {answer.TypeName}", context.Span)
        : Measure(context) is not 0;

    public override long? Measure(CallContext context)
    {
        if (Ask(context, "__len__") is not { } answer)
        {
            return null;
        }

        return !Numbers.TryIndex(answer, out var length) ? throw Errors.Type($"'{answer.TypeName}' object cannot be interpreted as an integer", context.Span)
            : length.Sign < 0 ? throw Errors.Value("__len__() should return >= 0", context.Span)
            : Numbers.SmallIndex(context, answer);
    }

    public override IEnumerable<Value>? Items(CallContext context)
    {
        if (Find("__iter__") is not null)
        {
            var iterator = Ask(context, "__iter__")!;
            return iterator is InstanceValue own && own.Find("__next__") is not null ? own.Nexts(context)
                : iterator is IteratorValue ? Iteration.Of(context, iterator)
                : throw Errors.Type($"iter() returned non-iterator of type '{iterator.TypeName}'", context.Span);
        }

        return Find("__getitem__") is null ? null : Numbered(context);
    }

    /// <summary><c>next(x)</c>; null where it is none to be asked.</summary>
    public Value? Next(CallContext context) => Ask(context, "__next__");

    public override string Str(CallContext context) => Find("__str__") is not null ? Text(context, "__str__")
        : Class.Exception is not null && Find("__repr__") is null ? PlainMessage(context)
        : Repr(context);

    public override string Repr(CallContext context) => Find("__repr__") is not null ? Text(context, "__repr__") : PlainRepr(context);

    /// <summary><c>object.__repr__</c>; where an object lies in memory is not told.</summary>
    public string PlainRepr(CallContext context) => Class.Exception is null ? $"<{Class.Module}.{Class.QualifiedName} object>"
        : ValueText.Repr(context, new ExceptionValue(Class.Name, Arguments.Items));

    /// <summary>The words of an exception.</summary>
    public string PlainMessage(CallContext context) => Raising.Message(context, new ExceptionValue(Class.Exception?.Name ?? "Exception", Arguments.Items));

    private string Text(CallContext context, string special)
    {
        var answer = Ask(context, special) ?? NotImplementedValue.Instance;
        return answer is StringValue text ? text.Value : throw Errors.Type($"{special} returned non-string (type {answer.TypeName})", context.Span);
    }

    private IEnumerable<Value> Nexts(CallContext context)
    {
        while (true)
        {
            context.Budget.Step(context.Span);
            Value item;
            try
            {
                item = Next(context)!;
            }
            catch (ProgramException end) when (end.Error is { Kind: ProgramErrorKind.Python, Type: "StopIteration" })
            {
                yield break;
            }

            yield return item;
        }
    }

    private IEnumerable<Value> Numbered(CallContext context)
    {
        for (var k = 0L; ; k++)
        {
            context.Budget.Step(context.Span);
            Value item;
            try
            {
                item = Item(context, IntegerValue.Of(k)) ?? NoneValue.Instance;
            }
            catch (ProgramException end) when (end.Error is { Kind: ProgramErrorKind.Python, Type: "IndexError" or "StopIteration" })
            {
                yield break;
            }

            yield return item;
        }
    }
}
