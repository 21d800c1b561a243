using GradCheck.Python.Syntax;

namespace GradCheck.Python.Values;

/// <summary>
/// A value that answers for itself what the language's operators ask of it: a new kind of object is a class that derives from
/// this. Each verb has an answer that says that its kind does not know it (null, false), which the operators then word.
/// </summary>
internal abstract class ObjectValue : Value
{
    public sealed override bool IsObject => true;

    /// <summary>The name under which its methods stand in the library.</summary>
    public virtual string Kind => TypeName;

    /// <summary><c>type(x)</c>.</summary>
    public virtual Value Type => new TypeValue(TypeName);

    /// <summary>Its <c>__name__</c>; null where it has none.</summary>
    public virtual string? Name => null;

    /// <summary>Whether it answers for attributes with two underscores before and behind as well.</summary>
    public virtual bool AnswersForSpecialNames => false;

    /// <summary>The names of its attributes beside those of its kind in the library, for what is said of one that it has not.</summary>
    public virtual IEnumerable<string> AttributeNames => [];

    /// <summary>What tells it from others as a key; null where it can be none.</summary>
    public virtual string? KeyText => null;

    /// <summary>Why it can be no key here although Python would take it; null where Python takes it for none as well.</summary>
    public virtual string? KeyTrouble => null;

    /// <summary>Whether it can be called.</summary>
    public virtual bool IsCallable => false;

    /// <summary>Whether it can be gone through.</summary>
    public virtual bool IsIterable => false;

    /// <summary><c>len(x)</c>.</summary>
    public virtual long? Length => null;

    /// <summary><c>len(x)</c>, where that takes running the program.</summary>
    public virtual long? Measure(CallContext context) => Length;

    /// <summary><c>x.name</c>, for what is no method of its kind in the library.</summary>
    public virtual Value? Attribute(CallContext context, string name) => null;

    /// <summary><c>x.name = value</c>.</summary>
    public virtual bool SetAttribute(CallContext context, string name, Value value) => false;

    /// <summary><c>del x.name</c>.</summary>
    public virtual bool DeleteAttribute(CallContext context, string name) => false;

    /// <summary><c>x(...)</c>; null where it cannot be called.</summary>
    public virtual Value? Call(CallContext context, IReadOnlyList<Value> positional, IReadOnlyList<KeyValuePair<string, Value>> keywords) => null;

    /// <summary>What a method of the program's own for a function of the language says, <c>__float__</c> or <c>__round__</c>; null where there is none.</summary>
    public virtual Value? Ask(CallContext context, string special, params Value[] arguments) => null;

    /// <summary><c>x[index]</c>.</summary>
    public virtual Value? Item(CallContext context, Value index) => null;

    /// <summary><c>x[index] = value</c>.</summary>
    public virtual bool SetItem(CallContext context, Value index, Value value) => false;

    /// <summary><c>del x[index]</c>.</summary>
    public virtual bool DeleteItem(CallContext context, Value index) => false;

    /// <summary><c>x op other</c>.</summary>
    /// <param name="context">The run, and where in the program.</param>
    /// <param name="op">The operator.</param>
    /// <param name="other">The other operand.</param>
    /// <param name="isRight">Whether this one stands on the right: <c>other op x</c>.</param>
    public virtual Value? Binary(CallContext context, BinaryOperator op, Value other, bool isRight) => null;

    /// <summary><c>x op= right</c>, where that changes the value itself.</summary>
    public virtual Value? InPlace(CallContext context, BinaryOperator op, Value right) => null;

    /// <summary><c>-x</c>, <c>+x</c>, <c>~x</c>.</summary>
    public virtual Value? Unary(CallContext context, UnaryOperator op) => null;

    /// <summary><c>abs(x)</c>.</summary>
    public virtual Value? Absolute(CallContext context) => null;

    /// <summary><c>x == other</c>, <c>x &lt; other</c> and the like.</summary>
    /// <param name="context">The run, and where in the program.</param>
    /// <param name="op">The operator, of those that ask for an order or for equality.</param>
    /// <param name="other">The other operand.</param>
    /// <param name="isRight">Whether this one stands on the right: <c>other op x</c>.</param>
    public virtual Value? Compare(CallContext context, CompareOperator op, Value other, bool isRight) => null;

    /// <summary><c>item in x</c>; null to go through its items.</summary>
    public virtual bool? Contains(CallContext context, Value item) => null;

    /// <summary>What a <c>for</c> goes through.</summary>
    public virtual IEnumerable<Value>? Items(CallContext context) => null;

    /// <summary><c>bool(x)</c>.</summary>
    public virtual bool Truth(CallContext context) => Measure(context) is not 0;

    /// <summary><c>str(x)</c>.</summary>
    public virtual string Str(CallContext context) => Repr(context);

    /// <summary><c>repr(x)</c>.</summary>
    public virtual string Repr(CallContext context) => $"<{TypeName} object>";

    /// <summary>The number of Python that <c>float(x)</c> and <c>int(x)</c> are made of; null where it is none.</summary>
    public virtual Value? Number(CallContext context) => null;

    /// <summary><c>copy.copy(x)</c>; null where the value is as good as its copy.</summary>
    public virtual Value? Copy(CallContext context) => null;

    /// <summary>Begins a <c>with x:</c>.</summary>
    /// <returns>What is to be done at its end; null where it is nothing for a <c>with</c>.</returns>
    public virtual Action? Enter(CallContext context) => null;
}
