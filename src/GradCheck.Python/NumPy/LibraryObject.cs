using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary>An object of the library that is not an array: <c>np.finfo(np.float64)</c>, <c>np.random.RandomState(0)</c>, <c>np.c_</c>.</summary>
/// <param name="typeName">The name of its type.</param>
/// <param name="attribute">Its attributes, methods (as <see cref="LibraryValue"/>) included; null for a name that it has not.</param>
/// <param name="item">What it gives for an index; null where it takes none.</param>
internal sealed class LibraryObject(string typeName, Func<CallContext, string, Value?> attribute, Func<CallContext, Value, Value>? item = null) : Value
{
    public override string TypeName { get; } = typeName;

    public Value? Attribute(CallContext context, string name) => attribute(context, name);

    /// <summary>What stands at an index; null where it takes no index.</summary>
    public Value? Item(CallContext context, Value index) => item?.Invoke(context, index);
}
