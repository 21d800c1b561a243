using System.ComponentModel.DataAnnotations;

namespace GradCheck.Api.Limits;

/// <summary>What one request may cost. Bound from the section <c>Limits</c>: <c>Limits__MaxElements=4096</c> in the environment.</summary>
public sealed class RequestLimits
{
    /// <summary>The most lines of a list that has no limit of its own; a rubric of cases has one a case more.</summary>
    public const int MaxLines = 100;

    /// <summary>The section of the configuration.</summary>
    public const string Section = "Limits";

    /// <summary>The largest body in bytes; over it the answer is 413. 48 MiB by default: a batch of 1024 x 1024 with its gradient.</summary>
    [Range(1024, 1 << 30)]
    public long MaxBodyBytes { get; set; } = 48L << 20;

    /// <summary>The most elements of a tensor; over it the answer is 422. 1,048,576 by default.</summary>
    [Range(1, 1 << 27)]
    public int MaxElements { get; set; } = 1 << 20;

    /// <summary>
    /// The most terms of losses that numeric gradients may evaluate; over it the answer is 422. 400,000,000 by default,
    /// about 3 seconds: central differences of a batch of 512 x 256.
    /// </summary>
    [Range(1, long.MaxValue)]
    public long MaxNumericWork { get; set; } = 400_000_000;

    /// <summary>The most statements and expressions that a program may evaluate in a check; over it the answer says where it stopped. 20,000,000 by default.</summary>
    [Range(1000, long.MaxValue)]
    public long MaxProgramSteps { get; set; } = 20_000_000;

    /// <summary>The most elements of arrays that a program may work on in a check. 400,000,000 by default.</summary>
    [Range(1000, long.MaxValue)]
    public long MaxProgramElements { get; set; } = 400_000_000;

    /// <summary>The most seconds that a program may run in a check. 10 by default.</summary>
    [Range(0.1, 600)]
    public double MaxProgramSeconds { get; set; } = 10;

    /// <summary>The most cases that one request may grade; over it the answer is 422. 100 by default.</summary>
    [Range(1, 10_000)]
    public int MaxCases { get; set; } = 100;
}
