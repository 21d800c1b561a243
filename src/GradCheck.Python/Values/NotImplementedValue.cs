namespace GradCheck.Python.Values;

/// <summary><c>NotImplemented</c>: what an object's own operator returns for an operand that it does not know.</summary>
internal sealed class NotImplementedValue : Value
{
    public static readonly NotImplementedValue Instance = new();

    private NotImplementedValue()
    {
    }

    public override string TypeName => "NotImplementedType";
}
