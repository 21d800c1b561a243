using GradCheck.Python.Values;

namespace GradCheck.Python.SciPy;

/// <summary>What there is of SciPy and of <c>torch.special</c>, and of JAX and CuPy beside NumPy's functions.</summary>
internal static class SpecialPart
{
    private static readonly string[] ModuleNames = ["scipy", "scipy.special", "torch.special", "jax"];

    public static LibraryPart Part { get; } = new("SciPy")
    {
        Families =
        [
            ("scipy.special", SpecialFunctions.OfArrays),
            ("torch.special", SpecialFunctions.OfTensors),
            ("JAX and CuPy", [new("jax.jit", "fun, **options", "The function itself.", (_, a) => a["fun"]), new("cupy.asnumpy", "a", "CuPy's: the array itself.", (_, a) => a["a"])]),
        ],
        Modules = ModuleNames.ToDictionary(name => name, StringComparer.Ordinal),
        IsExcerpt = true,
    };
}
