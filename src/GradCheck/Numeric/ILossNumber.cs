using System.Numerics;

namespace GradCheck.Numeric;

/// <summary>What the loss of a group needs of a number, beyond addition, multiplication and division: real or complex.</summary>
/// <typeparam name="T">The number.</typeparam>
internal interface ILossNumber<T>
    where T : struct, INumberBase<T>
{
    /// <summary>The square root.</summary>
    /// <param name="value">The number.</param>
    public static abstract T Root(T value);

    /// <summary><c>value * factor</c>.</summary>
    /// <param name="value">The number.</param>
    /// <param name="factor">A real factor.</param>
    public static abstract T Scale(T value, double factor);
}
