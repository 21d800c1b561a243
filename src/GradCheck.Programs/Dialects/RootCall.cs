using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Dialects;

/// <summary>The root of each value: <c>np.sqrt(v)</c>, <c>v.sqrt()</c>.</summary>
/// <param name="Operand">The values.</param>
internal sealed record RootCall(Expression Operand)
{
    /// <summary>The call it was read from; null for a new one.</summary>
    public CallExpression? Written { get; init; }
}

/// <summary>A power of each value: <c>np.power(v, -1.5)</c>, <c>v.pow(2)</c>, <c>v.rsqrt()</c>.</summary>
/// <param name="Operand">The values.</param>
/// <param name="Exponent">The exponent.</param>
/// <param name="Written">The call it was read from.</param>
internal sealed record PowerCall(Expression Operand, Expression Exponent, CallExpression Written);
