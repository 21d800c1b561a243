using GradCheck.Cases;
using GradCheck.Layers;
using GradCheck.Programs.Subjects;
using GradCheck.Tensors;

namespace GradCheck.Programs.Reports;

/// <summary>What to check.</summary>
public sealed record ProgramRequest
{
    /// <summary>A file, or the functions alone; null where the two snippets are given.</summary>
    public string? Code { get; init; }

    /// <summary>The code cells of a notebook, in their order, in place of <see cref="Code"/>.</summary>
    public IReadOnlyList<string>? Notebook { get; init; }

    /// <summary>How the code is called; null to find it.</summary>
    public ProgramForm? Form { get; init; }

    /// <summary>The name of the number whose gradients a script takes; null to find it.</summary>
    public string? Loss { get; init; }

    /// <summary>The names of inputs that are whole numbers, such as indices and labels, in a script.</summary>
    public IReadOnlyList<string> Integers { get; init; } = [];

    /// <summary>The lines of a forward pass without a <c>def</c>: they find the inputs under their names and leave <c>out</c>.</summary>
    public string? ForwardSnippet { get; init; }

    /// <summary>The lines of a backward pass without a <c>def</c>: they find <c>dout</c> and the names of the forward pass, and leave the gradients under their names.</summary>
    public string? BackwardSnippet { get; init; }

    /// <summary>The layer: an id of <see cref="ProgramLayers.Ids"/>.</summary>
    public required string Layer { get; init; }

    /// <summary>The class whose methods are checked; null to find it, where there is one.</summary>
    public string? ClassName { get; init; }

    /// <summary>Arguments of its constructor, by name.</summary>
    public IReadOnlyDictionary<string, InitValue> Init { get; init; } = new Dictionary<string, InitValue>();

    /// <summary>The forward function; null to find it by the course's names.</summary>
    public string? ForwardName { get; init; }

    /// <summary>The backward function; null to find it by the course's names.</summary>
    public string? BackwardName { get; init; }

    /// <summary>The seed of the cases.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The profile of the only case of a normalization layer; null for the three that show most.</summary>
    public CaseProfile? Profile { get; init; }

    /// <summary>A batch of the client's own for a layer of the catalogue; null for the seeded cases.</summary>
    public LayerInput? Batch { get; init; }

    /// <summary>The conventions that a layer of the catalogue is judged by: its <c>ddof</c>, its momentum, where its channels stand.</summary>
    public LayerOptions Conventions { get; init; } = new();

    /// <summary>The inputs of a custom function in the order of its parameters, or those of one of the course's other layers, by name; a number that is whole is an int of Python.</summary>
    public IReadOnlyList<KeyValuePair<string, Tensor>> Inputs { get; init; } = [];

    /// <summary>Which of them to differentiate, in the order in which the gradients are returned.</summary>
    public IReadOnlyList<string> Differentiate { get; init; } = [];

    /// <summary>Which long parts of the report are made.</summary>
    public ReportParts Parts { get; init; } = ReportParts.Lines | ReportParts.Graph;

    /// <summary>The gradient that comes in, for <see cref="Inputs"/>; null for one from the seed.</summary>
    public Tensor? Dout { get; init; }

    /// <summary>The gradients that come in for several outputs of a custom function, each under its output's name; one after the other where the names are empty.</summary>
    public IReadOnlyList<KeyValuePair<string, Tensor>> Douts { get; init; } = [];

    /// <summary>Whether whole numbers that no gradient is taken of are floats all the same.</summary>
    internal bool WholeNumbersAreFloats { get; init; }

    /// <summary>Whether layers that share parameters over an image get them as <c>(C,)</c> and not, as in the course, as <c>(1, C, 1, 1)</c>.</summary>
    internal bool FlatParameters { get; init; }

    /// <summary>How many axes the batches of the cases have, where the layer takes several.</summary>
    internal int? Axes { get; init; }

    /// <summary>Whether the small number that a loss adds inside of its logarithm is left out.</summary>
    internal bool WithoutSmoothing { get; init; }
}
