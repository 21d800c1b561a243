using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Autograd;

/// <summary>Whether autograd records for a while: what <c>torch.no_grad()</c> makes for a <c>with</c>.</summary>
/// <param name="typeName">The name of its type.</param>
/// <param name="records">Whether it records; null where nothing changes.</param>
/// <param name="before">What was in force before; for <c>set_grad_enabled</c>, which changes it as soon as it is called.</param>
internal sealed class GradMode(string typeName, bool? records, bool? before = null) : ObjectValue
{
    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        new("torch.no_grad", "*function", "For a with, or before a function: autograd does not record. What is checked by hand is recorded all the same.", (context, arguments) => Of(context, new GradMode("torch.autograd.grad_mode.no_grad", false), arguments)),
        new("torch.enable_grad", "*function", "For a with, or before a function: autograd records.", (context, arguments) => Of(context, new GradMode("torch.autograd.grad_mode.enable_grad", true), arguments)),
        new("torch.inference_mode", "mode=True", "As no_grad.", (_, arguments) => new GradMode("torch.autograd.grad_mode.inference_mode", arguments["mode"] is BooleanValue { Value: false } ? null : false)),
        new("torch.set_grad_enabled", "mode", "Whether autograd records, for a with or from here on.", (context, arguments) =>
        {
            var state = context.Session.State<TorchState>();
            var before = state.IsRecording;
            state.IsRecording = arguments["mode"] is not BooleanValue { Value: false };
            return new GradMode("torch.autograd.grad_mode.set_grad_enabled", state.IsRecording, before);
        }),
        new("torch.is_grad_enabled", "", "Whether autograd records.", (context, _) => BooleanValue.Of(context.Session.State<TorchState>().IsRecording)),
        new("torch.autograd.set_detect_anomaly", "mode, check_nan=True", "Accepted and ignored.", (_, _) => new GradMode("torch.autograd.anomaly_mode.set_detect_anomaly", null)),
        new("torch.autograd.detect_anomaly", "check_nan=True", "Accepted and ignored.", (_, _) => new GradMode("torch.autograd.anomaly_mode.detect_anomaly", null)),
    ];

    public override string TypeName => typeName;

    public override bool IsCallable => true;

    /// <summary>As a decorator: what it is put before runs in its mode.</summary>
    public override Value? Call(CallContext context, IReadOnlyList<Value> positional, IReadOnlyList<KeyValuePair<string, Value>> keywords) =>
        positional is [FunctionValue function] ? function.Within(this) : positional is [var other] ? other : null;

    public override Action? Enter(CallContext context)
    {
        var state = context.Session.State<TorchState>();
        var outer = before ?? state.IsRecording;
        state.IsRecording = records ?? state.IsRecording;
        return () => state.IsRecording = outer;
    }

    // @torch.no_grad without parentheses has the function at once.
    private static Value Of(CallContext context, GradMode mode, BoundArguments arguments) => arguments.Rest.Count == 0 ? mode : mode.Call(context, arguments.Rest, [])!;
}
