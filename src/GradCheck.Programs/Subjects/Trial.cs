using GradCheck.Layers;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Returns;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Subjects;

/// <summary>A case that a program is run on.</summary>
internal sealed record Trial
{
    /// <summary>What it is, in words that go into a sentence: <c>a batch whose variance is far below eps</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The arguments of the forward function in the order of the course.</summary>
    public required IReadOnlyList<Ingredient> Ingredients { get; init; }

    /// <summary>The names of <see cref="Ingredients"/>.</summary>
    public IReadOnlyList<string> InputNames => [.. Ingredients.Select(ingredient => ingredient.Name)];

    /// <summary>Further values that a function may ask for by name, such as <c>eps</c> where it takes no dictionary.</summary>
    public IReadOnlyList<Ingredient> Extras { get; init; } = [];

    /// <summary>The gradient that comes in; null for a loss, whose is 1.</summary>
    public Snapshot? Dout { get; init; }

    /// <summary>The gradients that come in for the outputs of a function that is no known layer, or why those of the client do not fit; null to take <see cref="Dout"/>.</summary>
    public Func<Wiring, (IReadOnlyList<Snapshot>? Douts, string? Fault)>? Incoming { get; init; }

    /// <summary>What the layer gives; null for a custom function.</summary>
    public LayerTruth? Truth { get; init; }

    /// <summary>The batch of a layer of the catalogue, for its diagnosis of tensors; null for other layers.</summary>
    public LayerInput? Batch { get; init; }

    /// <summary>What is wrong with an output, as a code, where values cannot be foretold (dropout draws its own mask); null for all other layers.</summary>
    public Func<Snapshot?, string?>? Fault { get; init; }

    /// <summary>The sizes of its arguments, as one would say them: <c>x (2, 3, 5, 9), pool_height 3, pool_width 3, stride 2</c>.</summary>
    public string Sizes => string.Join(", ", Ingredients.SelectMany(item => item.Items.Count > 0 ? item.Items : [item])
        .Select(item => item.Shape is { } shape ? $"{item.Name} {ShapeWords.Of(shape)}" : item.Size is { } size && item.Name != "seed" ? $"{item.Name} {size}" : null)
        .OfType<string>());

    /// <summary>Whether an output is the layer's; true for a function that has no layer.</summary>
    public bool Accepts(Snapshot output) => Fault is not null ? Fault(output) is null : Truth is null || Near.Holds(output, Truth.Out);
}
