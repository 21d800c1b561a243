using GradCheck.Diagnosis.Reports;
using GradCheck.Tensors;

namespace GradCheck.Api.Contracts;

/// <summary>The smallest batch of small whole numbers found on which the mistake shows: small enough to work it out by hand.</summary>
public sealed record ExampleDocument
{
    /// <summary>What goes in, by name: `x`, `gamma`, `beta`, `dout`, and numbers such as `eps`.</summary>
    public required IReadOnlyDictionary<string, Tensor> Inputs { get; init; }

    /// <summary>What comes out wrong: `dx`.</summary>
    public required string Tensor { get; init; }

    /// <summary>What code with the mistake gives.</summary>
    public required Tensor Got { get; init; }

    /// <summary>What is right.</summary>
    public required Tensor Right { get; init; }

    /// <summary>An example.</summary>
    /// <param name="example">The example.</param>
    public static ExampleDocument From(WorkedExample example)
    {
        ArgumentNullException.ThrowIfNull(example);
        var numbers = example.Numbers.Select(number => (number.Name, Value: new Tensor(new Shape([]), [number.Value])));
        return new()
        {
            Inputs = example.Inputs.Select(input => (input.Name, input.Value)).Concat(numbers).ToDictionary(input => input.Name, input => input.Value),
            Tensor = example.Of,
            Got = example.Wrong,
            Right = example.Right,
        };
    }
}
