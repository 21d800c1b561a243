using System.Collections.Immutable;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Reports;

/// <summary>A batch small enough to be worked out by hand, on which a mistake shows: what goes in, what wrong code gives, what is right.</summary>
public sealed record WorkedExample
{
    /// <summary>The tensors that go in, by name: <c>x</c>, <c>gamma</c>, <c>dout</c>.</summary>
    public required ImmutableArray<NamedTensor> Inputs { get; init; }

    /// <summary>The numbers that go in, by name: <c>eps</c>.</summary>
    public ImmutableArray<NamedNumber> Numbers { get; init; } = [];

    /// <summary>What is computed: <c>dx</c>.</summary>
    public required string Of { get; init; }

    /// <summary>What code with the mistake gives.</summary>
    public required Tensor Wrong { get; init; }

    /// <summary>What is right.</summary>
    public required Tensor Right { get; init; }
}
