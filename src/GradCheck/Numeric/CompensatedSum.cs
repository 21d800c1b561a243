using System.Numerics;

namespace GradCheck.Numeric;

/// <summary>A sum that carries the rounding of its additions along; of complex numbers, part by part.</summary>
/// <typeparam name="T">The number.</typeparam>
internal struct CompensatedSum<T>
    where T : struct, INumberBase<T>
{
    private T sum;
    private T rest;

    /// <summary>The sum of what was added.</summary>
    public readonly T Value => sum + rest;

    /// <summary>Adds a term.</summary>
    /// <param name="term">The term.</param>
    public void Add(T term)
    {
        var total = sum + term;
        var shadow = total - sum;
        rest += (sum - (total - shadow)) + (term - shadow);
        sum = total;
    }
}
