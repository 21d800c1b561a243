using System.Text;
using GradCheck.Python.Classes;
using GradCheck.Python.Operators;
using GradCheck.Python.Source;
using GradCheck.Python.Text;
using GradCheck.Python.Torch.Autograd;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Modules;

/// <summary><c>nn.Module</c>: what a class of the program has that inherits from it.</summary>
internal static class ModuleMethods
{
    private const string Prefix = "torch.nn.Module.";
    private const string Training = "training";

    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        Method("__init__", "self", "Prepares a module.", (context, a, self) => Keep(context, self, Training, BooleanValue.True)),
        new(Prefix + "__call__", "self, *args, **kwargs", "Its forward pass.", (context, a) => Forward(context, (InstanceValue)a["self"], a)),
        new(Prefix + "forward", "self, *args, **kwargs", "What the class must define.", (context, a) => throw Errors.Python(
            "NotImplementedError", ErrorCodes.WrongValue, $"Module [{a["self"].TypeName}] is missing the required \"forward\" function", context.Span)),
        Method("parameters", "self, recurse=True", "Its parameters, and those of the modules in its attributes.", (context, a, self) => Items(ModuleTree.Parameters(context, self, isDeep: Flag(a, "recurse")).Select(found => found.Tensor))),
        Method("named_parameters", "self, prefix='', recurse=True", "Its parameters with their names.", (context, a, self) => Named(ModuleTree.Parameters(context, self, Text(a, "prefix"), Flag(a, "recurse")).Select(found => (found.Name, (Value)found.Tensor)))),
        Method("buffers", "self, recurse=True", "Its buffers.", (context, a, self) => Items(ModuleTree.Buffers(context, self, isDeep: Flag(a, "recurse")).Select(found => found.Tensor))),
        Method("named_buffers", "self, prefix='', recurse=True", "Its buffers with their names.", (context, a, self) => Named(ModuleTree.Buffers(context, self, Text(a, "prefix"), Flag(a, "recurse")).Select(found => (found.Name, (Value)found.Tensor)))),
        Method("children", "self", "The modules in its attributes.", (_, _, self) => Items(ModuleTree.Children(self).Select(found => found.Module))),
        Method("named_children", "self", "The modules in its attributes with their names.", (_, _, self) => Named(ModuleTree.Children(self).Select(found => (found.Name, (Value)found.Module)))),
        Method("modules", "self", "Itself and all modules that it holds.", (context, _, self) => Items(ModuleTree.Modules(context, self).Select(found => found.Module))),
        Method("named_modules", "self, prefix=''", "Itself and all modules that it holds with their names.", (context, a, self) => Named(ModuleTree.Modules(context, self, Text(a, "prefix")).Select(found => (found.Name, (Value)found.Module)))),
        Method("state_dict", "self, *args, **kwargs", "Its parameters and buffers by their names.", (context, _, self) => State(context, self)),
        Method("load_state_dict", "self, state_dict, strict=True", "Writes parameters and buffers.", (context, a, self) => Load(context, self, a["state_dict"])),
        Method("train", "self, mode=True", "Sets training, of the modules that it holds as well.", (context, a, self) => Mode(context, self, Flag(a, "mode"))),
        Method("eval", "self", "Unsets training.", (context, _, self) => Mode(context, self, false)),
        Method("zero_grad", "self, set_to_none=False", "The gradients of all parameters are 0, or None.", (context, a, self) =>
        {
            foreach (var (_, tensor) in ModuleTree.Parameters(context, self))
            {
                tensor.Grad = tensor.Grad is null || Flag(a, "set_to_none") ? null : TensorValues.New(context, Arrays.NdArray.Of(tensor.Shape, new double[tensor.Size]), tensor.Type);
            }

            return NoneValue.Instance;
        }),
        Method("requires_grad_", "self, requires_grad=True", "Whether its parameters require a gradient.", (context, a, self) =>
        {
            foreach (var (_, tensor) in ModuleTree.Parameters(context, self).ToList())
            {
                Leaves.Require(context, tensor, Flag(a, "requires_grad"));
            }

            return self;
        }),
        Method("register_buffer", "self, name, tensor, persistent=True", "Keeps a tensor that is no parameter.", (context, a, self) =>
        {
            ModuleTree.AddBuffer(context, self, Text(a, "name"), a["tensor"]);
            return NoneValue.Instance;
        }),
        Method("register_parameter", "self, name, param", "Keeps a parameter.", (context, a, self) => Keep(context, self, Text(a, "name"), a["param"])),
        Method("add_module", "self, name, module", "Keeps a module.", (context, a, self) => Keep(context, self, Text(a, "name"), a["module"])),
        Method("register_module", "self, name, module", "Keeps a module.", (context, a, self) => Keep(context, self, Text(a, "name"), a["module"])),
        Method("apply", "self, fn", "Calls a function with each module that it holds, and itself.", (context, a, self) =>
        {
            foreach (var (_, module) in ModuleTree.Modules(context, self).Reverse().ToList())
            {
                context.Call(a["fn"], module);
            }

            return self;
        }),
        Method("to", "self, *options, **named", "Itself, with parameters of another type where one is told.", (context, a, self) =>
            Typed(context, self, a.Rest.Concat(a.Keywords.Select(named => named.Value)).OfType<TensorType>().FirstOrDefault())),
        Method("double", "self", "Itself.", (context, _, self) => Typed(context, self, TensorType.Float64)),
        Method("float", "self", "Itself.", (context, _, self) => Typed(context, self, TensorType.Float32)),
        .. new[] { "cuda", "cpu" }.Select(name => Method(name, "self, *_", "Itself.", (_, _, self) => self)),
        Method("extra_repr", "self", "What is printed of it in parentheses.", (_, _, _) => new StringValue(string.Empty)),
        Method("__repr__", "self", "Its name and the modules that it holds.", (context, _, self) => new StringValue(Repr(context, self, string.Empty, 0))),
    ];

    public static ClassValue Class { get; } = LibraryClass.Of("torch.nn", "Module", null, Functions, (Training, BooleanValue.True));

    /// <summary>A method of a class of modules.</summary>
    public static LibraryFunction Method(string name, string signature, string summary, Func<CallContext, BoundArguments, InstanceValue, Value> apply) =>
        new(Prefix + name, signature, summary, (context, a) => apply(context, a, (InstanceValue)a["self"]));

    /// <summary>Whether a module is being trained.</summary>
    public static bool IsTraining(InstanceValue module) => module.Own(Training) is not BooleanValue { Value: false };

    private static Value Forward(CallContext context, InstanceValue self, BoundArguments a)
    {
        if (self.Own(Training) is null && ModuleTree.Parameters(context, self).Any())
        {
            throw Errors.Python("AttributeError", ErrorCodes.UndefinedAttribute, "cannot assign parameters before Module.__init__() call", context.Span);
        }

        return context.Call(Attributes.Get(context, self, "forward"), a.Rest, [.. a.Keywords]);
    }

    private static NoneValue Keep(CallContext context, InstanceValue self, string name, Value value)
    {
        self.Keep(context, name, value);
        return NoneValue.Instance;
    }

    private static bool Flag(BoundArguments a, string name) => a[name] is BooleanValue { Value: true };

    private static string Text(BoundArguments a, string name) => (a[name] as StringValue)?.Value ?? string.Empty;

    private static IteratorValue Items(IEnumerable<Value> items) => new("generator", [.. items]);

    private static IteratorValue Named(IEnumerable<(string Name, Value Value)> items) => Items(items.Select(item => new TupleValue(new StringValue(item.Name), item.Value)));

    private static DictionaryValue State(CallContext context, InstanceValue self)
    {
        var made = new DictionaryValue();
        foreach (var (path, module) in ModuleTree.Modules(context, self))
        {
            foreach (var (name, tensor) in ModuleTree.Parameters(context, module, path, isDeep: false).Concat(ModuleTree.Buffers(context, module, path, isDeep: false)))
            {
                context.Grow(1);
                Keys.Set(context, made, new StringValue(name), GradientFunctions.Cut(tensor));
            }
        }

        return made;
    }

    private static NoneValue Load(CallContext context, InstanceValue self, Value given)
    {
        foreach (var (name, tensor) in ModuleTree.Parameters(context, self).Concat(ModuleTree.Buffers(context, self)).ToList())
        {
            if (given is DictionaryValue state && state.Items.TryGetValue(DictionaryKey.Of(name), out var value))
            {
                context.Library.Method("Tensor", "copy_")!.Call(context, TensorValues.Detached(tensor), value);
            }
        }

        return NoneValue.Instance;
    }

    private static InstanceValue Mode(CallContext context, InstanceValue self, bool isTraining)
    {
        foreach (var (_, module) in ModuleTree.Modules(context, self).ToList())
        {
            module.Keep(context, Training, BooleanValue.Of(isTraining));
        }

        return self;
    }

    private static InstanceValue Typed(CallContext context, InstanceValue self, TensorType? type)
    {
        if (type is not null)
        {
            TensorTypes.Tell(context, type);
            foreach (var (_, tensor) in ModuleTree.Parameters(context, self).Concat(ModuleTree.Buffers(context, self)).ToList())
            {
                tensor.Type = tensor.DType == type.DType ? TensorValues.Plain(context, type) : tensor.Type;
            }
        }

        return self;
    }

    private static string Repr(CallContext context, InstanceValue self, string indent, int depth)
    {
        context.Budget.Step(context.Span);
        var inside = ((StringValue)context.Call(Attributes.Get(context, self, "extra_repr"))).Value;
        var children = depth < 20 ? ModuleTree.Children(self).ToList() : [];
        if (children.Count == 0)
        {
            return $"{self.TypeName}({inside})";
        }

        var text = new StringBuilder($"{self.TypeName}({(inside.Length > 0 ? "\n  " + indent + inside : string.Empty)}\n");
        foreach (var (name, child) in children)
        {
            var shown = child.Class.Find("__repr__") is LibraryValue ? Repr(context, child, indent + "  ", depth + 1) : ValueText.Repr(context, child);
            context.GrowText(shown.Length);
            text.Append(indent).Append($"  ({name}): ").Append(shown).Append('\n');
        }

        return text.Append(indent).Append(')').ToString();
    }
}
