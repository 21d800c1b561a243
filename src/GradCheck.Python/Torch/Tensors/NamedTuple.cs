using GradCheck.Python.Text;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Tensors;

/// <summary>A tuple whose items have names, as <c>x.max(1)</c> is.</summary>
/// <param name="name">The function that made it.</param>
/// <param name="names">The names of the items.</param>
/// <param name="items">The items.</param>
internal sealed class NamedTuple(string name, string[] names, params Value[] items) : TupleValue(items)
{
    public override bool IsObject => true;

    public override string TypeName => "torch.return_types." + name;

    /// <summary>What it answers beside what a tuple does.</summary>
    public ObjectValue Answers() => new Named(this);

    private sealed class Named(NamedTuple tuple) : ObjectValue
    {
        public override string TypeName => tuple.TypeName;

        public override Value? Attribute(CallContext context, string name) => Array.IndexOf(tuple.Names, name) is >= 0 and var at ? tuple.Items[at] : null;

        public override long? Length => tuple.Items.Count;

        public override string Repr(CallContext context) =>
            $"{TypeName}(\n{string.Join(",\n", tuple.Names.Select((item, at) => $"{item}={ValueText.Repr(context, tuple.Items[at])}"))})";
    }

    public string[] Names { get; } = names;
}
