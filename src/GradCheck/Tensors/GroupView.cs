namespace GradCheck.Tensors;

/// <summary>A tensor's memory seen as <c>(outer, groups, inner)</c>: element <c>(o, g, i)</c> belongs to group <c>g</c>.</summary>
/// <remarks>
/// This is all that tells one normalization layer from another. Batch normalization of <c>(N, D)</c> reduces over
/// <c>(N, D, 1)</c>, layer normalization over <c>(1, N, D)</c>. Which parameter scales an element is a second view of
/// the same memory, whose groups are the entries of <c>gamma</c>.
/// </remarks>
/// <param name="Outer">How many blocks lie one after the other.</param>
/// <param name="Groups">How many groups a block holds.</param>
/// <param name="Inner">How many neighbouring elements of a block belong to the same group.</param>
public readonly record struct GroupView(int Outer, int Groups, int Inner)
{
    /// <summary>The number <c>m</c> of elements in a group.</summary>
    public int Size => Outer * Inner;

    /// <summary>The number of elements in the tensor.</summary>
    public int Count => Outer * Groups * Inner;

    /// <summary>The group of an element.</summary>
    /// <param name="element">The element's place in row-major order.</param>
    public int GroupOf(int element) => element / Inner % Groups;

    /// <summary>Where the elements of a group are, in row-major order.</summary>
    /// <param name="group">The group.</param>
    /// <param name="elements">Receives <see cref="Size"/> places.</param>
    public void ElementsOf(int group, Span<int> elements)
    {
        var next = 0;
        for (var o = 0; o < Outer; o++)
        {
            var first = ((o * Groups) + group) * Inner;
            for (var i = 0; i < Inner; i++)
            {
                elements[next++] = first + i;
            }
        }
    }
}
