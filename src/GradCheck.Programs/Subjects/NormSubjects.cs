using GradCheck.Cases;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Programs.Names;
using GradCheck.Programs.Numbers;
using GradCheck.Tensors;

namespace GradCheck.Programs.Subjects;

/// <summary>The layers of the catalogue as subjects: called as the course calls its normalization layers.</summary>
internal static class NormSubjects
{
    /// <summary>The eps of the second case, far above that batch's variance: what hides on ordinary data is gross here.</summary>
    private const double LargeEps = 1e-3;

    /// <summary>The eps of the third, so that a number written into the code shows.</summary>
    private const double OtherEps = 1e-4;

    /// <summary>The subject of a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="seed">The seed of the cases.</param>
    /// <param name="profile">The profile of the only case; null for the three that show most.</param>
    /// <param name="given">A batch of the client's own; null for one from the seed.</param>
    /// <param name="flat">Whether the layers that share parameters over an image get them as <c>(C,)</c> and not as <c>(1, C, 1, 1)</c>.</param>
    /// <param name="conventions">The conventions that it is judged by; null for the defaults.</param>
    /// <param name="absent">Parameters that the program does without: gamma is 1 then, beta 0, and neither has a gradient.</param>
    public static Subject Of(Layer layer, ulong seed, CaseProfile? profile, LayerInput? given, bool flat, LayerOptions? conventions = null, IReadOnlySet<string>? absent = null)
    {
        conventions ??= new();
        layer = layer.On(layer.Rank, conventions) ?? layer;
        if (absent is not null)
        {
            var whole = Of(layer, seed, profile, given, flat, conventions);
            Trial Plain(Trial trial) => TrialOf(trial.Name, WithoutParameters(trial.Batch!, absent), flat, withEps: trial.Name.Contains("without eps", StringComparison.Ordinal) is false);
            return whole with
            {
                Inputs = [.. whole.Inputs.Where(input => !absent.Contains(input))],
                Trials = [.. whole.Trials.Select(Plain)],
                Fringe = [.. whole.Fringe.Select(fringe => (fringe.Code, Plain(fringe.Trial)))],
                Limits = [.. whole.Limits.Select(limit => limit with { Trial = Plain(limit.Trial) })],
                HeldBackCases = new(() => [.. whole.HeldBack.Select(Plain)]),
            };
        }

        var stem = layer.Id == LayerCatalog.GroupNorm.Id ? "spatial_groupnorm" : layer.Id;
        string[] also = layer.Id == LayerCatalog.GroupNorm.Id ? ["groupnorm", "group_norm"] : [layer.Id.Replace("norm", "_norm", StringComparison.Ordinal)];
        return new()
        {
            Id = layer.Id,
            Title = layer.Title,
            ForwardNames = [.. also.Prepend(stem).Distinct().Select(name => name + "_forward")],
            BackwardNames = [.. also.Prepend(stem).Distinct().SelectMany(name => new[] { name + "_backward", name + "_backward_alt" })],
            Inputs = ["x", "gamma", "beta"],
            Trials = given is not null ? [TrialOf("your inputs", given, flat)]
                : profile is { } only ? [TrialOf($"a batch of the profile {CaseProfiles.NameOf(only)}", CaseGenerator.Make(layer, seed, only, null, OptionsOf(layer, conventions, LayerOptions.DefaultEps)), flat)]
                : Ordinary(layer, seed, flat, conventions),
            Fringe = given is null && profile is null ? [.. Fringe(layer, seed, flat, conventions)] : [],
            Limits = given is { X.Shape.Rank: 2 } && layer.Rank == 2 ? [new("other_sizes", OtherSizes(given, seed, flat)) { BindsFixes = true }] : [],
            HeldBackCases = new(() => given is not null ? Beside(given, seed, flat) : HeldBack(layer, seed, flat, conventions)),
        };
    }

