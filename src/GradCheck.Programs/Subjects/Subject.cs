using GradCheck.Programs.Reports;

namespace GradCheck.Programs.Subjects;

/// <summary>A layer that programs are written for: how its functions are named and called, and what they are run on.</summary>
internal sealed record Subject
{
    /// <summary>The layer of a request, with the cases that its programs are run on.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="ArgumentException">The layer is not known.</exception>
    public static Subject Of(ProgramRequest request) =>
        request.Layer == ProgramLayers.Custom ? CustomSubjects.Of(request)
        : CourseLayers.Find(request.Layer) is { } layer ? layer.SubjectOf(request)
        : NormSubject.Of(request);

    /// <summary>The id: one of the catalogue of layers, or of the course's other ones.</summary>
    public required string Id { get; init; }

    /// <summary>What it is called in a sentence.</summary>
    public required string Title { get; init; }

    /// <summary>The names of the forward function, the usual one first.</summary>
    public required IReadOnlyList<string> ForwardNames { get; init; }

    /// <summary>The names of the backward function, the usual one first; empty for a loss, which returns its gradients at once.</summary>
    public IReadOnlyList<string> BackwardNames { get; init; } = [];

    /// <summary>The inputs whose gradients are returned, in that order.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>What the gradient of each is called.</summary>
    public IReadOnlyList<string> GradientNames
    {
        get => field.Count == Inputs.Count ? field : [.. Inputs.Select(input => "d" + input)];
        init;
    } = [];

    /// <summary>The cases that the verdict is about.</summary>
    public required IReadOnlyList<Trial> Trials { get; init; }

    /// <summary>Cases at the limits of the layer: what fails on them alone is right for the course, and worth a warning.</summary>
    public IReadOnlyList<LimitCase> Limits { get; init; } = [];

    /// <summary>Cases that only give rise to a warning, with its code.</summary>
    public IReadOnlyList<(string Code, Trial Trial)> Fringe { get; init; } = [];

    /// <summary>Makes <see cref="HeldBack"/>.</summary>
    public Lazy<IReadOnlyList<Trial>> HeldBackCases { get; init; } = new(() => []);

    /// <summary>Cases of other sizes and numbers that no search for a mistake sees: what it finds has to hold on them as well. Made when first asked for.</summary>
    public IReadOnlyList<Trial> HeldBack => HeldBackCases.Value;

    /// <summary>Whether one function returns the loss and its gradients.</summary>
    public bool IsLoss => BackwardNames.Count == 0;

    /// <summary>Whether it is a layer that is called as the course calls it; false for a function that is no known layer.</summary>
    public bool IsCourse => Id != ProgramLayers.Custom;

    /// <summary>Whether the mask is drawn by the program itself, so that values cannot be foretold.</summary>
    public bool IsRandom { get; init; }
}
