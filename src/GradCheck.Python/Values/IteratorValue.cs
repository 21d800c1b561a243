using System.Runtime.CompilerServices;
using GradCheck.Python.Source;

namespace GradCheck.Python.Values;

/// <summary>What <c>zip</c>, <c>map</c>, <c>enumerate</c>, <c>iter</c>, generators and generator expressions give: items that can be taken once.</summary>
/// <remarks>What comes of a list is made at once and not one by one: the order of side effects is the only difference. Generators go on when an item is asked for.</remarks>
internal sealed class IteratorValue : Value
{
    private readonly Func<Value?> next;
    private readonly Span span;
    private bool isRunning;

    /// <param name="typeName">The name of its type.</param>
    /// <param name="items">All items.</param>
    public IteratorValue(string typeName, IReadOnlyList<Value> items) => (TypeName, next) = (typeName, Counted(items));

    /// <param name="typeName">The name of its type.</param>
    /// <param name="next">Gives the next item; null at the end.</param>
    /// <param name="span">What has made it, for errors.</param>
    public IteratorValue(string typeName, Func<Value?> next, Span span) => (TypeName, this.next, this.span, IsLazy) = (typeName, next, span, true);

    public override string TypeName { get; }

    /// <summary>Whether an item is made when it is asked for, so that there may be no end of them.</summary>
    public bool IsLazy { get; }

    /// <summary>The next item, or null at the end.</summary>
    public Value? Next()
    {
        if (!IsLazy)
        {
            return next();
        }

        if (isRunning)
        {
            throw Errors.Value("generator already executing", span);
        }

        // A chain of generators is as deep as the program has made it.
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Exceptions.TooDeep(string.Empty, span);
        }

        isRunning = true;
        try
        {
            return next();
        }
        finally
        {
            isRunning = false;
        }
    }

    private static Func<Value?> Counted(IReadOnlyList<Value> items)
    {
        var taken = 0;
        return () => taken < items.Count ? items[taken++] : null;
    }
}
