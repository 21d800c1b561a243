using GradCheck.Mistakes;
using GradCheck.Programs.Judging;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Runs;
using GradCheck.Python.Budgets;
using GradCheck.Python.Source;

namespace GradCheck.Programs.Blame;

/// <summary>Tries edits of a backward pass: one helps where some gradients come right by it, and none that was right is lost.</summary>
/// <param name="program">The program.</param>
/// <param name="source">Its text.</param>
/// <param name="examined">Its runs, one a case.</param>
/// <param name="worst">The case that is looked at.</param>
/// <param name="budget">What the trials may cost.</param>
internal sealed class BackwardTrial(ProgramUnderTest program, SourceText source, IReadOnlyList<Examined> examined, Examined worst, Budget budget)
{
    private readonly EditTrial trial = new(program, examined, budget);
    private readonly IReadOnlyList<Event> events = worst.Backward!.Events;

    /// <summary>All gradients, by their place among the layer's inputs.</summary>
    public List<int> All { get; } = [.. Enumerable.Range(0, worst.Own.Count)];

    /// <summary>The gradients that are right on every case: no edit may lose them.</summary>
    public List<int> Sound { get; } = [.. Enumerable.Range(0, examined[0].Own.Count).Where(k => examined.All(item => item.Holds(k)))];

    /// <summary>A line that raised and so has no value.</summary>
    /// <param name="error">What it raised.</param>
    public List<Event> Raised(ProgramError error) => [.. trial.Raised(error, events)];

    /// <summary>The smallest edit of some lines that makes gradients right, or a value; null where none does.</summary>
    /// <param name="suspects">One value of each line, in the order of suspicion.</param>
    /// <param name="concerned">The gradients.</param>
    /// <param name="departs">The value; null to ask for the gradients alone.</param>
    /// <param name="below">Only edits of a lower score than this are tried.</param>
    public Blamed? Repair(IReadOnlyList<Event> suspects, IReadOnlyList<int> concerned, Event? departs = null, int below = int.MaxValue)
    {
        var asked = $"{string.Join(',', concerned)};";
        bool IsRightHere(Examined again) => departs is not null
            && again.Backward!.Events.Any(made => made.IsSameAs(departs) && again.Of(made) is { IsRight: true, Pair: not null } judged
                && (!judged.IsPart || again.Backward.Events.Any(later => later.Frame == made.Frame && later.Name == made.Name && later.Order > made.Order)));
        var found = trial.Best(
            suspects,
            events,
            isForward: false,
            (edited, k) =>
            {
                var again = Again(edited, k);
                var works = again.Backward is { Error: null };
                return (works && IsMended(again, k, concerned), works && IsRightHere(again));
            },
            (asked, departs is null ? null : $"{asked}{departs.Order};"),
            below);
        return found is null ? null : Blamed(found, worst);
    }

    /// <summary>As <see cref="Repair"/>, only edits that make all of the gradients right.</summary>
    public Blamed? RepairAll(IReadOnlyList<Event> suspects, IReadOnlyList<int> concerned, Event? departs = null, int below = int.MaxValue) =>
        Repair(suspects, concerned, departs, below) is { MakesAllRight: true } found ? found : null;

    /// <summary>The same for two edits at once.</summary>
    /// <param name="suspects">One value of each line, in the order of suspicion.</param>
    /// <param name="concerned">The gradients.</param>
    public Blamed? Pair(IReadOnlyList<Event> suspects, IReadOnlyList<int> concerned) =>
        trial.BestPair(suspects, events, isForward: false, (edited, k) => IsMended(Again(edited, k), k, concerned)) is { } found ? Blamed(found, examined[0]) : null;

    /// <summary>The first of some edits that makes gradients right.</summary>
    /// <param name="candidates">The edits.</param>
    /// <param name="concerned">The gradients.</param>
    public Blamed? First(IEnumerable<Candidate> candidates, IReadOnlyList<int> concerned) =>
        trial.First(candidates, (edited, k) => (IsMended(Again(edited, k), k, concerned), false)) is { } found ? Blamed(found, worst) : null;

    /// <summary>Whether an edit that was found for some of the gradients makes all of them right.</summary>
    /// <param name="some">The line with its edit.</param>
    public bool MendsAll(Blamed some)
    {
        if (some is not { Edit: { } edit, Statement: { } statement })
        {
            return false;
        }

        var edited = program.With(statement, edit);
        return Enumerable.Range(0, examined.Count).All(k => IsMended(Again(edited.For(examined[k].Trial), k), k, All, isSound: false));
    }

    /// <summary>The line of a value, with how far that is off on each case.</summary>
    /// <param name="at">The value.</param>
    /// <param name="code">What is wrong with it.</param>
    public Blamed Blame(Event at, string code) => Blame(at, code, worst);

    /// <summary>A sign is named after its path where the tensors tell which one it is.</summary>
    /// <param name="blamed">The line.</param>
    public Blamed Refined(Blamed blamed) =>
        blamed.Code == "sign_flipped" && TensorCauses.OfBackward(examined) is { } code && MistakeTable.IsOf(code, Family.PathSign) ? blamed with { Code = code } : blamed;

    private Blamed Blamed(Found right, Examined shown) =>
        Blame(right.At, right.Edit.Code, shown).By(right.Edit) with { MakesAllRight = right.All, Score = right.Score, Words = right.Edit.Words };

    // A returned name is blamed where it got its value.
    private Blamed Blame(Event at, string code, Examined shown) => new(at.Statement?.Span ?? (program.Backward ?? program.Forward).Span, code)
    {
        At = at,
        Statement = at.Statement,
        Against = shown.Of(at).Against,
        Errors = [.. examined.Select(item => (item.Trial.Name, ErrorOf(item, at)))],
    };

    private static double? ErrorOf(Examined item, Event at)
    {
        var made = item.Backward?.Events.FirstOrDefault(made => made.IsSameAs(at));
        return made?.Value is { } value && item.Of(made).Truth is { } truth ? Near.Deviation(value, truth) : null;
    }

    private Examined Again(ProgramUnderTest edited, int k) => examined[k].With(edited, source, budget);

    private bool IsMended(Examined again, int k, IReadOnlyList<int> concerned, bool isSound = true) =>
        again.Backward is { Error: null } && concerned.All(again.Holds) && (!isSound || Sound.All(again.Holds)) && IsSameLoss(again, examined[k]);

    /// <summary>A loss and its gradient come from one function: an edit that mends the gradient by changing the loss mends nothing.</summary>
    private bool IsSameLoss(Examined again, Examined before) =>
        !program.IsOneRun || (again.Forward.Out is { } made && before.Forward.Out is { } own && Near.Holds(made, own));
}
