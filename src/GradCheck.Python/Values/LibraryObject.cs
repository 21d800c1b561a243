namespace GradCheck.Python.Values;

/// <summary>An object of a library that has attributes and perhaps items, and no more: <c>np.finfo(np.float64)</c>, <c>np.random.RandomState(0)</c>, <c>np.c_</c>.</summary>
/// <param name="typeName">The name of its type.</param>
/// <param name="attribute">Its attributes, methods (as <see cref="LibraryValue"/>) included; null for a name that it has not.</param>
/// <param name="item">What it gives for an index; null where it takes none.</param>
internal sealed class LibraryObject(string typeName, Func<CallContext, string, Value?> attribute, Func<CallContext, Value, Value>? item = null) : ObjectValue
{
    public override string TypeName { get; } = typeName;

    public override Value? Attribute(CallContext context, string name) => attribute(context, name);

    public override Value? Item(CallContext context, Value index) => item?.Invoke(context, index);
}
