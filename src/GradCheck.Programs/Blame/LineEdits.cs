using GradCheck.Programs.Edits;
using GradCheck.Programs.Judging;
using GradCheck.Programs.Names;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Runs;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Blame;

/// <summary>The edits of suspected lines, with the loops and branches around them.</summary>
/// <param name="program">The program.</param>
/// <param name="examined">Its runs, one a case.</param>
internal sealed class LineEdits(ProgramUnderTest program, IReadOnlyList<Examined> examined)
{
    /// <summary>So many lines are tried, those most suspected first: ten times what a backward pass has.</summary>
    private const int MostLines = 200;

    /// <summary>So many names are drawn on, those assigned last first.</summary>
    private const int MostNames = 100;

    /// <summary>What makes a count no count, and so makes up for the mistake of another line: a sign, a half, a transpose.</summary>
    private static readonly string[] OfNoCount = ["sign_flipped", "missing_factor_two", "extra_factor_two", "wrong_transpose", "missing_factor"];

    private readonly Lazy<Dictionary<Statement, Statement>> parents = new(() => Walk.Statements(program.Tree.Body)
        .SelectMany(parent => Walk.Blocks(parent).SelectMany(block => block).Select(child => (child, parent)))
        .DistinctBy(pair => pair.child, ReferenceEqualityComparer.Instance)
        .ToDictionary(pair => pair.child, pair => pair.parent, (IEqualityComparer<Statement>)ReferenceEqualityComparer.Instance));

    private readonly ScopeFacts facts = new(program);

    private readonly Lazy<HashSet<string>> own = new(() =>
        [.. Walk.Statements(program.Tree.Body).OfType<FunctionStatement>().Select(function => function.Name)]);

    private bool IsNorm => program.Subject.Trials[0].Batch is not null;

    /// <summary>Whether a call is one of a function of the program, or of a method of one of its classes.</summary>
    private bool IsOwn(CallExpression call) => call.Function switch
    {
        NameExpression name => own.Value.Contains(name.Id),
        AttributeExpression method => own.Value.Contains(method.Name) && !facts.Idioms.IsModule(method.Value),
        _ => false,
    };

    /// <summary>The edits of some lines, in the order of suspicion.</summary>
    /// <param name="suspects">One value of each line.</param>
    /// <param name="events">The run that they are from, for the names around them.</param>
    /// <param name="isForward">Whether they belong to the forward pass.</param>
    public List<Candidate> Of(IEnumerable<Event> suspects, IReadOnlyList<Event> events, bool isForward)
    {
        var seen = new HashSet<Statement>(ReferenceEqualityComparer.Instance);
        return [.. suspects.Where(at => seen.Add(at.Statement!)).Take(MostLines)
            .SelectMany((at, place) => EditsOf(at, events, isForward, seen).Select(edit => new Candidate(edit, at, place, Burden.Of(edit, at.Statement!, facts.Idioms, IsOwn))))];
    }

    /// <summary>Whether two statements stand together: one behind the other, or one directly in the other.</summary>
    /// <param name="one">The one.</param>
    /// <param name="other">The other.</param>
    public bool AreTogether(Statement one, Statement other)
    {
        var (above, below) = (parents.Value.GetValueOrDefault(one), parents.Value.GetValueOrDefault(other));
        if (ReferenceEquals(above, other) || ReferenceEquals(below, one))
        {
            return true;
        }

        bool AreNeighbours(IReadOnlyList<Statement> block) =>
            PlaceOf(block, one) is >= 0 and var first && PlaceOf(block, other) is >= 0 and var second && Math.Abs(first - second) == 1;
        return above is not null && ReferenceEquals(above, below) && Walk.Blocks(above).Any(AreNeighbours);
    }

    /// <summary>A line that raised and so has no value: it, and the loops and branches around it, may be edited as well.</summary>
    /// <param name="error">What it raised.</param>
    /// <param name="events">The run.</param>
    public IEnumerable<Event> Raised(ProgramError error, IReadOnlyList<Event> events)
    {
        var raised = Walk.Statements(program.Tree.Body).LastOrDefault(statement =>
            statement is not FunctionStatement && statement.Span.Start <= error.Span.Start && error.Span.End <= statement.Span.End);
        return raised is null || events.Count == 0 ? [] : [Event.Unseen(raised, events[^1].Frame)];
    }

