using GradCheck.Api.Contracts;
using GradCheck.Api.Requests;
using GradCheck.Comparison;
using GradCheck.Normalization;

namespace GradCheck.Api.Endpoints;

/// <summary>What to know about a batch that was answered.</summary>
internal static class BatchWarnings
{
    /// <summary>The warnings of a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="pass">The layer run on it.</param>
    public static IEnumerable<WarningDocument> Of(Batch batch, Pass pass) => Of(batch, PassNotes.Of(pass));

    /// <summary>The warnings of a batch and of what was found on it.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="notes">What to know about the pass.</param>
    public static IEnumerable<WarningDocument> Of(Batch batch, IEnumerable<Note> notes) =>
        [.. batch.Remarks, .. notes.Select(note => new WarningDocument(note.Code, note.Text))];
}
