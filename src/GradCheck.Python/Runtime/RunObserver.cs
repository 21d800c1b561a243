using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Python.Runtime;

/// <summary>Watches a run: whoever checks a program derives from this, and sees every value that a line made.</summary>
internal abstract class RunObserver
{
    /// <summary>A function of the program was called.</summary>
    /// <param name="frame">The call: its number, function and caller.</param>
    /// <param name="arguments">The value of each parameter, by name.</param>
    public virtual void Called(Frame frame, IReadOnlyDictionary<string, Value> arguments)
    {
    }

    /// <summary>A name is about to get a value, or an element of one has just been changed in place.</summary>
    /// <param name="assignment">Which line, which name, which value.</param>
    /// <returns>The value to go on with: that of the assignment, or another in its place. Ignored for a change in place.</returns>
    public virtual Value Assigned(Assignment assignment) => assignment.Value;

    /// <summary>A function is about to return.</summary>
    /// <param name="frame">The call.</param>
    /// <param name="statement">The <c>return</c> statement; null where the body just ends.</param>
    /// <param name="value">What it returns.</param>
    /// <returns>The value to go on with.</returns>
    public virtual Value Returned(Frame frame, ReturnStatement? statement, Value value) => value;
}

/// <summary>One executed assignment to one name.</summary>
/// <param name="Frame">The call it happened in.</param>
/// <param name="Statement">The statement: an assignment, an augmented one, a <c>for</c> (its target), or a call on a line of its own that changed an array.</param>
/// <param name="Name">The name: for <c>dx[i] = 0</c> and <c>dx[i] += 1</c> that is <c>dx</c>; for <c>cache["a"] = 1</c>, <c>cache</c>. An attribute's is as it is written, <c>self.dW</c>; <c>self.grads["W"] = 1</c> is <c>self.grads</c>.</param>
/// <param name="Value">The value that the name has after it.</param>
/// <param name="InPlace">Whether memory that existed before was written (a subscript target, or <c>+=</c> on an array).</param>
/// <param name="Position">Where in a tuple of targets the name stands, from 0; -1 where it is the only target.</param>
internal sealed record Assignment(Frame Frame, Statement Statement, string Name, Value Value, bool InPlace, int Position)
{
    /// <summary>The object, or the class, that the name is an attribute of; null for a name that is none.</summary>
    public Value? Object { get; init; }
}
