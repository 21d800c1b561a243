using GradCheck.Cases;
using GradCheck.Layers;
using GradCheck.Programs.Reports;
using GradCheck.Tensors;

namespace GradCheck.Programs.Subjects;

/// <summary>A layer of the catalogue as a subject: called as the course calls its normalization layers.</summary>
internal sealed class NormSubject
{
    /// <summary>The eps of the second case, far above that batch's variance: what hides on ordinary data is gross here.</summary>
    private const double LargeEps = 1e-3;

    /// <summary>The eps of the third, so that a number written into the code shows.</summary>
    private const double OtherEps = 1e-4;

    private static readonly string[] InputNames = ["x", "gamma", "beta"];

    private readonly Layer layer;
    private readonly ProgramRequest request;
    private readonly IReadOnlySet<string> absent;
    private readonly double? fixedEps;

    private NormSubject(ProgramRequest request, IReadOnlySet<string> absent, double? eps)
    {
        var known = LayerCatalog.Find(request.Layer) ?? throw new ArgumentException($"no layer has the id '{request.Layer}'", nameof(request));
        layer = known.On(request.Axes ?? known.Rank, request.Conventions) ?? known;
        (this.request, this.absent, fixedEps) = (request, absent, eps);
    }

    /// <summary>The subject of a request.</summary>
    /// <param name="request">The layer, the seed or the profile of its cases or a batch of the client's own, and the conventions it is judged by.</param>
    /// <param name="absent">Parameters that the program does without: gamma is 1 then, beta 0, and neither has a gradient. Null for none.</param>
    /// <param name="eps">The eps that the program has and cannot be given another; null for those of the cases.</param>
    /// <exception cref="ArgumentException">No layer of the catalogue has the id.</exception>
    public static Subject Of(ProgramRequest request, IReadOnlySet<string>? absent = null, double? eps = null) =>
        new NormSubject(request, absent ?? new HashSet<string>(), eps).Made();

    private Subject Made()
    {
        var isGroups = layer.Id == LayerCatalog.GroupNorm.Id;
        string[] stems = isGroups ? ["spatial_groupnorm", "groupnorm", "group_norm"] : [layer.Id, layer.Id.Replace("norm", "_norm", StringComparison.Ordinal)];
        var isSeeded = request is { Batch: null, Profile: null };
        return new()
        {
            Id = layer.Id,
            Title = layer.Title,
            ForwardNames = [.. stems.Distinct().Select(name => name + "_forward")],
            BackwardNames = [.. stems.Distinct().SelectMany(name => new[] { name + "_backward", name + "_backward_alt" })],
            Inputs = [.. InputNames.Where(input => !absent.Contains(input))],
            Trials = request.Batch is { } given ? [On("your inputs", given)] : request.Profile is { } only ? [OfProfile(only)] : Ordinary(),
            Fringe = isSeeded ? [.. Fringe()] : [],
            Limits = request.Batch is { X.Shape.Rank: 2 } rows && layer.Rank == 2 ? [new("other_sizes", OtherSizes(rows)) { BindsFixes = true }] : [],
            HeldBackCases = new(() => request.Batch is { } own ? Beside(own) : HeldBack()),
        };
    }

    private Trial OfProfile(CaseProfile profile) => On(
        $"a batch of the profile {CaseProfiles.NameOf(profile)}",
        CaseGenerator.Make(layer, request.Seed, profile, null, OptionsOf(LayerOptions.DefaultEps)));

    /// <summary>Three cases; no two sizes of one are the same, nor are the counts that could be taken for that of a group.</summary>
    private Trial[] Ordinary() =>
    [
        On("ordinary data", Seeded(CaseProfile.Discriminating, new(6, 4), new(4, 6, 5, 7))),
        On("data whose variance is far below eps", Seeded(CaseProfile.TinyVariance, new(5, 3), new(5, 6, 7, 4), LargeEps, 3)),
        On("data of other sizes", Seeded(CaseProfile.Typical, new(4, 9), new(3, 8, 7, 5), OtherEps)),
    ];

