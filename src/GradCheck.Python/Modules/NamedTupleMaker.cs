using GradCheck.Python.Values;

namespace GradCheck.Python.Modules;

/// <summary>What <c>namedtuple(...)</c> gives: called, it makes a tuple whose items have names.</summary>
internal sealed class NamedTupleMaker : ObjectValue
{
    private readonly string[] fields;
    private readonly Signature signature;

    /// <param name="name">The name of the type.</param>
    /// <param name="fields">The names of the items.</param>
    /// <param name="defaults">The defaults of the last of them.</param>
    public NamedTupleMaker(string name, string[] fields, IReadOnlyList<Value> defaults)
    {
        (Name, this.fields) = (name, fields);
        signature = Signature.Of([.. fields.Select((field, k) => (field, k - fields.Length + defaults.Count is >= 0 and var at ? defaults[at] : null))]);
    }

    public override string Name { get; }

    public override string TypeName => "type";

    public override Value Type => new TypeValue("type");

    public override bool IsCallable => true;

    public override bool Truth(CallContext context) => true;

    public override Value Call(CallContext context, IReadOnlyList<Value> positional, IReadOnlyList<KeyValuePair<string, Value>> keywords)
    {
        var bound = signature.Bind(ProgramWords.Instance, $"{Name}.__new__", positional, keywords, context.Span);
        context.Grow(fields.Length);
        return new TupleValue([.. fields.Select(field => bound[field])]) { FieldNames = fields, Label = Name };
    }

    public override Value? Attribute(CallContext context, string name) => name == "_fields" ? new TupleValue([.. fields.Select(field => new StringValue(field))]) : null;

    public override string Repr(CallContext context) => $"<class '__main__.{Name}'>";
}
