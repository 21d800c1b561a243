using GradCheck.Programs.Names;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Runs;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Blame;

/// <summary>A parameter that is updated before the last gradient that reads it is made.</summary>
internal static class UpdatedFirst
{
    /// <summary>The edits that leave the update out.</summary>
    /// <param name="run">The backward pass.</param>
    /// <param name="homes">What the parameters of the object are called there.</param>
    /// <param name="upstream">The values that the wrong results depend on.</param>
    public static IEnumerable<Candidate> Of(BackwardRun run, IEnumerable<string> homes, IReadOnlyList<Event> upstream)
    {
        var names = homes.ToHashSet();
        return run.Events.Where(made => made is { Statement: AssignStatement or AugmentedAssignStatement, IsReturn: false } && made.Name.Contains('.', StringComparison.Ordinal) && names.Contains(Roles.Own(made.Name)))
            .Select((made, place) => new Candidate(
                new("changed_in_place", 1, new PassStatement(made.Statement!.Span)) { Words = $"`{made.Name}` is changed here, and read again afterwards: update it when every gradient is made" },
                upstream.FirstOrDefault(item => item.Statement == made.Statement) ?? made,
                place));
    }
}
