namespace GradCheck.Api.Description;

/// <summary>A worked example of a route, for its description.</summary>
/// <param name="Name">Its key in the description.</param>
/// <param name="Summary">What it shows.</param>
/// <param name="Json">The body.</param>
/// <param name="StatusCode">The status of the response that it is of; null for the request.</param>
internal sealed record ExampleMetadata(string Name, string Summary, string Json, int? StatusCode = null);
