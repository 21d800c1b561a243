using GradCheck.Programs.Names;

namespace GradCheck.Programs.Scripts;

/// <summary>What a loss is called.</summary>
internal static class LossNames
{
    private static readonly HashSet<string> Known =
        [.. "loss cost j l e error err nll totalloss meanloss dataloss objective mse crossentropy lossvalue losses crossentropyloss celoss mseloss batchloss trainloss".Split(' ')];

    /// <summary>Whether a name is one that a loss has.</summary>
    /// <param name="name">The name.</param>
    public static bool Is(string name) => Known.Contains(Roles.Plain(name));
}
