using GradCheck.Python.Classes;
using GradCheck.Python.Torch.Autograd;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Modules;

/// <summary>A class of <c>torch.nn</c>: what it is made with, and its forward pass.</summary>
internal sealed class Layer
{
    private const string Factory = ", device=None, dtype=None";

    /// <param name="name">Its name.</param>
    /// <param name="signature">What it is made with; each argument is an attribute of the object.</param>
    /// <param name="forward">Its forward pass, of the object and the arguments of the call.</param>
    /// <param name="prepare">Makes its parameters, of the object and what it is made with; null where it has none.</param>
    /// <param name="others">Its other methods.</param>
    public Layer(string name, string signature, Func<CallContext, InstanceValue, IReadOnlyList<Value>, Value> forward, Action<CallContext, InstanceValue, BoundArguments>? prepare = null, params IReadOnlyList<LibraryFunction> others)
    {
        var prefix = $"torch.nn.{name}.";
        LibraryFunction make = new(prefix + "__init__", $"self{(signature.Length > 0 ? ", " : string.Empty)}{signature}{(prepare is null || signature.StartsWith('*') ? string.Empty : Factory)}", "Makes a layer.", (context, a) =>
        {
            var self = (InstanceValue)a["self"];
            self.Keep(context, "training", BooleanValue.True);
            foreach (var parameter in a.Names.Where(parameter => parameter is not ("self" or "device" or "dtype" or "bias")))
            {
                self.Keep(context, parameter, a[parameter]);
            }

            prepare?.Invoke(context, self, a);
            return NoneValue.Instance;
        })
        {
            Words = NetworkWords.Instance,
        };
        LibraryFunction pass = new(prefix + "forward", "self, *inputs", "Its forward pass.", (context, a) => forward(context, (InstanceValue)a["self"], a.Rest));
        Methods = [make, pass, .. others];
        Class = LibraryClass.Of("torch.nn", name, ModuleMethods.Class, Methods);
    }

    public IReadOnlyList<LibraryFunction> Methods { get; }

    public ClassValue Class { get; }

    /// <summary>A layer that is a function of <c>torch.nn.functional</c>, with some of its attributes by their names.</summary>
    public static Layer Of(string name, string signature, string function, params string[] passed) =>
        new(name, signature, (context, self, inputs) => Call(context, function, inputs, [.. passed.Select(attribute => KeyValuePair.Create(attribute, self.Own(attribute)!))]));

    /// <summary>Calls a function of <c>torch.nn.functional</c>.</summary>
    public static Value Call(CallContext context, string name, IReadOnlyList<Value> inputs, params KeyValuePair<string, Value>[] named)
    {
        var function = context.Library.Function("torch.nn.functional." + name)!;
        return function.Apply(context, function.Signature.Bind(function.Words, function.Name, inputs, named, context.Span));
    }

    /// <summary>An attribute, by the name of the parameter it is given for.</summary>
    public static KeyValuePair<string, Value> Given(InstanceValue self, string parameter, string? attribute = null) => new(parameter, self.Own(attribute ?? parameter) ?? NoneValue.Instance);
}
