using GradCheck.Python.Operators;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Tensors;

/// <summary>The sizes of a tensor's axes, as <c>x.shape</c> is.</summary>
/// <param name="sizes">The sizes.</param>
internal sealed class SizeValue(IEnumerable<int> sizes) : TupleValue([.. sizes.Select(size => IntegerValue.Of(size))])
{
    public override bool IsObject => true;

    public override string TypeName => "torch.Size";

    /// <summary>What it answers beside what a tuple does.</summary>
    public ObjectValue Answers() => new Sizes(this);

    private sealed class Sizes(SizeValue size) : ObjectValue
    {
        public override string TypeName => size.TypeName;

        public override long? Length => size.Items.Count;

        public override Value? Attribute(CallContext context, string name) => name == "numel"
            ? new LibraryValue(new("Size.numel", string.Empty, "The product of all.", (_, _) => IntegerValue.Of(size.Items.Aggregate(1L, (all, one) => all * (long)((IntegerValue)one).Value))))
            : null;

        /// <summary>A part of it is of its kind.</summary>
        public override Value? Item(CallContext context, Value index) => index is SliceValue
            ? new SizeValue(((TupleValue)Subscripts.Get(context, new TupleValue([.. size.Items]), index)).Items.Select(item => (int)((IntegerValue)item).Value))
            : null;

        public override string Repr(CallContext context) => $"torch.Size([{string.Join(", ", size.Items.Select(item => ((IntegerValue)item).Value))}])";
    }
}
