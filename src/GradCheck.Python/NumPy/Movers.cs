using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary>The functions that NumPy has for elements of any kind, objects and texts too, since they only move them.</summary>
internal static class Movers
{
    /// <summary>A function that says of objects that they are outside of the subset, and not that they are no numbers.</summary>
    public static LibraryFunction Of(string name, Signature signature, string summary, Func<CallContext, BoundArguments, Value> apply) =>
        new(name, signature, summary, (context, arguments) => apply(context with { TakesObjects = true }, arguments));
}
