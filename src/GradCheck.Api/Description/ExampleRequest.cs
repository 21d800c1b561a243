namespace GradCheck.Api.Description;

/// <summary>A request to show a route with; the answer is what the service itself says to it.</summary>
/// <param name="Name">Its key in the description.</param>
/// <param name="Summary">What it shows.</param>
/// <param name="Body">The body.</param>
internal sealed record ExampleRequest(string Name, string Summary, string Body)
{
    /// <summary>The example with its answer.</summary>
    /// <typeparam name="T">The contract of the body.</typeparam>
    /// <param name="answer">Answers it.</param>
    public IEnumerable<ExampleMetadata> AnsweredBy<T>(Func<T, object> answer) =>
        [new(Name, Summary, Body), ExampleBatches.Answer(Name, Summary, answer(ExampleBatches.Read<T>(Body)))];
}
