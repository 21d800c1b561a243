using GradCheck.Python.Arrays;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Tensors;

/// <summary>A type of elements, such as <c>torch.float32</c>: what it is called, and what it is computed in.</summary>
internal sealed class TensorType : ObjectValue
{
    public static readonly TensorType Bool = new("bool", "Bool", DType.Bool, 0);
    public static readonly TensorType UInt8 = new("uint8", "Byte", DType.Int64, 1);
    public static readonly TensorType Int8 = new("int8", "Char", DType.Int64, 2);
    public static readonly TensorType Int16 = new("int16", "Short", DType.Int64, 3);
    public static readonly TensorType Int32 = new("int32", "Int", DType.Int64, 4);
    public static readonly TensorType Int64 = new("int64", "Long", DType.Int64, 5);
    public static readonly TensorType BFloat16 = new("bfloat16", "BFloat16", DType.Float64, 6);
    public static readonly TensorType Float16 = new("float16", "Half", DType.Float64, 7);
    public static readonly TensorType Float32 = new("float32", "Float", DType.Float64, 8);
    public static readonly TensorType Float64 = new("float64", "Double", DType.Float64, 9);

    /// <summary>All of them by the names under which torch has them.</summary>
    public static readonly IReadOnlyDictionary<string, TensorType> ByName = new Dictionary<string, TensorType>(StringComparer.Ordinal)
    {
        ["bool"] = Bool,
        ["uint8"] = UInt8,
        ["int8"] = Int8,
        ["int16"] = Int16,
        ["short"] = Int16,
        ["int32"] = Int32,
        ["int"] = Int32,
        ["int64"] = Int64,
        ["long"] = Int64,
        ["bfloat16"] = BFloat16,
        ["float16"] = Float16,
        ["half"] = Float16,
        ["float32"] = Float32,
        ["float"] = Float32,
        ["float64"] = Float64,
        ["double"] = Float64,
    };

    private TensorType(string name, string word, DType dtype, int order)
    {
        Name = name;
        Word = word;
        DType = dtype;
        Order = order;
    }

    public override string Name { get; }

    /// <summary>The word for it in torch's errors, and in the names of its old types: <c>Float</c>, <c>FloatTensor</c>.</summary>
    public string Word { get; }

    /// <summary>What it is computed in.</summary>
    public DType DType { get; }

    /// <summary>Where it stands among all: of two types of one kind the later holds the elements of both.</summary>
    public int Order { get; }

    /// <summary>Whether it has fewer bits than what it is computed in.</summary>
    public bool IsNarrowed => this != Bool && this != Int64 && this != Float64;

    public override string TypeName => "torch.dtype";

    public override Value? Attribute(CallContext context, string name) => name switch
    {
        "is_floating_point" => BooleanValue.Of(DType == DType.Float64),
        "itemsize" => IntegerValue.Of(Order switch { 0 or 1 or 2 => 1, 3 or 6 or 7 => 2, 4 or 8 => 4, _ => 8 }),
        _ => null,
    };

    public override Value? Compare(CallContext context, CompareOperator op, Value other, bool isRight) =>
        op is CompareOperator.Equal or CompareOperator.NotEqual ? BooleanValue.Of(ReferenceEquals(this, other) == (op == CompareOperator.Equal)) : null;

    public override string Repr(CallContext context) => "torch." + Name;
}
