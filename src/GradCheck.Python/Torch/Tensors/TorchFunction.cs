using GradCheck.Python.Arrays;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Tensors;

/// <summary>Makes the entries of torch's tables: what their kernels make becomes tensors, and what stops a kernel is told in torch's words.</summary>
internal static class TorchFunction
{
    /// <summary>A function that is a method as well.</summary>
    public static LibraryFunction[] Both(string name, Signature signature, string summary, Func<CallContext, BoundArguments, Value> apply) =>
        [Function(name, signature, summary, apply), Method(name, signature, summary, apply)];

    /// <summary>A function of <c>torch</c>, or of a module in it where the name says so.</summary>
    public static LibraryFunction Function(string name, Signature signature, string summary, Func<CallContext, BoundArguments, Value> apply) =>
        new("torch." + name, signature, summary, Told(name, apply));

    /// <summary>A method of tensors.</summary>
    public static LibraryFunction Method(string name, Signature signature, string summary, Func<CallContext, BoundArguments, Value> apply) =>
        new("Tensor." + name, signature, summary, Told(name, apply));

    /// <summary>An operation on some operands: what it makes are tensors.</summary>
    /// <param name="context">The call.</param>
    /// <param name="name">The operation, as autograd calls it.</param>
    /// <param name="operands">The operands.</param>
    /// <param name="apply">What makes the result of the operands, as autograd takes them.</param>
    public static Value Run(CallContext context, string name, IReadOnlyList<Value> operands, Func<IReadOnlyList<Value>, Value> apply)
    {
        var tensors = TensorValues.Among(operands);
        var seen = tensors.Any(tensor => tensor.IsCut) ? [.. operands.Select(operand => Seen(context, operand, tensors))] : operands;
        var before = context.Tape.NodeCount;
        try
        {
            return Wrapped(context, name, apply(seen), tensors, before);
        }
        catch (ArrayFault fault)
        {
            throw TorchWords.Error(fault, context.Span);
        }
    }

    private static Func<CallContext, BoundArguments, Value> Told(string name, Func<CallContext, BoundArguments, Value> apply) => (context, arguments) =>
    {
        var tensors = TensorValues.Among(arguments.Names.Select(parameter => arguments[parameter]).Concat(arguments.Rest));
        if (tensors.Any(tensor => tensor.IsCut))
        {
            arguments = new(
                arguments.Names.ToDictionary(parameter => parameter, parameter => Seen(context, arguments[parameter], tensors), StringComparer.Ordinal),
                [.. arguments.Rest.Select(value => Seen(context, value, tensors))],
                arguments.Keywords);
        }

        var before = context.Tape.NodeCount;
        try
        {
            return Wrapped(context, name, apply(context with { IsQuiet = true }, arguments), tensors, before);
        }
        catch (ArrayFault fault)
        {
            throw TorchWords.Error(fault, context.Span);
        }
    };

    private static Value Seen(CallContext context, Value value, IReadOnlyList<TorchTensor> all) => value switch
    {
        NdArray array => TensorValues.Seen(context, array, all),
        ListValue list => new ListValue([.. list.Items.Select(item => Seen(context, item, all))]),
        TupleValue { IsObject: false } tuple => new TupleValue([.. tuple.Items.Select(item => Seen(context, item, all))]),
        _ => value,
    };

    private static Value Wrapped(CallContext context, string name, Value made, IReadOnlyList<TorchTensor> tensors, int before) => made switch
    {
        TorchTensor => made,
        Raw raw => raw.Value,
        NdArray array => TensorValues.Of(context, array, tensors, name, before),
        NamedTuple named => new NamedTuple(name, named.Names, [.. named.Items.Select(item => Wrapped(context, name, item, tensors, before))]),
        SizeValue => made,
        TupleValue tuple => new TupleValue([.. tuple.Items.Select(item => Wrapped(context, name, item, tensors, before))]),
        ListValue list => new ListValue([.. list.Items.Select(item => Wrapped(context, name, item, tensors, before))]),
        _ => made,
    };
}
