using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Tensors;

/// <summary>Which type of elements a tensor has, and which one a program means.</summary>
internal static class TensorTypes
{
    /// <summary>The type of a tensor's elements, by default where none was told.</summary>
    public static TensorType Of(CallContext context, NdArray array) => (array as TorchTensor)?.Type ?? array.DType switch
    {
        DType.Bool => TensorType.Bool,
        DType.Int64 => TensorType.Int64,
        _ => array is TorchTensor ? context.Session.State<TorchState>().Default : TensorType.Float64,
    };

    /// <summary>The type that <c>dtype=</c> means; null for <c>None</c>. Where it is computed in more bits, that is told once.</summary>
    public static TensorType? Read(CallContext context, Value value)
    {
        var type = value switch
        {
            NoneValue => null,
            TensorType told => told,
            TypeValue { Name: "float" } => TensorType.Float64,
            TypeValue { Name: "int" } => TensorType.Int64,
            TypeValue { Name: "bool" } => TensorType.Bool,
            StringValue text when TensorType.ByName.TryGetValue(text.Value.Replace("torch.", string.Empty, StringComparison.Ordinal), out var named) => named,
            StringValue text when ByWord(text.Value) is { } worded => worded,
            TypeValue old when ByWord(old.Name) is { } worded => worded,
            LibraryValue { Function: var function } when ByWord(function.Name) is { } worded => worded,
            _ => throw Errors.Type($"dtype must be torch.dtype, not {value.TypeName}", context.Span),
        };
        if (type is not null)
        {
            Tell(context, type);
        }

        return type;
    }

    /// <summary>The type of <c>torch.FloatTensor</c>, <c>torch.cuda.LongTensor</c> and the like; null for another name.</summary>
    public static TensorType? ByWord(string name) =>
        name.EndsWith("Tensor", StringComparison.Ordinal) && name.StartsWith("torch.", StringComparison.Ordinal)
            ? TensorType.ByName.Values.FirstOrDefault(type => name[(name.LastIndexOf('.') + 1)..^6] == type.Word)
            : null;

    /// <summary>The type of what was made of some operands: that of those with axes, or else of those without.</summary>
    /// <param name="context">The call.</param>
    /// <param name="operands">The operands.</param>
    /// <param name="dtype">What the result is computed in.</param>
    /// <returns>Null for the default.</returns>
    public static TensorType? Common(CallContext context, IReadOnlyList<TorchTensor> operands, DType dtype)
    {
        if (dtype == DType.Bool || operands.All(operand => operand.Type is null))
        {
            return null;
        }

        var same = operands.Where(operand => operand.DType == dtype).ToArray();
        var leading = same.Any(operand => operand.Rank > 0) ? same.Where(operand => operand.Rank > 0) : same;
        return leading.Select(operand => Of(context, operand)).MaxBy(type => type.Order);
    }

    /// <summary>Tells once that elements of fewer bits are computed in more.</summary>
    public static void Tell(CallContext context, TensorType type)
    {
        if (type.IsNarrowed && context.Session.State<TorchState>().Told.Add(type.Name))
        {
            context.Session.Warn($"torch.{type.Name} is computed in {(type.DType == DType.Float64 ? "float64" : "int64")} here", context.Span);
        }
    }
}
