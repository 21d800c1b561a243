using GradCheck.Api.Fields;
using GradCheck.Api.Problems;
using Microsoft.Net.Http.Headers;

namespace GradCheck.Api.Bodies;

/// <summary>Finds the format that a client asks for (RFC 9110, section 12.5.1).</summary>
internal static class Negotiation
{
    private static readonly (AnswerFormat Format, string Type)[] Offers = [(AnswerFormat.Json, MediaTypes.Json), (AnswerFormat.Npz, MediaTypes.Npz)];

    /// <summary>The format with the highest quality; of several the one that is named, not meant by a wildcard, and of those JSON.</summary>
    /// <param name="request">The HTTP request.</param>
    /// <exception cref="ProblemException">It takes neither.</exception>
    public static AnswerFormat FormatOf(HttpRequest request)
    {
        // A header that cannot be read asks for nothing.
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted) || accepted.Count == 0)
        {
            return AnswerFormat.Json;
        }

        var ranked = from offer in Offers
                     let range = accepted.Where(range => Covers(range, offer.Type)).OrderBy(Vagueness).FirstOrDefault()
                     where range is not null && (range.Quality ?? 1) > 0
                     orderby range.Quality ?? 1 descending, Vagueness(range)
                     select (AnswerFormat?)offer.Format;
        return ranked.FirstOrDefault() ?? throw new ProblemException(
            ProblemTypes.NotAcceptable,
            $"Accept is {FieldText.Shorten(request.Headers.Accept.ToString())}, but the answer comes as {MediaTypes.Json} or {MediaTypes.Npz}.");
    }

    private static bool Covers(MediaTypeHeaderValue range, string type) =>
        range.MatchesAllTypes || (range.MatchesAllSubTypes ? type.StartsWith($"{range.Type}/", StringComparison.OrdinalIgnoreCase) : range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase));

    // The most specific range counts: a name before a type before everything.
    private static int Vagueness(MediaTypeHeaderValue range) => range.MatchesAllTypes ? 2 : range.MatchesAllSubTypes ? 1 : 0;
}
