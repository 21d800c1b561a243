using GradCheck.Diagnosis.Examples;
using GradCheck.Tensors;

namespace GradCheck.Api.Contracts;

/// <summary>The smallest batch of small whole numbers found on which the mistake shows: small enough to work it out by hand.</summary>
public sealed record ExampleDocument
{
    /// <summary>The tensors that go in, by name: `x`, `gamma`, `beta`, `dout`.</summary>
    public required IReadOnlyDictionary<string, Tensor> Inputs { get; init; }

    /// <summary>The numbers that go in, by name: `eps`.</summary>
    public required IReadOnlyDictionary<string, double> Numbers { get; init; }

    /// <summary>What is computed of them: `dx`.</summary>
    public required string Of { get; init; }

    /// <summary>What code with the mistake gives.</summary>
    public required Tensor Wrong { get; init; }

    /// <summary>What is right.</summary>
    public required Tensor Right { get; init; }

    /// <summary>The values that go into a line, by name; left out where a whole tensor is meant.</summary>
    public IReadOnlyDictionary<string, Tensor>? Values { get; init; }

    /// <summary>An example.</summary>
    /// <param name="example">The example.</param>
    public static ExampleDocument From(WorkedExample example)
    {
        ArgumentNullException.ThrowIfNull(example);
        return new()
        {
            Inputs = example.Inputs.ToDictionary(input => input.Name, input => input.Value),
            Numbers = example.Numbers.ToDictionary(number => number.Name, number => number.Value),
            Of = example.Of,
            Wrong = example.Wrong,
            Right = example.Right,
            Values = example.Values.IsEmpty ? null : example.Values.ToDictionary(value => value.Name, value => value.Value),
        };
    }
}
