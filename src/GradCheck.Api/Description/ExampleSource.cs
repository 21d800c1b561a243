namespace GradCheck.Api.Description;

/// <summary>The examples of a route, made when the description is asked for: the service starts without them.</summary>
/// <param name="make">Makes them.</param>
internal sealed class ExampleSource(Func<IEnumerable<ExampleMetadata>> make)
{
    private readonly Lazy<IReadOnlyList<ExampleMetadata>> examples = new(() => [.. make()]);

    /// <summary>The examples.</summary>
    public IReadOnlyList<ExampleMetadata> Examples => examples.Value;
}
