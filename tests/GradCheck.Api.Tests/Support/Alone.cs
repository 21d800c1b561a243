namespace GradCheck.Api.Tests.Support;

/// <summary>Tests that watch the whole process, and so run while no others do.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
