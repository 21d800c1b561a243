using GradCheck.Python.Values;

namespace GradCheck.Python.Operators;

/// <summary><c>bool(value)</c>.</summary>
internal static class Truth
{
    public static bool Of(CallContext context, Value value) => value switch
    {
        BooleanValue truth => truth.Value,
        NoneValue => false,
        IntegerValue integer => !integer.Value.IsZero,
        FloatValue number => number.Value != 0,
        _ => context.ObjectOf(value)?.Truth(context) ?? Iteration.Length(value) is not 0,
    };
}
