using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary>The element-wise functions as calls, with <c>out=</c>, <c>where=</c> and <c>dtype=</c>.</summary>
internal static class UfuncFunctions
{
    private const string Options = ", out=None, where=True, casting='same_kind', dtype=None";

    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        .. BinaryUfuncs.All.SelectMany(ufunc => NamesOf(ufunc.Name).Select(name => Binary(name, ufunc) with { Kind = "numpy.ufunc" })),
        .. UnaryUfuncs.All.SelectMany(ufunc => NamesOf(ufunc.Name).Select(name => Unary(name, ufunc) with { Kind = "numpy.ufunc" })),
    ];

    private static string[] NamesOf(string name) => name switch
    {
        "divide" => [name, "true_divide"],
        "remainder" => [name, "mod"],
        "absolute" => [name, "abs"],
        "invert" => [name, "bitwise_not"],
        _ => [name],
    };

    private static LibraryFunction Binary(string name, BinaryUfunc ufunc) => new("numpy." + name, "x1, x2" + Options, "Element by element, with broadcasting.", (context, arguments) =>
    {
        NdArray left = Typed(context, arguments, "x1"), right = Typed(context, arguments, "x2");
        if (ufunc == BinaryUfuncs.Subtract && left.DType == DType.Bool && right.DType == DType.Bool)
        {
            throw Errors.Type("numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead.", context.Span);
        }

        return Finish(context, ufunc.Name, arguments, [left, right], inputs => ufunc.Apply(context, inputs[0], inputs[1]));
    });

    private static LibraryFunction Unary(string name, UnaryUfunc ufunc) => new("numpy." + name, "x" + Options, "Element by element.", (context, arguments) =>
        Finish(context, ufunc.Name, arguments, [Typed(context, arguments, "x")], inputs => ufunc.Apply(context, inputs[0])));

    private static NdArray Typed(CallContext context, BoundArguments arguments, string name) =>
        arguments.DTypeOf(context) is { } dtype ? Casts.To(context, arguments.Array(context, name), dtype) : arguments.Array(context, name);

    /// <summary>Applies a function to all elements, or to those under <c>where</c>, and puts the result where <c>out</c> says.</summary>
    private static NdArray Finish(CallContext context, string name, BoundArguments arguments, NdArray[] inputs, Func<NdArray[], NdArray> apply)
    {
        var target = Output(context, arguments["out"]);
        if (target is not null)
        {
            ArrayOperators.CheckOutput(context, target, inputs);
        }

        if (arguments["where"] is BooleanValue { Value: true })
        {
            var result = apply(inputs);
            if (target is null)
            {
                return Array.Find(inputs, input => input.IsForeign)?.Kin(result) ?? result;
            }

            ArrayOperators.CheckCast(context, name, result.DType, target.DType);
            Writes.Into(context, null, target, result);
            return target;
        }

        var mask = Casts.To(context, arguments.Array(context, "where"), DType.Bool);
        var shape = Shapes.Broadcast([.. inputs, mask]);
        Shapes.Charge(context, shape);
        var wide = Views.Broadcast(mask, shape);
        var index = new TupleValue([.. Searching.NonZero(context, wide)]);
        if (shape.Length == 0)
        {
            return ArrayTruth.Of(context, mask) ? apply(inputs) : target ?? inputs[0];
        }

        var chosen = apply(Array.ConvertAll(inputs, input => Indexing.Get(context, Views.Broadcast(input, shape), index)));
        if (target is null)
        {
            context.Session.Warn($"numpy.{name} with where= and without out= leaves the other elements undefined; they are 0 here", context.Span);
            target = Creation.Full(context, shape, NdArray.Of([], DType.Int64, [0L]), chosen.DType);
        }
        else
        {
            ArrayOperators.CheckCast(context, name, chosen.DType, target.DType);
        }

        Indexing.Set(context, target, index, chosen);
        return target;
    }

    private static NdArray? Output(CallContext context, Value value) => value switch
    {
        NoneValue => null,
        NdArray { IsScalar: false } array => array,
        TupleValue { Items: [NdArray { IsScalar: false } array] } => array,
        _ => throw Errors.Type("return arrays must be of ArrayType", context.Span),
    };
}
