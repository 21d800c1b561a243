using GradCheck.Python.Arrays;
using GradCheck.Python.Classes;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Autograd;

/// <summary><c>torch.autograd.Function</c>: a class whose forward and backward pass the program writes, and whose <c>apply</c> the engine knows.</summary>
internal static class CustomFunctions
{
    private const string Prefix = "torch.autograd.Function.";

    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        new(Prefix + "apply", "cls, *args, **kwargs", "Runs the forward pass; a backward pass of autograd runs the one of the class.", (context, a) => a.Keywords.Count > 0
            ? throw Errors.Python("TypeError", ErrorCodes.WrongArguments, "apply() takes no keyword arguments", context.Span)
            : Apply(context, (ClassValue)a["cls"], a.Rest)),
        new(Prefix + "forward", "ctx, *args, **kwargs", "What the class must define.", (context, _) => throw Errors.Python("NotImplementedError", ErrorCodes.WrongValue, "You must implement the forward function for custom autograd.Function.", context.Span)),
        new(Prefix + "backward", "ctx, *grads", "What the class must define.", (context, _) => throw Errors.Python(
            "NotImplementedError", ErrorCodes.WrongValue, "You must implement either the backward or vjp method for your custom autograd.Function to use it with backward mode AD.", context.Span)),
    ];

    /// <summary>Decorators of passes that change nothing here.</summary>
    public static readonly IReadOnlyList<LibraryFunction> Decorators =
    [
        new("torch.autograd.function.once_differentiable", "fn", "The function itself.", (_, a) => a["fn"]),
        new("torch.cuda.amp.custom_fwd", "fwd=None, **options", "The function itself.", (_, a) => Itself(a["fwd"])),
        new("torch.cuda.amp.custom_bwd", "bwd=None, **options", "The function itself.", (_, a) => Itself(a["bwd"])),
    ];

    public static ClassValue Class { get; } = LibraryClass.Of("torch.autograd", "Function", null, Functions);

    private static Value Itself(Value function) => function is NoneValue ? new LibraryValue(Decorators[0]) : function;

    private static Value Apply(CallContext context, ClassValue of, IReadOnlyList<Value> arguments)
    {
        var state = context.Session.State<TorchState>();
        var recording = state.IsRecording && arguments.Any(argument => argument is TorchTensor { RequiresGrad: true });
        var ctx = FunctionContexts.Make(context, arguments, argument => argument is TorchTensor { RequiresGrad: true });
        var isOld = of.Find("setup_context") is null;
        var outer = state.IsRecording;
        Value made;
        state.IsRecording = false;
        try
        {
            made = context.Call(of.Attribute(context, "forward")!, [.. isOld ? [ctx] : Array.Empty<Value>(), .. arguments]);
            if (!isOld)
            {
                context.Call(of.Attribute(context, "setup_context")!, ctx, new TupleValue([.. arguments]), made);
            }
        }
        finally
        {
            state.IsRecording = outer;
        }

        var all = made is TupleValue several ? several.Items : [made];
        IReadOnlyList<Value> outputs = recording ? Recorded(context, of, ctx, arguments, all) : all;
        return made is TupleValue ? new TupleValue([.. outputs]) : outputs[0];
    }

    // Each output has nodes of its own, one behind another: behind them lies what the forward pass did, which autograd does not see.
    private static List<Value> Recorded(CallContext context, ClassValue of, InstanceValue ctx, IReadOnlyList<Value> arguments, IReadOnlyList<Value> outputs)
    {
        var made = new List<Value>();
        var first = context.Tape.NodeCount + 1;
        foreach (var output in outputs)
        {
            made.Add(output is TorchTensor { DType: DType.Float64 } tensor && !FunctionContexts.IsPlain(ctx, tensor) ? Own(context, tensor, of.Name + "Backward") : output);
        }

        var last = context.Tape.NodeCount;
        if (last >= first)
        {
            context.Session.State<CustomCalls>().ByNode[last] = new(of, ctx, [.. arguments], [.. arguments.Select(NodesOf)], [.. made], [.. made.Select((value, at) => ReferenceEquals(value, outputs[at]) ? null : NodesOf(value))], first, last);
        }

        return made;
    }

    private static int[]? NodesOf(Value value) => (value as TorchTensor)?.ToNodes();

    private static TorchTensor Own(CallContext context, TorchTensor tensor, string name)
    {
        var operation = context.Tape.Open(name, context.Span, [tensor.Source]);
        int[]? nodes = null;
        tensor = Array.IndexOf(tensor.Strides, 0) >= 0 ? new(Views.Copy(context, tensor)) { Type = tensor.Type } : tensor;
        if (context.Tape.IsOn)
        {
            context.Budget.Array(2L * tensor.Size, context.Span);
            nodes = new int[tensor.Storage.Count];
            foreach (var place in tensor.Places())
            {
                var inner = tensor.Storage.Nodes?[place] ?? 0;
                nodes[place] = nodes[place] != 0 ? nodes[place] : inner == 0 ? context.Tape.Node() : context.Tape.Node(inner, 1);
            }
        }

        var made = new TorchTensor(new NdArray(new Storage(tensor.Storage.Floats, nodes), tensor.Offset, tensor.Shape, tensor.Strides, operation: operation))
        {
            Type = tensor.Type,
            RequiresGrad = true,
            HasHistory = true,
            MadeBy = name,
        };
        context.Tape.Close(operation, made);
        return made;
    }
}
