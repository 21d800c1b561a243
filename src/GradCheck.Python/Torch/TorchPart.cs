using GradCheck.Python.Torch.Autograd;
using GradCheck.Python.Torch.Functions;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch;

/// <summary>What there is of torch, as of 1.13.</summary>
internal static class TorchPart
{
    private static readonly string[] ModuleNames = ["torch", "torch.autograd", "torch.linalg", "torch.cuda", "torch.random", "torch.backends", "torch.backends.mps", "torch.autograd.function", "torch.autograd.gradcheck", "torch.cuda.amp"];

    public static LibraryPart Part { get; } = Make();

    private static LibraryPart Make()
    {
        LibraryFunction[] all = [.. All()];
        all = [.. all, .. InPlaceMethods.Of(all.ToDictionary(function => function.Name, StringComparer.Ordinal))];
        return new("torch")
        {
            Notes = """
                Tensors beside arrays, as of torch 1.13. Where a call takes `dim` and `keepdim`, it takes NumPy's `axis` and `keepdims` as torch does.

                - Floats are computed in 64 bits and whole numbers too, whatever their type is called; that is told once. Devices and layouts are accepted and ignored.
                - Random numbers have the right distribution and are the same in every run, but are not those that torch draws; that is told once.
                - `backward()`, `.grad`, `retain_grad()`, `no_grad()` do what autograd does. What is checked by hand needs none of them.
                - `detach()`, `.data` and `item()` of what autograd does not record keep their gradient: they change nothing of what the program computes.
                - Gradients of gradients, hooks, sparse and complex tensors are outside of the subset.
                """,
            Families = [.. all.GroupBy(function => Owner(function.Name)).OrderBy(group => group.Key == "torch" ? 0 : group.Key == "Tensor" ? 1 : 2).Select(group => (group.Key == "Tensor" ? "Methods of tensors" : group.Key, (IReadOnlyList<LibraryFunction>)[.. group]))],
            Modules = ModuleNames.ToDictionary(name => name, StringComparer.Ordinal),
            Constants = Constants().ToDictionary(StringComparer.Ordinal),
            Types = new Dictionary<string, string[]>(StringComparer.Ordinal)
            {
                ["Tensor"] = ["torch.Tensor"],
                ["torch.Size"] = ["tuple"],
            },
            Objects = value => value switch
            {
                TorchTensor tensor => new TensorObject(tensor),
                SizeValue size => size.Answers(),
                NamedTuple named => named.Answers(),
                _ => null,
            },
            Properties = new Dictionary<string, string[]>(StringComparer.Ordinal)
            {
                ["Tensor"] = ["T", "mT", "shape", "dtype", "ndim", "device", "grad", "requires_grad", "is_leaf", "grad_fn", "data"],
            },
            MethodsOf = new Dictionary<string, string>(StringComparer.Ordinal) { ["torch.Tensor"] = "Tensor" },
            Known = LibraryPart.ReadKnown("torch_names.txt"),
            Words = TorchWords.Instance,
        };
    }

    private static string Owner(string name) => name[..name.LastIndexOf('.')];

    private static IEnumerable<LibraryFunction> All() =>
    [
        .. CreationFunctions.Functions,
        .. ConversionFunctions.Functions,
        .. PointwiseFunctions.Functions,
        .. ReductionFunctions.Functions,
        .. OrderFunctions.Functions,
        .. ShapeFunctions.Functions,
        .. JoinFunctions.Functions,
        .. ProductFunctions.Functions,
        .. IndexFunctions.Functions,
        .. WindowFunctions.Functions,
        .. ComposedFunctions.Functions,
        .. RandomFunctions.Functions,
        .. SettingFunctions.Functions,
        .. GradientFunctions.Functions,
        .. GradMode.Functions,
        .. CustomFunctions.Functions,
        .. CustomFunctions.Decorators,
        .. FunctionContexts.Methods,
        .. GradientCheck.Functions,
    ];

    private static IEnumerable<KeyValuePair<string, Value>> Constants()
    {
        yield return new("torch.pi", new FloatValue(Math.PI));
        yield return new("torch.e", new FloatValue(Math.E));
        yield return new("torch.inf", new FloatValue(double.PositiveInfinity));
        yield return new("torch.nan", new FloatValue(double.NaN));
        yield return new("torch.__version__", new StringValue("1.13.0"));
        yield return new("torch.newaxis", NoneValue.Instance);
        foreach (var name in new[] { "strided", "contiguous_format", "preserve_format", "channels_last" })
        {
            yield return new("torch." + name, new LibraryObject("torch." + name, (_, _) => null));
        }

        yield return new("torch.autograd.Function", CustomFunctions.Class);
        yield return new("torch.autograd.function.FunctionCtx", FunctionContexts.Class);
        yield return new("torch.autograd.function.Function", CustomFunctions.Class);
        yield return new("torch.Tensor", new TypeValue("torch.Tensor"));
        foreach (var (name, type) in TensorType.ByName)
        {
            yield return new("torch." + name, type);
        }

        foreach (var word in TensorType.ByName.Values.Distinct().Select(type => type.Word))
        {
            yield return new($"torch.{word}Tensor", new TypeValue($"torch.{word}Tensor"));
        }
    }
}
