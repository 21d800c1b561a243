using GradCheck.Python.Arrays;
using GradCheck.Python.Classes;
using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Autograd;

/// <summary>What a function of <c>torch.autograd</c> keeps between its passes: <c>ctx</c>, an object that takes any attribute.</summary>
internal static class FunctionContexts
{
    /// <summary>The attribute of what <c>save_for_backward</c> was given.</summary>
    public const string Saved = "saved_tensors";

    /// <summary>The attribute of the outputs that get no gradient.</summary>
    public const string Plain = "non_differentiable";

    /// <summary>The attribute that says whether an output without a gradient gets zeros, and not <c>None</c>.</summary>
    public const string Fills = "materialize_grads";

    /// <summary>The attribute that says which arguments a gradient is wanted for.</summary>
    public const string Needs = "needs_input_grad";

    private const string Module = "torch.autograd.function";
    private const string Prefix = Module + ".FunctionCtx.";

    public static readonly IReadOnlyList<LibraryFunction> Methods =
    [
        new(Prefix + "save_for_backward", "self, *tensors", "Keeps tensors for the backward pass.", (context, a) =>
        {
            for (var k = 0; k < a.Rest.Count; k++)
            {
                if (a.Rest[k] is not (TorchTensor or NoneValue))
                {
                    throw Errors.Type($"save_for_backward can only save variables, but argument {k} is of type {a.Rest[k].TypeName}", context.Span);
                }
            }

            return Keep(context, a, Saved, new TupleValue([.. a.Rest]));
        }),
        new(Prefix + "save_for_forward", "self, *tensors", "Keeps tensors for forward mode, which is not here.", (_, _) => NoneValue.Instance),
        new(Prefix + "mark_dirty", "self, *tensors", "Says which inputs were changed in place.", (_, _) => NoneValue.Instance),
        new(Prefix + "mark_non_differentiable", "self, *tensors", "Says which outputs have no gradient.", (context, a) => Keep(context, a, Plain, new TupleValue([.. a.Rest]))),
        new(Prefix + "set_materialize_grads", "self, value", "Whether an output without a gradient gets zeros, and not None.", (context, a) => Keep(context, a, Fills, a["value"])),
    ];

    /// <summary>The class of them.</summary>
    public static ClassValue Class { get; } = LibraryClass.Of(
        Module, "FunctionCtx", null, Methods, (Saved, new TupleValue()), ("saved_variables", new TupleValue()), (Plain, new TupleValue()), (Fills, BooleanValue.True), (Needs, new TupleValue()));

    /// <summary>A new one, for a call of <c>forward</c>.</summary>
    /// <param name="context">The call.</param>
    /// <param name="arguments">What <c>forward</c> is given behind it.</param>
    /// <param name="needs">Whether a gradient is wanted for an argument; null for every tensor of floats.</param>
    public static InstanceValue Make(CallContext context, IEnumerable<Value> arguments, Func<Value, bool>? needs = null)
    {
        var made = Construction.Bare(context, Class);
        needs ??= argument => argument is NdArray { DType: DType.Float64 };
        made.Keep(context, Needs, new TupleValue([.. arguments.Select(argument => BooleanValue.Of(needs(argument)))]));
        return made;
    }

    /// <summary>An attribute of one, or what it is where nothing was set.</summary>
    public static Value Of(InstanceValue ctx, string name) => ctx.Own(name) ?? Class.Members[name];

    /// <summary>Whether an output was said to have no gradient.</summary>
    public static bool IsPlain(InstanceValue ctx, Value output) => ArrayConversion.Items(Of(ctx, Plain))?.Contains(output) == true;

    private static NoneValue Keep(CallContext context, BoundArguments a, string name, Value value)
    {
        var ctx = (InstanceValue)a["self"];
        ctx.Keep(context, name, value);
        if (name == Saved)
        {
            ctx.Keep(context, "saved_variables", value);
        }

        return NoneValue.Instance;
    }
}
