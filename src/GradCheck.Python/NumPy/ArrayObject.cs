using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary>An array of the kernels as an object of NumPy: what operators, attributes, indices and texts of it are.</summary>
/// <param name="array">The array.</param>
internal sealed class ArrayObject(NdArray array) : ObjectValue
{
    public override string TypeName => array.TypeName;

    public override string Kind => "ndarray";

    public override bool IsIterable => array.Rank > 0;

    public override long? Length => array.Rank > 0 ? array.Shape[0] : null;

    public override Value? Attribute(CallContext context, string name) => name switch
    {
        "shape" => Shaping.Tuple(array.Shape),
        "T" => array.Rank < 2 ? array : Layouts.Transpose(context, array, null),
        "dtype" => DTypeValue.Of(array.DType),
        "ndim" => new IntegerValue(array.Rank),
        "size" => new IntegerValue(array.Size),
        "itemsize" => new IntegerValue(array.DType == DType.Bool ? 1 : 8),
        "nbytes" => new IntegerValue(array.Size * (array.DType == DType.Bool ? 1L : 8L)),
        "strides" => Shaping.Tuple(array.Strides.Select(stride => stride * (array.DType == DType.Bool ? 1 : 8))),
        "real" => array,
        "flat" => new ListValue([.. ArrayIteration.Of(context, Views.Reshape(context, array, [array.Size]))]),
        _ => null,
    };

    public override Value? Item(CallContext context, Value index) => Indexing.Get(context, array, index);

    public override bool SetItem(CallContext context, Value index, Value value)
    {
        Indexing.Set(context, array, index, value);
        return true;
    }

    public override bool DeleteItem(CallContext context, Value index) => throw Errors.Value("cannot delete array elements", context.Span);

    public override Value? Binary(CallContext context, BinaryOperator op, Value other, bool isRight) =>
        other is NdArray { IsForeign: true } ? null
        : op == BinaryOperator.Multiply && array is { IsScalar: true, DType: not DType.Float64 } && other is ListValue or TupleValue or StringValue ? null
        : !isRight && Defers(context, other) ? null
            : isRight ? ArrayOperators.Binary(context, op, other, array) : ArrayOperators.Binary(context, op, array, other);

    // NumPy leaves an operator to an object of the program that says so; any other would become an array of objects.
    private bool Defers(CallContext context, Value other) => other is ObjectValue { AnswersForSpecialNames: true, Type: ObjectValue type }
        && (array.IsScalar || type.Attribute(context, "__array_priority__") is not null || type.Attribute(context, "__array_ufunc__") is not null
            ? true
            : throw Errors.Unsupported($"an array of objects, here of type '{other.TypeName}', is outside of the subset: write the object first, or give its class __array_priority__", context.Span));

    public override Value? InPlace(CallContext context, BinaryOperator op, Value right) => array.IsScalar || right is NdArray { IsForeign: true } ? null : ArrayOperators.InPlace(context, op, array, right);

    public override Value? Unary(CallContext context, UnaryOperator op) => ArrayOperators.Unary(context, op, array);

    public override Value? Absolute(CallContext context) => context.Library.Function("numpy.absolute")!.Call(context, array);

    public override Value? Compare(CallContext context, CompareOperator op, Value other, bool isRight) =>
        other is NdArray { IsForeign: true } ? null
        : isRight ? ArrayOperators.Compare(context, op, other, array) : ArrayOperators.Compare(context, op, array, other);

    public override bool? Contains(CallContext context, Value item) => ArrayOperators.Compare(context, CompareOperator.Equal, array, item) switch
    {
        NdArray equal => equal.ToDoubles().Any(truth => truth != 0),
        var plain => plain is BooleanValue { Value: true },
    };

    public override IEnumerable<Value>? Items(CallContext context) => ArrayIteration.Of(context, array);

    public override bool Truth(CallContext context) => ArrayTruth.Of(context, array);

    public override string Str(CallContext context) => ArrayText.Str(context, array);

    public override string Repr(CallContext context) => ArrayText.Repr(context, array);

    public override Value? Copy(CallContext context) => array.IsScalar ? null : context.Library.Method(Kind, "copy")!.Call(context, array);
}
