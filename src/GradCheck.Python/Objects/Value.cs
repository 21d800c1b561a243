namespace GradCheck.Python.Objects;

/// <summary>What an expression of a program can be. The world is closed: nothing here reaches a type of the host. It stands below the arrays, which are values themselves, so that arithmetic need not wrap them.</summary>
internal abstract class Value
{
    /// <summary>The name of its type as Python prints it: <c>float</c>, <c>numpy.ndarray</c>.</summary>
    public abstract string TypeName { get; }

    /// <summary>Whether an object answers for it what operators ask; false for the language's own values, which the operators know.</summary>
    public virtual bool IsObject => false;

    /// <summary>The name of its type with its module, as <c>type(x)</c> has it.</summary>
    public virtual string FullTypeName => TypeName;
}