    /// <summary>Three cases; no two sizes of one are the same, nor are the counts that could be taken for that of a group.</summary>
    private static Trial[] Ordinary(Layer layer, ulong seed, bool flat, LayerOptions conventions) =>
    [
        TrialOf("ordinary data", Made(layer, conventions, seed, CaseProfile.Discriminating, new(6, 4), new(4, 6, 5, 7), LayerOptions.DefaultEps, 2), flat),
        TrialOf("data whose variance is far below eps", Made(layer, conventions, seed, CaseProfile.TinyVariance, new(5, 3), new(5, 6, 7, 4), LargeEps, 3), flat),
        TrialOf("data of other sizes", Made(layer, conventions, seed, CaseProfile.Typical, new(4, 9), new(3, 8, 7, 5), OtherEps, 2), flat),
    ];

    /// <summary>Cases of sizes and numbers that no search for a mistake has seen; of images, which are large, one.</summary>
    private static Trial[] HeldBack(Layer layer, ulong seed, bool flat, LayerOptions conventions)
    {
        var held = TrialOf("data held back", Made(layer, conventions, ~seed, CaseProfile.Discriminating, new(7, 5), new(3, 10, 7, 4), LayerOptions.DefaultEps, 2), flat);
        return layer.Rank != 2
            ? [held]
            : [held, TrialOf("data held back, of a small variance", Made(layer, conventions, ~seed, CaseProfile.TinyVariance, new(4, 11), new(2, 12, 7, 5), LargeEps, 3), flat)];
    }

    private static IEnumerable<(string, Trial)> Fringe(Layer layer, ulong seed, bool flat, LayerOptions conventions)
    {
        LayerInput Of(CaseProfile profile, Shape matrix, Shape images, int groups = CaseProfiles.DefaultGroups) => Made(layer, conventions, seed, profile, matrix, images, LayerOptions.DefaultEps, groups);
        yield return ("default_eps", TrialOf(
            "ordinary data, and a dictionary without eps (1e-5 is the course's default)",
            Of(CaseProfile.Discriminating, new(6, 4), new(2, 6, 4, 5)),
            flat,
            withEps: false));
        if (layer.Id != LayerCatalog.BatchNorm.Id)
        {
            yield return ("batch_of_one", TrialOf("a batch of one sample", Of(CaseProfile.Typical, new(1, 5), new(1, 6, 4, 5)), flat));
        }

        if (layer.TakesGroups)
        {
            yield return ("one_group", TrialOf("a single group", Of(CaseProfile.Typical, new(6, 4), new(2, 6, 4, 5), 1), flat));
            yield return ("groups_of_one", TrialOf("as many groups as channels", Of(CaseProfile.Typical, new(6, 4), new(2, 6, 4, 5), 6), flat));
        }

        yield return ("offset", TrialOf("data whose mean is a million times its standard deviation", Of(CaseProfile.Offset, new(6, 4), new(2, 6, 4, 5)), flat));
    }

    /// <summary>A batch of a layer that does without some of its parameters.</summary>
    public static LayerInput WithoutParameters(LayerInput input, IReadOnlySet<string> absent)
    {
        Tensor Filled(Tensor like, double value) => new(like.Shape, [.. Enumerable.Repeat(value, like.Shape.Count)]);
        return new(
            input.Layer,
            input.X,
            absent.Contains("gamma") ? Filled(input.Gamma, 1) : input.Gamma,
            absent.Contains("beta") ? Filled(input.Beta, 0) : input.Beta,
            input.Dout,
            input.Options);
    }

    /// <summary>A batch for a layer of matrices or of images.</summary>
    private static LayerInput Made(Layer layer, LayerOptions conventions, ulong seed, CaseProfile profile, Shape matrix, Shape images, double eps, int groups) =>
        CaseGenerator.Make(layer, seed, profile, ShapeOf(layer, matrix, images), OptionsOf(layer, conventions, eps, groups));

    /// <summary>Batches of the shape and the options of a client's own, with other numbers.</summary>
    private static Trial[] Beside(LayerInput given, ulong seed, bool flat) =>
    [
        .. new[] { (CaseProfile.Typical, "data of your shape"), (CaseProfile.Discriminating, "other data of your shape") }
            .Select(kind => TrialOf(kind.Item2, CaseGenerator.Make(given.Layer, ~seed, kind.Item1, given.X.Shape, given.Options), flat)),
    ];

