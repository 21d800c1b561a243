namespace GradCheck.Tensors;

/// <summary>A tensor's memory seen as <c>(outer, groups, inner)</c>: element <c>(o, g, i)</c> belongs to group <c>g</c>.</summary>
/// <remarks>
/// This is all that tells one normalization layer from another. Batch normalization of <c>(N, D)</c> reduces over
/// <c>(N, D, 1)</c>, layer normalization over <c>(1, N, D)</c>. Which parameter scales an element is a second view of
/// the same memory, whose groups are the entries of <c>gamma</c>. Code that takes other statistics than the layer's may
/// begin anew with other groups in every block of the memory: groups of a sample whose channels are not neighbours.
/// </remarks>
/// <param name="Outer">How many times a block walks through its groups.</param>
/// <param name="Groups">How many groups there are, in all blocks together.</param>
/// <param name="Inner">How many neighbouring elements belong to the same group.</param>
/// <param name="Blocks">How many blocks, each with groups of its own, lie one after the other.</param>
public readonly record struct GroupView(int Outer, int Groups, int Inner, int Blocks = 1)
{
    /// <summary>The number <c>m</c> of elements in a group.</summary>
    public int Size => Outer * Inner;

    /// <summary>The number of elements in the tensor.</summary>
    public int Count => Outer * Groups * Inner;

    /// <summary>How many groups a block has.</summary>
    public int GroupsOfBlock => Groups / Blocks;

    /// <summary>The group of an element.</summary>
    /// <param name="element">The element's place in row-major order.</param>
    public int GroupOf(int element) => Blocks == 1
        ? element / Inner % Groups
        : (element / (Count / Blocks) * GroupsOfBlock) + (element / Inner % GroupsOfBlock);

    /// <summary>The first element of a group, in row-major order.</summary>
    /// <param name="group">The group.</param>
    public int FirstOf(int group)
    {
        var (block, g) = Math.DivRem(group, GroupsOfBlock);
        return (block * (Count / Blocks)) + (g * Inner);
    }

    /// <summary>Which element of its group an element is, from 0 in row-major order.</summary>
    /// <param name="element">The element's place in row-major order.</param>
    public int PlaceInGroup(int element) => (element / Inner / GroupsOfBlock % Outer * Inner) + (element % Inner);

    /// <summary>How far the element at a place of a group is from the first of that group.</summary>
    /// <param name="place">The place in the group.</param>
    public int StepTo(int place) => (place / Inner * GroupsOfBlock * Inner) + (place % Inner);

    /// <summary>Where the elements of a group are, in row-major order.</summary>
    /// <param name="group">The group.</param>
    /// <param name="elements">Receives <see cref="Size"/> places.</param>
    public void ElementsOf(int group, Span<int> elements)
    {
        var (next, step) = (0, GroupsOfBlock * Inner);
        for (int o = 0, first = FirstOf(group); o < Outer; o++, first += step)
        {
            for (var i = 0; i < Inner; i++)
            {
                elements[next++] = first + i;
            }
        }
    }
}
