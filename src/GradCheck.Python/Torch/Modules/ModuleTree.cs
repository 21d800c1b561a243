using GradCheck.Python.Classes;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Modules;

/// <summary>What a module holds in its attributes: parameters, buffers, and other modules that hold such.</summary>
internal static class ModuleTree
{
    /// <summary>The attribute in which a module keeps the names of its buffers.</summary>
    public const string BufferNames = "_buffers";

    /// <summary>Whether a value is a module.</summary>
    public static bool IsModule(Value value) => value is InstanceValue instance && instance.Class.Is(ModuleMethods.Class);

    /// <summary>The module and all that it holds, each once and before what it holds itself.</summary>
    public static IEnumerable<(string Name, InstanceValue Module)> Modules(CallContext context, InstanceValue root, string prefix = "", bool isDeep = true)
    {
        var seen = new HashSet<Value>(ReferenceEqualityComparer.Instance);
        var open = new Stack<(string, InstanceValue)>([(prefix, root)]);
        while (open.TryPop(out var next))
        {
            context.Budget.Step(context.Span);
            if (!seen.Add(next.Item2))
            {
                continue;
            }

            yield return next;
            foreach (var (name, child) in isDeep ? Children(next.Item2).Reverse() : [])
            {
                open.Push((Join(next.Item1, name), child));
            }
        }
    }

    /// <summary>The modules among the attributes of one.</summary>
    public static IEnumerable<(string Name, InstanceValue Module)> Children(InstanceValue module) =>
        Attributes(module).Where(attribute => IsModule(attribute.Value)).Select(attribute => (attribute.Name, (InstanceValue)attribute.Value));

    /// <summary>The parameters of a module, and of what it holds, each once.</summary>
    public static IEnumerable<(string Name, TorchTensor Tensor)> Parameters(CallContext context, InstanceValue root, string prefix = "", bool isDeep = true) =>
        Tensors(context, root, prefix, isDeep, (_, attribute) => attribute.Value is TorchTensor { IsParameter: true });

    /// <summary>The buffers of a module, and of what it holds, each once.</summary>
    public static IEnumerable<(string Name, TorchTensor Tensor)> Buffers(CallContext context, InstanceValue root, string prefix = "", bool isDeep = true) =>
        Tensors(context, root, prefix, isDeep, (module, attribute) => attribute.Value is TorchTensor && IsBuffer(module, attribute.Name));

    /// <summary>Keeps the name of a buffer.</summary>
    public static void AddBuffer(CallContext context, InstanceValue module, string name, Value value)
    {
        if (module.Own(BufferNames) is not DictionaryValue names)
        {
            module.Keep(context, BufferNames, names = new DictionaryValue());
        }

        Operators.Keys.Set(context, names, new StringValue(name), value);
        module.Keep(context, name, value);
    }

    /// <summary>A name behind that of what holds it.</summary>
    public static string Join(string prefix, string name) => prefix.Length == 0 ? name : $"{prefix}.{name}";

    private static IEnumerable<(string Name, TorchTensor Tensor)> Tensors(CallContext context, InstanceValue root, string prefix, bool isDeep, Func<InstanceValue, (string Name, Value Value), bool> takes)
    {
        var seen = new HashSet<Value>(ReferenceEqualityComparer.Instance);
        foreach (var (path, module) in Modules(context, root, prefix, isDeep))
        {
            foreach (var attribute in Attributes(module).Where(attribute => takes(module, attribute) && seen.Add(attribute.Value)).ToList())
            {
                yield return (Join(path, attribute.Name), (TorchTensor)attribute.Value);
            }
        }
    }

    private static bool IsBuffer(InstanceValue module, string name) => module.Own(BufferNames) is DictionaryValue names && names.Items.ContainsKey(DictionaryKey.Of(name));

    private static List<(string Name, Value Value)> Attributes(InstanceValue module) =>
        [.. module.Attributes.Items.Where(item => item.Key.Key is StringValue).Select(item => (((StringValue)item.Key.Key).Value, item.Value))];
}
