using GradCheck.Programs.Edits;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Blame;

/// <summary>Edits of two places at once: both bounds of a window, both loops over an image, two terms of one line.</summary>
/// <remarks>Of the many pairs those come first that students make: the same slip along both axes, then the same slip twice.</remarks>
internal static class EditPairs
{
    /// <summary>So many pairs are tried.</summary>
    private const int Most = 1200;

    /// <summary>Only edits up to this cost are joined.</summary>
    private const int MostCost = 4;

    /// <summary>What is often wrong twice in one line, or in two that stand together, though not in the same way.</summary>
    private static readonly string[] Frequent =
        ["unbiased_variance", "eps_outside_root", "eps_omitted", "sums_over_wrong_axis", "summed_over_everything", "missing_keepdims", "different_eps", "sign_flipped", "missing_gamma", "wrong_transpose", "not_divided_by_m", "divided_by_m", "missing_factor_two"];

    /// <summary>The pairs of some edits, the most frequent first.</summary>
    /// <param name="singles">The edits.</param>
    /// <param name="isAdjacent">Whether two statements stand together.</param>
    public static IEnumerable<Candidate> Of(IReadOnlyList<Candidate> singles, Func<Statement, Statement, bool> isAdjacent)
    {
        var groups = singles.Where(single => single.Edit.Node is not null && single.Edit.Cost <= MostCost && !single.Edit.IsDeletion && !Slips.Has(single.Edit.Code) && !IsFarFetched(single.Edit.Node)).GroupBy(single => single.Old, (IEqualityComparer<Statement>)ReferenceEqualityComparer.Instance).ToList();
        var ranked = new List<(int Rank, int Turn, Candidate First, Candidate Second)>();
        for (var i = 0; i < groups.Count; i++)
        {
            for (var j = i; j < groups.Count; j++)
            {
                if (i == j || isAdjacent(groups[i].Key, groups[j].Key))
                {
                    // Line after line has its turn, so that a line of many names leaves room for the others.
                    ranked.AddRange(Ranked([.. groups[i]], [.. groups[j]], isSame: i == j).GroupBy(pair => pair.Rank)
                        .SelectMany(same => same.OrderBy(pair => pair.Cost).Select((pair, turn) => (pair.Rank, turn, pair.First, pair.Second))));
                }
            }
        }

        return ranked.OrderBy(pair => pair.Rank).ThenBy(pair => pair.Turn).Take(Most).Select(pair => Joined(pair.First, pair.Second)).OfType<Candidate>();
    }

    /// <summary>Whether a name is exchanged for a product that it is no part of: one such edit may be meant, two are not.</summary>
    private static bool IsFarFetched(NodeChange change) => change is { Old: NameExpression old, Made: BinaryExpression { Operator: BinaryOperator.Multiply, Left: NameExpression left, Right: NameExpression right } } && left.Id != old.Id && right.Id != old.Id;

    private static IEnumerable<(int Rank, int Cost, Candidate First, Candidate Second)> Ranked(List<Candidate> firsts, List<Candidate> seconds, bool isSame)
    {
        var (places, others) = (PlacesIn(firsts[0].Old), PlacesIn(seconds[0].Old));
        for (var i = 0; i < firsts.Count; i++)
        {
            for (var j = isSame ? i + 1 : 0; j < seconds.Count; j++)
            {
                var (first, second) = (firsts[i], seconds[j]);
                var isParallel = Differences(places.GetValueOrDefault(first.Edit.Node!.Old), others.GetValueOrDefault(second.Edit.Node!.Old)) == (isSame ? 1 : 0);
                var (earlier, later) = first.Edit.Node.Old.Span.Start <= second.Edit.Node.Old.Span.Start ? (first, second) : (second, first);
                if (RankOf(earlier.Edit, later.Edit, isParallel) is { } rank && !ReferenceEquals(first.Edit.Node!.Old, second.Edit.Node!.Old))
                {
                    yield return (rank, first.Edit.Cost + second.Edit.Cost, first, second);
                }
            }
        }
    }

