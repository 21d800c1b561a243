using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Python.Modules;

/// <summary>A name of <c>typing</c>, with or without an index: it says what a reader should expect, and nothing else.</summary>
/// <param name="name">The name.</param>
internal sealed class TypingValue(string name) : ObjectValue
{
    public override string Name { get; } = name;

    public override string TypeName => "typing";

    public override Value? Item(CallContext context, Value index) => this;

    public override Value? Binary(CallContext context, BinaryOperator op, Value other, bool isRight) => op == BinaryOperator.Or ? this : null;

    public override string Repr(CallContext context) => $"typing.{Name}";
}
