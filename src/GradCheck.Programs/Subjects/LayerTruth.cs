using GradCheck.Programs.Names;
using GradCheck.Programs.Numbers;

namespace GradCheck.Programs.Subjects;

/// <summary>What the layer itself gives on a case.</summary>
/// <param name="Out">Its output.</param>
/// <param name="Gradients">The gradient by each differentiable input, by the input's name.</param>
/// <param name="Stages">Values on the way, by what a name stands for, for holding a forward line against.</param>
internal sealed record LayerTruth(Snapshot Out, IReadOnlyDictionary<string, Snapshot> Gradients, IReadOnlyDictionary<Role, Stage> Stages)
{
    /// <summary>What a value should be, if its name is that of a stage.</summary>
    /// <param name="name">The name.</param>
    public Stage? StageOf(string name) => Stages.GetValueOrDefault(Roles.Of(name));
}