    /// <summary>How frequent a pair is, 0 the most; null for one that is not tried.</summary>
    private static int? RankOf(Edit first, Edit second, bool isParallel) => (first.Node!, second.Node!) switch
    {
        var (one, other) when first.Code == second.Code && AreTwins(one.Old, other.Old) && AreTwins(one.Made, other.Made) => isParallel ? 0 : 3,
        _ when first.Cost + second.Cost <= 4 && Frequent.Contains(first.Code) && Frequent.Contains(second.Code) => 1,
        _ when first.Code == second.Code && first.Code is not ("wrong_count" or "wrong_size" or "wrong_name" or "wrong_power" or "missing_factor" or "missing_term" or "x_not_centered") => 2,
        _ => null,
    };

    /// <summary>Where every piece of a statement stands in it, as the numbers of the children on the way down.</summary>
    private static Dictionary<Expression, int[]> PlacesIn(Statement statement)
    {
        var places = new Dictionary<Expression, int[]>(ReferenceEqualityComparer.Instance);
        var open = new Stack<(Expression Node, int[] Place)>(Walk.Children(statement).Select((node, k) => (node, (int[])[k])));
        while (open.TryPop(out var item))
        {
            places[item.Node] = item.Place;
            foreach (var (child, k) in Walk.Children(item.Node).Select((child, k) => (child, k)))
            {
                open.Push((child, [.. item.Place, k]));
            }
        }

        return places;
    }

    /// <summary>In how many steps two ways differ: one for the two halves of a window, none for the same place of two lines; -1 where they are of different length.</summary>
    private static int Differences(int[]? one, int[]? other) =>
        one is null || other is null || one.Length != other.Length ? -1 : one.Zip(other).Count(pair => pair.First != pair.Second);

    /// <summary>Whether two pieces are the same but for names that go together, such as <c>H</c> and <c>W</c>, or the next axis.</summary>
    private static bool AreTwins(Expression one, Expression other) => (one, other) switch
    {
        (NameExpression first, NameExpression second) => first.Id == second.Id || Edits.Names.IsTwin(first.Id, second.Id),
        (IntegerLiteral first, IntegerLiteral second) => first.Value == second.Value || second.Value == first.Value + 1,
        (BinaryExpression first, BinaryExpression second) => first.Operator == second.Operator && AreTwins(first.Left, second.Left) && AreTwins(first.Right, second.Right),
        (SubscriptExpression first, SubscriptExpression second) => AreTwins(first.Value, second.Value) && AreTwins(first.Index, second.Index),
        (AttributeExpression first, AttributeExpression second) => first.Name == second.Name && AreTwins(first.Value, second.Value),
        _ => false,
    };

    /// <summary>Both edits as one; null where one undoes the place of the other.</summary>
    private static Candidate? Joined(Candidate first, Candidate second)
    {
        if (!ReferenceEquals(first.Old, second.Old))
        {
            // The line that comes first is told first.
            (first, second) = first.Old.Span.Start <= second.Old.Span.Start ? (first, second) : (second, first);
            return first with { Edit = first.Edit with { Also = new(second.Old, [second.Edit.Made]) { Code = second.Edit.Code }, NeedsEps = first.Edit.NeedsEps || second.Edit.NeedsEps } };
        }

        var made = Walk.Replace(first.Edit.Made, second.Edit.Node!.Old, second.Edit.Node.Made);
        if (ReferenceEquals(made, first.Edit.Made))
        {
            made = Walk.Replace(second.Edit.Made, first.Edit.Node!.Old, first.Edit.Node.Made);
            if (ReferenceEquals(made, second.Edit.Made))
            {
                return null;
            }
        }

        return first with { Edit = first.Edit with { Made = made, Cost = first.Edit.Cost + second.Edit.Cost, Node = null, NeedsEps = first.Edit.NeedsEps || second.Edit.NeedsEps } };
    }
}
