using GradCheck.Programs.Names;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Subjects;

namespace GradCheck.Programs.Blame;

/// <summary>Finds where a dropout departs, whose values cannot be foretold.</summary>
internal static class DropoutBlame
{
    /// <summary>The first value that a wrong output comes from: the mask, or what is made of x beside it; null where there is neither.</summary>
    /// <param name="trial">The case.</param>
    /// <param name="output">The output.</param>
    /// <param name="events">The values that went into it, in the order of the run.</param>
    public static Event? Departure(Trial trial, Snapshot output, IReadOnlyList<Event> events)
    {
        static bool IsMask(Event made) => Roles.Plain(made.Name).Contains("mask", StringComparison.Ordinal);
        bool IsBeside(Event made) => made is { IsReturn: false, Value: { IsDiscrete: false, Nodes: not null } value } && value.Values.Length == output.Values.Length && !Upstream.Of([made]).Any(IsMask);
        return (trial.Fault?.Invoke(output) == DropoutRules.DependsOnX ? events.FirstOrDefault(IsBeside) : null) ?? events.FirstOrDefault(IsMask);
    }
}
