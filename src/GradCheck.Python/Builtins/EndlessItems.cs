using System.Collections;

namespace GradCheck.Python.Builtins;

/// <summary>The items of an iterator that never ends, each made when it is taken; whoever takes them is charged.</summary>
/// <param name="at">The item at a place.</param>
internal sealed class EndlessItems(Func<int, Value> at) : IReadOnlyList<Value>
{
    public int Count => int.MaxValue;

    public Value this[int index] => at(index);

    public IEnumerator<Value> GetEnumerator() => Enumerable.Range(0, Count).Select(at).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
