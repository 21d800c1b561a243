using GradCheck.Programs.Judging;
using GradCheck.Programs.Recording;

namespace GradCheck.Programs.Blame;

/// <summary>The values of a backward pass that are not what they should be.</summary>
internal sealed class Departures
{
    private readonly Dictionary<Event, Event> returned;

    /// <summary>Looks for them.</summary>
    /// <param name="gradients">The wrong gradients, and the values that went into them.</param>
    /// <param name="sound">The values that are known to be right, whatever their names say.</param>
    /// <param name="worst">The case that is looked at.</param>
    public Departures(WrongGradients gradients, HashSet<Event> sound, Examined worst)
    {
        // What is returned under a name is a gradient for certain; of other values only the name says so, and it may mean another thing.
        returned = gradients.Outputs.Select(made => (Output: made, Named: GradientPaths.NamedBy(made, gradients.Values) is { } named ? gradients.Paths.OriginalOf(named) : null))
            .Where(pair => pair.Named is not null).DistinctBy(pair => pair.Named).ToDictionary(pair => pair.Named!, pair => pair.Output);
        var departures = gradients.Values.FindAll(made => returned.ContainsKey(made) || (gradients.Paths.IsDeparture(made, gradients.Values) && !sound.Contains(made)));
        var strict = departures.Find(made => returned.ContainsKey(made) || !worst.Of(made).IsAnother);
        var seen = strict ?? departures.FirstOrDefault() ?? gradients.Outputs[0];
        First = gradients.Paths.CallerOf(seen);
        IsCall = First != seen;
        var known = departures.ToHashSet();
        Meant = gradients.Values.Where(made => (known.Contains(made) || gradients.Paths.IsOtherStage(made)) && (strict is null || made.Order < strict.Order));
    }

    /// <summary>The first that is so for certain; where none is, the first that may be.</summary>
    public Event First { get; }

    /// <summary>Whether it is a line that calls a function with a gradient that is wrong already.</summary>
    public bool IsCall { get; }

    /// <summary>Those before it that are another than their names say, which may be meant.</summary>
    public IEnumerable<Event> Meant { get; }

    /// <summary>What is returned under a value's name; null where it is not.</summary>
    /// <param name="made">The value.</param>
    public Event? ReturnedAs(Event made) => returned.GetValueOrDefault(made);
}
