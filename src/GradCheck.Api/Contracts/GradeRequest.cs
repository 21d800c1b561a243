using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using GradCheck.Api.Fields;
using GradCheck.Api.Limits;

namespace GradCheck.Api.Contracts;

/// <summary>A rubric, and what a student's code made of some cases.</summary>
public sealed record GradeRequest : RequestObject
{
    /// <summary>What each tensor is worth (`{"tensor": "dx", "points": 6}`), and which cases count for more or less than others (`{"case": 0, "weight": 2}`, `{"profile": "offset", "weight": 0.5}`).</summary>
    [Required]
    public Field<IReadOnlyList<Field<RubricLineRequest>>>? Rubric { get; init; }

    /// <summary>The cases, with what was submitted for each. They share the points equally, unless the rubric weighs them.</summary>
    [Required]
    public Field<IReadOnlyList<Field<GradeCaseRequest>>>? Cases { get; init; }

    /// <summary>What some mistakes leave of the points. A mistake that is not listed leaves nothing.</summary>
    public Field<IReadOnlyList<Field<PartialCreditRequest>>>? Partial { get; init; }

    /// <summary>Whether a mistake that reaches several tensors of a case costs the points of the first alone, along the staged computation.</summary>
    [DefaultValue(false)]
    public Field<bool>? PenaltyOnce { get; init; }

    /// <summary>How much the reasons tell: `verdict`, `index` (and where), `hint` (and a question that leads there), `cause`, or `fix` (everything).</summary>
    [DefaultValue("fix")]
    public Field<string>? Reveal { get; init; }

    /// <summary>What the report is headed with; the layer's name where it is left out.</summary>
    public Field<string>? Title { get; init; }

    /// <summary>How far a right answer may be off; see `/check`.</summary>
    public Field<ToleranceRequest>? Tolerance { get; init; }

    /// <summary>`float64` to refuse answers that were computed in float32; by default those are judged at float32 precision.</summary>
    public Field<string>? Precision { get; init; }
}

/// <summary>A line of a rubric: the points of a tensor, or the weight of a case or of every case of a profile.</summary>
public sealed record RubricLineRequest : RequestObject, IRequestPart
{
    /// <inheritdoc/>
    public static string Example => "{\"tensor\": \"dx\", \"points\": 6}";

    /// <inheritdoc/>
    public static int MostOf(RequestLimits limits) => RequestLimits.MaxLines + limits.MaxCases;

    /// <summary>The tensor that `points` are for: one that can be submitted for a case.</summary>
    public Field<string>? Tensor { get; init; }

    /// <summary>What the tensor is worth over all cases, from 0 to 1,000,000.</summary>
    public Field<double>? Points { get; init; }

    /// <summary>The case that `weight` is for: its place in `cases`, from 0.</summary>
    public Field<double>? Case { get; init; }

    /// <summary>The profile whose cases `weight` is for; the weight of a single case comes before it.</summary>
    public Field<string>? Profile { get; init; }

    /// <summary>How much a case counts beside one of weight 1, from 0 to 1,000,000.</summary>
    public Field<double>? Weight { get; init; }
}

/// <summary>What some mistakes leave of the points of a tensor.</summary>
public sealed record PartialCreditRequest : RequestObject, IRequestPart
{
    /// <inheritdoc/>
    public static string Example => "{\"share\": 0.5, \"causes\": [\"missing_mean_path\"]}";

    /// <summary>The share that is left, from 0 to 1.</summary>
    [Required]
    public Field<double>? Share { get; init; }

    /// <summary>The codes of the mistakes, as findings bear them: `missing_mean_path`. Of mistakes that hold together, the one that leaves least counts.</summary>
    [Required]
    public Field<IReadOnlyList<string>>? Causes { get; init; }
}
