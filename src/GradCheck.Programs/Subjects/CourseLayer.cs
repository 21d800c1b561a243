using GradCheck.Programs.Reports;
using GradCheck.Python.Source;
using GradCheck.Tensors;

namespace GradCheck.Programs.Subjects;

/// <summary>A layer of the course beside its normalization layers: how it is called, and the cases that programs for it are run on.</summary>
public sealed record CourseLayer
{
    /// <summary>The id, which is the name of its forward pass in <c>references.py</c> as well.</summary>
    public required string Id { get; init; }

    /// <summary>What it is called in a sentence.</summary>
    public required string Title { get; init; }

    /// <summary>The inputs that a client may give, in the order of the course; none for a layer that is run on cases of its own alone.</summary>
    public IReadOnlyList<CourseInput> Inputs { get; init; } = [];

    /// <summary>The inputs whose gradients are returned, in that order.</summary>
    public IReadOnlyList<string> Differentiable { get; init; } = ["x"];

    /// <summary>Whether it does something else at test time.</summary>
    public bool HasTestMode { get; init; }

    /// <summary>The names of the forward function, the usual one first.</summary>
    public required IReadOnlyList<string> ForwardNames { get; init; }

    /// <summary>The names of the backward function, the usual one first; empty for a loss, which returns its gradients at once.</summary>
    public IReadOnlyList<string> BackwardNames { get; init; } = [];

    /// <summary>Gives a subject its cases, from a seed.</summary>
    internal Func<Subject, ulong, Subject> Cases { get; init; } = (subject, _) => subject;

    /// <summary>The layer as programs are held against it.</summary>
    /// <param name="request">The request: its inputs, or else the seed of the cases.</param>
    /// <exception cref="ProgramException">The layer cannot be run on the inputs.</exception>
    internal Subject SubjectOf(ProgramRequest request)
    {
        var subject = new Subject { Id = Id, Title = Title, ForwardNames = ForwardNames, BackwardNames = BackwardNames, Inputs = Differentiable, Trials = [] };
        return request.Inputs.Count == 0
            ? Cases(subject, request.Seed)
            : subject with { Trials = [Given(request)], HeldBackCases = Variations.HeldBack(request, SubjectOf) };
    }

    private Trial Given(ProgramRequest request)
    {
        var inputs = request.Inputs.ToDictionary(input => input.Key, input => input.Value);
        Ingredient[] ingredients =
        [
            .. Inputs.Where(input => input.Dictionary is null).Select(input => Made(input, inputs[input.Name])),
            .. Inputs.Where(input => input.Dictionary is not null).GroupBy(input => input.Dictionary!, (dictionary, items) =>
                Ingredient.Parameters(dictionary, [.. items.Select(input => Made(input, inputs[input.Name]))])),
        ];
        var random = new Draw(request.Seed);
        double[] Incoming(int[] shape) => request.Dout is { } given ? [.. given.Values] : random.Normal(shape);
        return References.TrialOf(Id, "your inputs", BackwardNames.Count == 0 ? null : Incoming, ingredients);
    }

    private static Ingredient Made(CourseInput input, Tensor value) => input.Kind switch
    {
        CourseInputKind.Whole => Ingredient.Integer(input.Name, (int)value[0]),
        CourseInputKind.Labels => Ingredient.Labels(input.Name, [.. value.Values.ToArray().Select(label => (long)label)]),
        _ => Ingredient.Input(input.Name, [.. value.Shape.Sizes], [.. value.Values]),
    };
}
