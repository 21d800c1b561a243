using GradCheck.Python.Arrays;
using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Tensors;

/// <summary>How torch tells of its functions, and of what stops a kernel.</summary>
internal sealed class TorchWords : CallWords
{
    public static TorchWords Instance { get; } = new();

    public override string Unexpected(string function, string name) => $"{function}() got an unexpected keyword argument '{name}'";

    public override string Missing(string function, IReadOnlyList<string> names, bool isKeywordOnly) =>
        $"{function}() missing {names.Count} required positional arguments: {string.Join(", ", names.Select(name => $"\"{name}\""))}";

    public override string TooMany(string function, int least, int most, int given, int named) =>
        $"{function}() takes {Counted(most)} but {given} were given";

    /// <summary><c>[2, 3]</c>, as torch prints a shape.</summary>
    public static string Of(IEnumerable<int> shape) => $"[{string.Join(", ", shape)}]";

    /// <summary>The error that torch raises.</summary>
    /// <param name="fault">What is wrong.</param>
    /// <param name="span">The call.</param>
    public static ProgramException Error(ArrayFault fault, Span span)
    {
        var (shapes, numbers) = (fault.Shapes, fault.Numbers);
        return fault.Kind switch
        {
            ArrayFaultKind.AxisOutOfRange => Axis(numbers[0], numbers[1], span),
            ArrayFaultKind.Broadcast => Broadcast(shapes, span),
            ArrayFaultKind.BroadcastTo or ArrayFaultKind.WrittenShape => Expanded(shapes[0], shapes[1], span),
            ArrayFaultKind.ReadOnly => TensorValues.Error("unsupported operation: more than one element of the written-to tensor refers to a single memory location. Please clone() the tensor before performing the operation.", span),
            ArrayFaultKind.ElementType => TensorValues.Error($"\"{fault.Name}\" not implemented for 'Double'", span, ErrorCodes.WrongType),
            ArrayFaultKind.NegativePower => TensorValues.Error("Integers to negative integer powers are not allowed.", span),
            ArrayFaultKind.MatrixRank => TensorValues.Error($"both arguments to matmul need to be at least 1D, but they are {(numbers[0] == 0 ? "0D" : "1D")} and {(numbers[0] == 0 ? "1D" : "0D")}", span, ErrorCodes.ShapeMismatch),
            ArrayFaultKind.EmptyExtreme => TensorValues.Error($"{(numbers[0] == 1 ? "max" : "min")}(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with the 'dim' argument.", span),
            ArrayFaultKind.EmptyArgExtreme => Errors.Index($"{(numbers[0] == 1 ? "argmax" : "argmin")}(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with the 'dim' argument.", span),
            ArrayFaultKind.JoinNothing => TensorValues.Error("torch.cat(): expected a non-empty list of Tensors", span),
            ArrayFaultKind.JoinScalar => TensorValues.Error("zero-dimensional tensor (at position 0) cannot be concatenated", span, ErrorCodes.ShapeMismatch),
            ArrayFaultKind.JoinRank => TensorValues.Error($"Tensors must have same number of dimensions: got {numbers[0]} and {numbers[2]}", span, ErrorCodes.ShapeMismatch),
            ArrayFaultKind.JoinLength => TensorValues.Error($"Sizes of tensors must match except in dimension {fault.Name}. Expected size {numbers[1]} but got size {numbers[3]} for tensor number {numbers[2]} in the list.", span, ErrorCodes.ShapeMismatch),
            ArrayFaultKind.Reshape => TensorValues.Error($"shape '{Of(shapes[0])}' is invalid for input of size {numbers[0]}", span, ErrorCodes.ShapeMismatch),
            ArrayFaultKind.ReshapeUnknown => TensorValues.Error("only one dimension can be inferred", span),
            ArrayFaultKind.OrderRepeats => TensorValues.Error("permute(): duplicate dims are not allowed.", span),
            ArrayFaultKind.Ellipses => Errors.Index("an index can only have a single ellipsis ('...')", span),
            ArrayFaultKind.TooManyIndices => Errors.Index($"too many indices for tensor of dimension {numbers[0]}", span),
            ArrayFaultKind.IndexOutOfRange => Errors.Index($"index {numbers[0]} is out of bounds for dimension {(numbers.Count > 3 ? numbers[3] : numbers[1])} with size {numbers[2]}", span),
            ArrayFaultKind.IndexShapes => Errors.Python("IndexError", ErrorCodes.ShapeMismatch, $"shape mismatch: indexing tensors could not be broadcast together with shapes {string.Join(", ", shapes.Select(Of))}", span),
            ArrayFaultKind.MaskedCount or ArrayFaultKind.PickedShape => TensorValues.Error($"shape mismatch: value tensor of shape {Of(shapes[0])} cannot be broadcast to indexing result of shape {Of(shapes[1])}", span, ErrorCodes.ShapeMismatch),
            _ => NumPyWords.Error(fault, span),
        };
    }

    /// <summary>That there is no such axis.</summary>
    public static ProgramException Axis(long axis, long rank, Span span) =>
        Errors.Index($"Dimension out of range (expected to be in range of [{-Math.Max(rank, 1)}, {Math.Max(rank, 1) - 1}], but got {axis})", span);

    private static ProgramException Broadcast(IReadOnlyList<int[]> shapes, Span span)
    {
        var (a, b) = (shapes[0], shapes[^1]);
        if (shapes.Count > 2)
        {
            b = shapes.First(shape => Shapes.Broadcast(a, shape) is null || shape == shapes[^1]);
        }

        var rank = Math.Max(a.Length, b.Length);
        for (var k = 1; k <= Math.Min(a.Length, b.Length); k++)
        {
            if (a[^k] != b[^k] && a[^k] != 1 && b[^k] != 1)
            {
                return TensorValues.Error($"The size of tensor a ({a[^k]}) must match the size of tensor b ({b[^k]}) at non-singleton dimension {rank - k}", span, ErrorCodes.ShapeMismatch);
            }
        }

        return TensorValues.Error("the shapes do not broadcast together", span, ErrorCodes.ShapeMismatch);
    }

    private static ProgramException Expanded(int[] from, int[] to, Span span)
    {
        if (from.Length > to.Length)
        {
            return TensorValues.Error($"expand(torch.DoubleTensor{{{Of(from)}}}, size={Of(to)}): the number of sizes provided ({to.Length}) must be greater or equal to the number of dimensions in the tensor ({from.Length})", span, ErrorCodes.ShapeMismatch);
        }

        for (var k = 1; k <= from.Length; k++)
        {
            if (from[^k] != to[^k] && from[^k] != 1)
            {
                return TensorValues.Error($"The expanded size of the tensor ({to[^k]}) must match the existing size ({from[^k]}) at non-singleton dimension {to.Length - k}.  Target sizes: {Of(to)}.  Tensor sizes: {Of(from)}", span, ErrorCodes.ShapeMismatch);
            }
        }

        return TensorValues.Error("the shapes do not broadcast together", span, ErrorCodes.ShapeMismatch);
    }
}
