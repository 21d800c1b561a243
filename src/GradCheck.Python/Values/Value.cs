namespace GradCheck.Python.Values;

/// <summary>What an expression of a program can be. The world is closed: nothing here reaches a type of the host.</summary>
internal abstract class Value
{
    /// <summary>The name of its type as Python prints it: <c>float</c>, <c>numpy.ndarray</c>.</summary>
    public abstract string TypeName { get; }
}
