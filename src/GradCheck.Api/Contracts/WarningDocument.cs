namespace GradCheck.Api.Contracts;

/// <summary>Something to know about a batch that was answered.</summary>
/// <param name="Code">What kind of warning it is; it does not change between versions.</param>
/// <param name="Message">What it is about, and what to do.</param>
public sealed record WarningDocument(string Code, string Message);
