namespace GradCheck.Comparison;

/// <summary>One way to read the numbers of a submission: as exact as they look, or as what a short format or a printout left of them.</summary>
/// <param name="Tolerance">How closely numbers read so have to agree.</param>
/// <param name="Note">What to say where they are read so.</param>
internal sealed record Reading(Tolerance Tolerance, Note? Note)
{
    /// <summary>Whether the numbers show the format by themselves, right or wrong.</summary>
    public bool IsOfFormat { get; init; }

    /// <summary>Up to where they are not wrong either; null where there is no such margin.</summary>
    public Tolerance? Slack => Tolerance.Format is { IsShort: true } format
        ? Tolerance.In(format with { Units = format.Units * FloatFormat.Slack })
        : null;
}
