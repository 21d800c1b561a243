using GradCheck.Api.Contracts;

namespace GradCheck.Api.Requests;

/// <summary>The rules of <see cref="ProgramPartRequest"/>, but for the name of its part, which depends on the layer.</summary>
internal sealed class ProgramPartValidator : RequestValidator<ProgramPartRequest>
{
    /// <summary>Makes the rules.</summary>
    public ProgramPartValidator()
    {
        RuleFor(line => line).HasKnownFields();
        RuleForField(line => line.Points).IsPoints("points are");
        RuleForField(line => line.Part);
    }
}
