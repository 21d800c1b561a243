using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using GradCheck.Api.Fields;

namespace GradCheck.Api.Contracts;

/// <summary>A student's own code, the layer that it is meant to be, and what its parts are worth. Code that is empty or left out is nothing submitted, and earns nothing.</summary>
public sealed record ProgramGradeRequest : ProgramCheckRequest
{
    /// <summary>What each part is worth: `forward` (the values), each gradient (`dx`, `dgamma`, `dbeta`), `test_mode` (running averages and test mode, of a layer that has them). By default `forward` 3, `dx` 4, every other part 1; of `custom` 1 for each gradient.</summary>
    public Field<IReadOnlyList<Field<ProgramPartRequest>>>? Rubric { get; init; }

    /// <summary>What some mistakes leave of the points. A mistake that is not listed leaves nothing.</summary>
    public Field<IReadOnlyList<Field<PartialCreditRequest>>>? Partial { get; init; }

    /// <summary>Whether a mistake that reaches several parts costs the points of the first alone: one in a line that a small edit mends.</summary>
    [DefaultValue(false)]
    public Field<bool>? PenaltyOnce { get; init; }

    /// <summary>How much the reasons tell: `verdict`, `index` (and the line), `hint` (as `index`), `cause`, or `fix` (and the line as it would be right).</summary>
    [DefaultValue("fix")]
    public Field<string>? Reveal { get; init; }

    /// <summary>What the report is headed with; the layer's name where it is left out.</summary>
    public Field<string>? Title { get; init; }
}

/// <summary>What a part of a program is worth.</summary>
public sealed record ProgramPartRequest : RequestObject, IRequestPart
{
    /// <inheritdoc/>
    public static string Example => "{\"part\": \"dx\", \"points\": 4}";

    /// <summary>The part: `forward`, a gradient, or `test_mode`.</summary>
    [Required]
    public Field<string>? Part { get; init; }

    /// <summary>Its points, from 0 to 1,000,000.</summary>
    [Required]
    public Field<double>? Points { get; init; }
}
