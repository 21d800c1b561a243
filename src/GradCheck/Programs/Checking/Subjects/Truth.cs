using GradCheck.Programs.Checking.Pairing;

namespace GradCheck.Programs.Checking.Subjects;

/// <summary>What the layer itself gives on a case.</summary>
/// <param name="Out">Its output.</param>
/// <param name="Gradients">The gradient by each differentiable input, by the input's name.</param>
/// <param name="Stages">Values on the way, by role (<c>mean</c>, <c>var</c>, <c>xhat</c>), for holding a forward line against.</param>
internal sealed record Truth(Snapshot Out, IReadOnlyDictionary<string, Snapshot> Gradients, IReadOnlyDictionary<string, Snapshot> Stages)
{
    /// <summary>What a value should be, if its name is that of a stage.</summary>
    /// <param name="name">The name.</param>
    public Snapshot? StageOf(string name) => Roles.Of(name) switch
    {
        Role.Mean => Stages.GetValueOrDefault("mean"),
        Role.Var => Stages.GetValueOrDefault("var"),
        Role.Std => Stages.GetValueOrDefault("std"),
        Role.Istd => Stages.GetValueOrDefault("istd"),
        Role.Xhat => Stages.GetValueOrDefault("xhat"),
        Role.Xmu => Stages.GetValueOrDefault("xmu"),
        _ => null,
    };
}