    /// <summary>The edits of a line; whatever makes a line of counts right, the count was wrong.</summary>
    private IEnumerable<Edit> EditsOf(Event at, IReadOnlyList<Event> events, bool isForward, HashSet<Statement> seen)
    {
        var isCount = at is { IsReturn: false, Value: { IsDiscrete: true, Shape.Length: 0 } };
        var scope = ScopeOf(at, events, isForward) with { MakesCount = isCount };
        var isEps = !at.IsReturn && Roles.Of(at.Name) == Role.Eps;
        var mayNeedEps = scope.Eps is null && scope.Settings is null && scope.SmallNumber is null;
        return EditCatalog.Of(at.Statement!, scope)
            .Concat(EditCatalog.OfHeader(at.Statement!, scope))
            .Concat(Around(at.Statement!).Where(seen.Add).SelectMany(header => EditCatalog.OfHeader(header, scope)))
            .Where(edit => !isEps || edit.Code is "different_eps" or "swapped_arguments")
            .Where(edit => !isCount || at.Value!.Values[0] <= 0 || !OfNoCount.Contains(edit.Code))
            .Select(edit => (isCount && edit.Code != "missing_stride") || edit.Code == "wrong_count" ? edit with { Code = IsNorm || !program.Subject.IsCourse ? "wrong_count" : "wrong_size" } : edit)
            .Select(edit => IsOfAxis(edit, at.Statement!) ? edit with { Code = "sums_over_wrong_axis" } : edit)
            .Select(edit => mayNeedEps && ReadsGivenEps(edit.Made) ? edit with { NeedsEps = true } : edit);
    }

    /// <summary>Whether a number that an edit changes is the axis of a reduction.</summary>
    private static bool IsOfAxis(Edit edit, Statement line) => edit.Node is { Old: IntegerLiteral or UnaryExpression, Made: IntegerLiteral or UnaryExpression } change
        && Walk.Children(line).SelectMany(Walk.Expressions).OfType<CallExpression>().Any(call => IsSum(call) && call.Keywords.Any(keyword => keyword.Name is "dim" or "axis" && ReferenceEquals(keyword.Value, change.Old)));

    private static bool IsSum(CallExpression call) => call.Function is AttributeExpression { Name: "sum" or "mean" };

    private static bool ReadsGivenEps(Statement statement) =>
        Walk.Children(statement).SelectMany(Walk.Expressions).Any(node => node is NameExpression { Id: EditScope.GivenEps });

    /// <summary>The loops and branches around a statement, the innermost first.</summary>
    private IEnumerable<Statement> Around(Statement statement)
    {
        for (var around = parents.Value.GetValueOrDefault(statement); around is not null and not FunctionStatement; around = parents.Value.GetValueOrDefault(around))
        {
            yield return around;
        }
    }

    private EditScope ScopeOf(Event at, IReadOnlyList<Event> events, bool isForward)
    {
        // The latest first: of two names for one array the student's own comes before the parameter's.
        var names = new OrderedDictionary<string, Snapshot>();
        var before = events.Where(made => made.Frame == at.Frame && !made.IsReturn && !made.IsAdded && made.Value is not null && (made.Order < at.Order || made.Statement is null));
        foreach (var made in before.OrderByDescending(made => made.Statement is null ? 0 : made.Order))
        {
            if (names.Count == MostNames)
            {
                break;
            }

            names.TryAdd(made.Name, made.Value!);
        }

        var parameters = events.Where(made => made.Frame == at.Frame && made.Statement is null).ToList();
        bool IsSettings(Event made) =>
            made.Value is null && (made.Name.EndsWith("_param", StringComparison.Ordinal) || made.Name.EndsWith("_params", StringComparison.Ordinal));
        return new(names, facts.Idioms, isForward)
        {
            Parameters = parameters.Select(made => made.Name).ToHashSet(),
            Settings = IsNorm ? parameters.Find(IsSettings)?.Name : null,
            Out = examined[0].Forward.Out,
            IsCustom = !program.Subject.IsCourse,
            Keys = facts.Keys,
            Holders = facts.Holders,
            HasUnbiased = facts.HasUnbiased,
            SmallNumber = program.Subject.IsCourse ? null : facts.SmallNumber,
        };
    }

    private static int PlaceOf(IReadOnlyList<Statement> block, Statement statement)
    {
        for (var k = 0; k < block.Count; k++)
        {
            if (ReferenceEquals(block[k], statement))
            {
                return k;
            }
        }

        return -1;
    }
}
