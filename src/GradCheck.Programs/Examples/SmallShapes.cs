namespace GradCheck.Programs.Examples;

/// <summary>Shapes with few elements, the smallest first.</summary>
internal static class SmallShapes
{
    private const int Fewest = 2;

    /// <summary>All shapes of some axes with up to so many elements.</summary>
    /// <param name="rank">How many axes.</param>
    /// <param name="most">The most elements.</param>
    public static IEnumerable<int[]> Of(int rank, int most) => Enumerable.Range(Fewest, most - Fewest + 1).SelectMany(count => Products(rank, count));

    private static IEnumerable<int[]> Products(int rank, int count)
    {
        if (rank == 1)
        {
            yield return [count];
            yield break;
        }

        for (var first = count; first >= 1; first--)
        {
            if (count % first == 0)
            {
                foreach (var rest in Products(rank - 1, count / first))
                {
                    yield return [first, .. rest];
                }
            }
        }
    }
}