    /// <summary>A batch of other sizes than the client's: what is right on one sample by chance is not on several.</summary>
    private static Trial OtherSizes(LayerInput given, ulong seed, bool flat)
    {
        var sizes = given.X.Shape.Sizes;
        return TrialOf("data of other sizes", CaseGenerator.Make(given.Layer, ~seed, CaseProfile.Typical, new(sizes[0] + 3, sizes[1] + 2), given.Options), flat);
    }

    private static LayerOptions OptionsOf(Layer layer, LayerOptions conventions, double eps, int groups = CaseProfiles.DefaultGroups) =>
        conventions with { Eps = eps, Groups = layer.TakesGroups ? groups : null };

    // Of images (N, C, H, W), with the channels where the layer has them.
    private static Shape ShapeOf(Layer layer, Shape rows, Shape images) =>
        layer.Rank == 2 ? rows : layer.HasChannelsLast ? new(images[0], images[2], images[3], images[1]) : images;

    public static Trial TrialOf(string name, LayerInput input, bool flat, bool withEps = true)
    {
        var forward = ForwardPass.Run(input);
        var gradients = ClosedFormBackward.Run(forward);
        var kept = input.Layer.ParametersMayKeepAxes && !flat;
        int[] parameters = [.. input.Layer.ParameterShapesOf(input.X.Shape)[kept ? 1 : 0].Sizes];
        var eps = Ingredient.Number("eps", input.Options.Eps);
        List<Ingredient> items = [Ingredient.Text("mode", "train"), .. withEps ? new[] { eps } : [], Ingredient.Number("momentum", input.Options.Momentum)];
        var groups = input.Options.Groups is { } count ? Ingredient.Integer("G", count) : null;
        return new()
        {
            Name = name,
            Ingredients =
            [
                Ingredient.Input("x", [.. input.X.Shape.Sizes], [.. input.X.Values]),
                Ingredient.Input("gamma", parameters, [.. input.Gamma.Values]),
                Ingredient.Input("beta", parameters, [.. input.Beta.Values]),
                .. groups is null ? [] : new[] { groups },
                Ingredient.Parameters(ParameterName(input.Layer), [.. items]),
            ],
            Extras = [.. items.Append(eps).DistinctBy(item => item.Name)],
            Dout = Snapshot.Of(input.Dout),
            Batch = input,
            Truth = new(
                Snapshot.Of(forward.Out),
                new Dictionary<string, Snapshot>
                {
                    ["x"] = Snapshot.Of(gradients.Dx),
                    ["gamma"] = Snapshot.Of(gradients.Dgamma).Reshaped(parameters),
                    ["beta"] = Snapshot.Of(gradients.Dbeta).Reshaped(parameters),
                },
                Stages(forward)),
        };
    }

    private static string ParameterName(Layer layer) => layer.Id switch
    {
        "layernorm" => "ln_param",
        "groupnorm" => "gn_param",
        "instancenorm" => "in_param",
        "rmsnorm" => "rms_param",
        _ => "bn_param",
    };

    /// <summary>The statistics, one a group, and the values of every element.</summary>
    private static Dictionary<Role, Stage> Stages(ForwardResult forward)
    {
        var variance = Snapshot.Of(forward.Var);
        var istd = Snapshot.Of(Tensor.Rounded(forward.Var.Shape, forward.Statistics.Istd));
        var eps = forward.Input.Options.Eps;
        var stages = new Dictionary<Role, Stage>
        {
            [Role.Var] = new("the layer's variance", variance, variance with { Values = Array.ConvertAll(variance.Values, value => value + eps) }),
            [Role.Std] = new("the layer's sqrt(var + eps)", istd with { Values = Array.ConvertAll(istd.Values, value => 1 / value) }),
            [Role.Istd] = new("the layer's 1 / sqrt(var + eps)", istd),
            [Role.Xhat] = new("the layer's xhat", Snapshot.Of(forward.Xhat)),
        };
        if (forward.Input.Layer.SubtractsMean)
        {
            var (mean, x) = (forward.Mean, forward.Input.X);
            stages[Role.Mean] = new("the layer's mean", Snapshot.Of(mean));
            stages[Role.Xmu] = new("the layer's x - mean", new Snapshot([.. x.Shape.Sizes], [.. Enumerable.Range(0, x.Shape.Count).Select(k => x[k] - mean[forward.Input.Groups.GroupOf(k)])]));
        }

        return stages;
    }
}