    /// <summary>Cases of sizes and numbers that no search for a mistake has seen; of images, which are large, one.</summary>
    private Trial[] HeldBack()
    {
        Trial Held(string name, CaseProfile profile, Shape rows, Shape images, double eps, int groups) =>
            On(name, Made(~request.Seed, profile, rows, images, eps, groups));
        var held = Held("data held back", CaseProfile.Discriminating, new(7, 5), new(3, 10, 7, 4), LayerOptions.DefaultEps, 2);
        return layer.Rank != 2
            ? [held]
            : [held, Held("data held back, of a small variance", CaseProfile.TinyVariance, new(4, 11), new(2, 12, 7, 5), LargeEps, 3)];
    }

    private IEnumerable<(string, Trial)> Fringe()
    {
        var (rows, images) = (new Shape(6, 4), new Shape(2, 6, 4, 5));
        yield return ("default_eps", On(
            "ordinary data, and a dictionary without eps (1e-5 is the course's default)",
            Seeded(CaseProfile.Discriminating, rows, images),
            withEps: false));
        if (layer.Id != LayerCatalog.BatchNorm.Id)
        {
            yield return ("batch_of_one", On("a batch of one sample", Seeded(CaseProfile.Typical, new(1, 5), new(1, 6, 4, 5))));
        }

        if (layer.TakesGroups)
        {
            yield return ("one_group", On("a single group", Seeded(CaseProfile.Typical, rows, images, groups: 1)));
            yield return ("groups_of_one", On("as many groups as channels", Seeded(CaseProfile.Typical, rows, images, groups: 6)));
        }

        yield return ("offset", On("data whose mean is a million times its standard deviation", Seeded(CaseProfile.Offset, rows, images)));
    }

    /// <summary>Batches of the shape and the options of a client's own, with other numbers.</summary>
    private Trial[] Beside(LayerInput given)
    {
        Trial Of(string name, CaseProfile profile) => On(name, CaseGenerator.Make(given.Layer, ~request.Seed, profile, given.X.Shape, given.Options));
        return [Of("data of your shape", CaseProfile.Typical), Of("other data of your shape", CaseProfile.Discriminating)];
    }

    /// <summary>A batch of other sizes than the client's: what is right on one sample by chance is not on several.</summary>
    private Trial OtherSizes(LayerInput given)
    {
        var sizes = given.X.Shape.Sizes;
        var other = new Shape(sizes[0] + 3, sizes[1] + 2);
        return On("data of other sizes", CaseGenerator.Make(given.Layer, ~request.Seed, CaseProfile.Typical, other, given.Options));
    }

    private Trial On(string name, LayerInput input, bool withEps = true) =>
        NormTrials.Of(name, absent.Count == 0 ? input : NormTrials.WithoutParameters(input, absent), request.FlatParameters, withEps);

    private LayerInput Seeded(CaseProfile profile, Shape rows, Shape images, double eps = LayerOptions.DefaultEps, int groups = CaseProfiles.DefaultGroups) =>
        Made(request.Seed, profile, rows, images, eps, groups);

    /// <summary>A batch for a layer of matrices, or of images <c>(N, C, H, W)</c> with the channels where the layer has them.</summary>
    private LayerInput Made(ulong seed, CaseProfile profile, Shape rows, Shape images, double eps, int groups)
    {
        var shape = layer.Rank == 2 ? rows : layer.Rank == 3 ? WithMiddle(rows) : layer.HasChannelsLast ? new(images[0], images[2], images[3], images[1]) : images;
        var input = CaseGenerator.Make(layer, seed, profile, shape, OptionsOf(fixedEps ?? eps, groups));

        // What is far below one eps is not below another.
        return fixedEps is { } own && profile == CaseProfile.TinyVariance ? Scaled(input, Math.Sqrt(own / eps)) : input;
    }

    /// <summary>Rows in blocks, as a batch of sequences has them; or columns along a further axis.</summary>
    private Shape WithMiddle(Shape rows) => layer.ParameterAxes.End.GetOffset(layer.Rank) == layer.Rank ? new(rows[0], 3, rows[1]) : new(rows[0], rows[1], 3);

    private static LayerInput Scaled(LayerInput input, double factor) => new(
        input.Layer, new(input.X.Shape, [.. input.X.Values.ToArray().Select(value => factor * value)]), input.Gamma, input.Beta, input.Dout, input.Options);

    private LayerOptions OptionsOf(double eps, int groups = CaseProfiles.DefaultGroups) =>
        request.Conventions with { Eps = eps, Groups = layer.TakesGroups ? groups : null };
}
