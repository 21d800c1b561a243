using GradCheck.Api.Problems;

namespace GradCheck.Api.Bodies.Numpy;

/// <summary>A request that came in parts: a JSON document or none, and arrays.</summary>
internal sealed class RequestParts
{
    /// <summary>The JSON document; null for none.</summary>
    public ReadOnlyMemory<byte>? Json { get; private set; }

    /// <summary>The arrays.</summary>
    public List<Member> Members { get; } = [];

    /// <summary>Takes the JSON document.</summary>
    /// <param name="json">Its text.</param>
    /// <exception cref="ProblemException">There is one already.</exception>
    public void AddJson(ReadOnlyMemory<byte> json)
    {
        if (Json is not null)
        {
            throw new ProblemException(ProblemTypes.MalformedParts, "The body holds two JSON documents, but one belongs in it.");
        }

        Json = json;
    }
}
