using GradCheck.Python.Arrays;
using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Tensors;

/// <summary>Values as tensors, and what the kernels made as tensors with what autograd knows of them.</summary>
internal static class TensorValues
{
    /// <summary>A value as an operand: a tensor or an array as it is, a number of Python as one without axes.</summary>
    public static NdArray Operand(CallContext context, Value value) => ArrayConversion.ToArray(context, value);

    /// <summary>A new tensor of what a kernel made, which no operand has made.</summary>
    public static TorchTensor New(CallContext context, NdArray array, TensorType? type = null)
    {
        if (type is null && array.DType == DType.Float64)
        {
            TensorTypes.Tell(context, context.Session.State<TorchState>().Default);
        }

        return new(array) { Type = Plain(context, type) };
    }

    /// <summary>A tensor of what a kernel made of some operands.</summary>
    /// <param name="context">The call.</param>
    /// <param name="made">What was made; a tensor is left as it is.</param>
    /// <param name="operands">The tensors that it was made of.</param>
    /// <param name="name">The operation, as autograd calls it.</param>
    /// <param name="before">The last node of the tape that there was before.</param>
    public static TorchTensor Of(CallContext context, NdArray made, IReadOnlyList<TorchTensor> operands, string name, int before)
    {
        if (made is TorchTensor own)
        {
            return own;
        }

        var recording = context.Session.State<TorchState>().IsRecording;
        var isFloat = made.DType == DType.Float64;
        var view = operands.FirstOrDefault(operand => ReferenceEquals(operand.Storage, made.Storage));
        var isRecorded = isFloat && operands.Any(operand => operand.RequiresGrad);
        if (recording && isRecorded && view is null)
        {
            OwnNodes(context, made, before);
        }

        return new(made)
        {
            Type = TensorTypes.Common(context, operands, made.DType),
            RequiresGrad = recording && isRecorded,
            HasHistory = recording && isRecorded,
            IsCut = isFloat && (operands.Any(operand => operand.IsCut) || (!recording && isRecorded)) && !(recording && isRecorded),
            Root = view?.Root ?? view,
            MadeBy = recording && isRecorded ? name : string.Empty,
        };
    }

    // Elements that were only moved share their nodes with where they come from: the gradient of the moved ones is that of their own uses alone.
    private static void OwnNodes(CallContext context, NdArray made, int before)
    {
        if (!context.Tape.IsOn || made.Storage.Nodes is not { } nodes)
        {
            return;
        }

        context.Budget.Array(nodes.Length, context.Span);
        for (var k = 0; k < nodes.Length; k++)
        {
            nodes[k] = nodes[k] != 0 && nodes[k] <= before ? context.Tape.Node(nodes[k], 1) : nodes[k];
        }
    }

    /// <summary>The same elements in the same memory, off the tape.</summary>
    public static TorchTensor Detached(TorchTensor tensor)
    {
        var storage = tensor.DType == DType.Float64 ? new Storage(tensor.Storage.Floats) { Version = tensor.Storage.Version } : tensor.Storage;
        return new(new NdArray(storage, tensor.Offset, tensor.Shape, tensor.Strides) { IsReadOnly = tensor.IsReadOnly }) { Type = tensor.Type };
    }

    /// <summary>The operands as what autograd takes them for: where it records, what was made under <c>no_grad</c> is a constant.</summary>
    public static NdArray Seen(CallContext context, NdArray operand, IReadOnlyList<TorchTensor> all) =>
        operand is TorchTensor { IsCut: true } cut && context.Session.State<TorchState>().IsRecording && all.Any(other => other.RequiresGrad) ? Detached(cut) : operand;

    /// <summary>The tensors among some values, those in lists and tuples included.</summary>
    public static List<TorchTensor> Among(IEnumerable<Value> values)
    {
        var found = new List<TorchTensor>();
        Gather(values, 0);
        return found;

        void Gather(IEnumerable<Value> items, int depth)
        {
            foreach (var item in items)
            {
                if (item is TorchTensor tensor)
                {
                    found.Add(tensor);
                }
                else if (depth < 2 && ArrayConversion.Items(item) is { } inner)
                {
                    Gather(inner, depth + 1);
                }
            }
        }
    }

    /// <summary>A tensor of another type of elements.</summary>
    public static NdArray To(CallContext context, NdArray array, TensorType type)
    {
        var cast = Casts.To(context, array, type.DType);
        return ReferenceEquals(cast, array) ? Views.Copy(context, array) : cast;
    }

    /// <summary>The type as a tensor carries it: null for what it would have without.</summary>
    public static TensorType? Plain(CallContext context, TensorType? type) =>
        type is null || type == TensorType.Bool || type == TensorType.Int64 || type == context.Session.State<TorchState>().Default ? null : type;

    /// <summary>The error of torch that most others are: a <c>RuntimeError</c>.</summary>
    public static ProgramException Error(string message, Span span, string code = ErrorCodes.WrongValue) => Errors.Python("RuntimeError", code, message, span);
}
