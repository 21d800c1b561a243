using System.Globalization;
using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary>How NumPy tells of its functions, and of what stops a kernel.</summary>
internal sealed class NumPyWords : CallWords
{
    private const string MatMul = "gufunc core with signature (n?,k),(k,m?)->(n?,m?)";
    private const string MatMulSignature = "gufunc signature (n?,k),(k,m?)->(n?,m?)";

    public static NumPyWords Instance { get; } = new();

    public override string FunctionType => "function";

    public override string Unexpected(string function, string name) => $"{function}() got an unexpected keyword argument '{name}'";

    /// <summary>A function whose faults are told in NumPy's words.</summary>
    public static LibraryFunction Spoken(LibraryFunction function) => function with { Apply = Told(function.Apply) };

    /// <inheritdoc cref="Spoken(LibraryFunction)"/>
    public static Func<CallContext, BoundArguments, Value> Told(Func<CallContext, BoundArguments, Value> apply) => (context, arguments) =>
    {
        try
        {
            return apply(context, arguments);
        }
        catch (ArrayFault fault)
        {
            throw Error(fault, context.Span);
        }
    };

    /// <summary>The error that NumPy raises.</summary>
    /// <param name="fault">What is wrong.</param>
    /// <param name="span">The call.</param>
    public static ProgramException Error(ArrayFault fault, Span span)
    {
        var (shapes, numbers) = (fault.Shapes, fault.Numbers);
        return fault.Kind switch
        {
            ArrayFaultKind.TooManyAxes => Errors.Value($"maximum supported dimension for an ndarray is {numbers[0]}, found {numbers[1]}", span),
            ArrayFaultKind.AxisOutOfRange => Errors.Python("AxisError", ErrorCodes.IndexOutOfRange, $"{Prefix(fault.Name)}axis {numbers[0]} is out of bounds for array of dimension {numbers[1]}", span),
            ArrayFaultKind.Broadcast => Errors.Shape($"operands could not be broadcast together with shapes {All(shapes)}", span),
            ArrayFaultKind.BroadcastTo when shapes[0].Length > shapes[1].Length => Errors.Shape("input operand has more dimensions than allowed by the axis remapping", span),
            ArrayFaultKind.BroadcastTo => Errors.Shape($"operands could not be broadcast together with remapped shapes [original->remapped]: {Tight(shapes[0])}  and requested shape {Tight(shapes[1])}", span),
            ArrayFaultKind.WrittenShape => Errors.Shape($"could not broadcast input array from shape {Tight(shapes[0])} into shape {Tight(shapes[1])}", span),
            ArrayFaultKind.ReadOnly => Errors.Value("assignment destination is read-only", span),
            ArrayFaultKind.ElementType => Errors.Type($"ufunc '{fault.Name}' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''", span),
            ArrayFaultKind.NegativePower => Errors.Value("Integers to negative integer powers are not allowed.", span),
            ArrayFaultKind.MatrixRank => Errors.Shape($"matmul: Input operand {numbers[0]} does not have enough dimensions (has 0, {MatMul} requires 1)", span),
            ArrayFaultKind.MatrixLength => Errors.Shape($"matmul: Input operand 1 has a mismatch in its core dimension 0, with {MatMulSignature} (size {numbers[1]} is different from {numbers[0]})", span),
            ArrayFaultKind.MatrixBatch => Errors.Shape($"operands could not be broadcast together with remapped shapes [original->remapped]: {Batch(shapes[0])} {Batch(shapes[1])}  and requested shape ({numbers[0]},{numbers[1]})", span),
            ArrayFaultKind.DotLength => Errors.Shape($"shapes {Tight(shapes[0])} and {Tight(shapes[1])} not aligned: {shapes[0][^1]} (dim {shapes[0].Length - 1}) != {shapes[1][(int)numbers[0]]} (dim {numbers[0]})", span),
            ArrayFaultKind.EmptyExtreme => Errors.Value($"zero-size array to reduction operation {(numbers[0] == 1 ? "maximum" : "minimum")} which has no identity", span),
            ArrayFaultKind.EmptyArgExtreme => Errors.Value($"attempt to get {(numbers[0] == 1 ? "argmax" : "argmin")} of an empty sequence", span),
            ArrayFaultKind.JoinNothing => Errors.Value("need at least one array to concatenate", span),
            ArrayFaultKind.JoinScalar => Errors.Value("zero-dimensional arrays cannot be concatenated", span),
            ArrayFaultKind.JoinRank => Errors.Shape($"all the input arrays must have same number of dimensions, but the array at index 0 has {numbers[0]} dimension(s) and the array at index {numbers[1]} has {numbers[2]} dimension(s)", span),
            ArrayFaultKind.JoinLength => Errors.Shape($"all the input array dimensions except for the concatenation axis must match exactly, but along dimension {numbers[0]}, the array at index 0 has size {numbers[1]} and the array at index {numbers[2]} has size {numbers[3]}", span),
            ArrayFaultKind.Reshape => Errors.Shape($"cannot reshape array of size {numbers[0]} into shape {Wanted(shapes[0])}", span),
            ArrayFaultKind.ReshapeUnknown => Errors.Value("can only specify one unknown dimension", span),
            ArrayFaultKind.OrderLength => Errors.Shape("axes don't match array", span),
            ArrayFaultKind.OrderRepeats => Errors.Value("repeated axis in transpose", span),
            ArrayFaultKind.Squeeze => Errors.Shape("cannot select an axis to squeeze out which has size not equal to one", span),
            ArrayFaultKind.AddedAxisRepeats => Errors.Value("repeated axis", span),
            ArrayFaultKind.DiagonalRank => Errors.Shape("diag requires an array of at least two dimensions", span),
            ArrayFaultKind.DiagonalAxes => Errors.Value("axis1 and axis2 cannot be the same", span),
            ArrayFaultKind.Ellipses => Errors.Index("an index can only have a single ellipsis ('...')", span),
            ArrayFaultKind.TooManyIndices => Errors.Index($"too many indices for array: array is {numbers[0]}-dimensional, but {numbers[1]} were indexed", span),
            ArrayFaultKind.IndexOutOfRange => Errors.Index($"index {numbers[0]} is out of bounds for axis {numbers[1]} with size {numbers[2]}", span),
            ArrayFaultKind.MaskLength => Errors.Index($"boolean index did not match indexed array along dimension {numbers[0]}; dimension is {numbers[1]} but corresponding boolean dimension is {numbers[2]}", span),
            ArrayFaultKind.IndexShapes => Errors.Python("IndexError", ErrorCodes.ShapeMismatch, $"shape mismatch: indexing arrays could not be broadcast together with shapes {All(shapes)}", span),
            ArrayFaultKind.MaskedCount => Errors.Shape($"NumPy boolean array indexing assignment cannot assign {numbers[0]} input values to the {numbers[1]} output values where the mask is true", span),
            ArrayFaultKind.PickedShape => Errors.Shape($"shape mismatch: value array of shape {Tight(shapes[0])} could not be broadcast to indexing result of shape {Tight(shapes[1])}", span),
            _ => throw new InvalidOperationException($"no words for {fault.Kind}"),
        };
    }

    private static string Prefix(string name) => name.Length == 0 ? string.Empty : name + ": ";

    private static string Tight(int[] shape) => ShapeWords.Tight(shape);

    private static string All(IEnumerable<int[]> shapes) => string.Concat(shapes.Select(shape => Tight(shape) + " "));

    // The axes that are multiplied over are new to the shape that is printed.
    private static string Batch(int[] shape) => $"{Tight(shape)}->({string.Join(',', shape.SkipLast(2).Select(Text).Append("newaxis").Append("newaxis"))})";

    // An unknown length is printed as a new axis, and left out in front.
    private static string Wanted(int[] shape) => !shape.Any(length => length < 0)
        ? Tight(shape)
        : $"({string.Join(',', shape.Select(length => length < 0 ? "newaxis" : Text(length)).SkipWhile(word => word == "newaxis"))})";

    private static string Text(int length) => length.ToString(CultureInfo.InvariantCulture);
}
