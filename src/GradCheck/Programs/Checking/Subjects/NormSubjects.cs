using GradCheck.Cases;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Programs.Checking.Pairing;
using GradCheck.Tensors;

namespace GradCheck.Programs.Checking.Subjects;

/// <summary>The layers of the catalogue as subjects: called as the course calls its normalization layers.</summary>
internal static class NormSubjects
{
    /// <summary>The eps of the second case, far above that batch's variance: what hides on ordinary data is gross here.</summary>
    private const double LargeEps = 1e-3;

    /// <summary>The subject of a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="seed">The seed of the cases.</param>
    /// <param name="profile">The profile of the only case; null for the two that show most.</param>
    /// <param name="given">A batch of the client's own; null for one from the seed.</param>
    /// <param name="flat">Whether the layers that share parameters over an image get them as <c>(C,)</c> and not as <c>(1, C, 1, 1)</c>.</param>
    /// <param name="conventions">The conventions that it is judged by; null for the defaults.</param>
    public static Subject Of(Layer layer, ulong seed, CaseProfile? profile, LayerInput? given, bool flat, LayerOptions? conventions = null)
    {
        conventions ??= new();
        layer = layer.On(layer.Rank, conventions) ?? layer;
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
                : [Discriminating(layer, seed, flat, conventions), TinyVariance(layer, seed, flat, conventions)],
            Fringe = given is null && profile is null ? [.. Fringe(layer, seed, flat, conventions)] : [],
        };
    }

    private static Trial Discriminating(Layer layer, ulong seed, bool flat, LayerOptions conventions) => TrialOf(
        "ordinary data",
        CaseGenerator.Make(layer, seed, CaseProfile.Discriminating, ShapeOf(layer, new(6, 4), new(3, 6, 4, 5)), OptionsOf(layer, conventions, LayerOptions.DefaultEps)),
        flat);

    private static Trial TinyVariance(Layer layer, ulong seed, bool flat, LayerOptions conventions) => TrialOf(
        "data whose variance is far below eps",
        CaseGenerator.Make(layer, seed, CaseProfile.TinyVariance, ShapeOf(layer, new(5, 3), new(2, 6, 4, 2)), OptionsOf(layer, conventions, LargeEps, 3)),
        flat);

    private static IEnumerable<(string, Trial)> Fringe(Layer layer, ulong seed, bool flat, LayerOptions conventions)
    {
        var shape = ShapeOf(layer, new(6, 4), new(3, 6, 4, 5));
        yield return ("default_eps", TrialOf(
            "ordinary data, and a dictionary without eps (1e-5 is the course's default)",
            CaseGenerator.Make(layer, seed, CaseProfile.Discriminating, shape, OptionsOf(layer, conventions, LayerOptions.DefaultEps)),
            flat,
            withEps: false));
        if (layer.Id != LayerCatalog.BatchNorm.Id)
        {
            var single = ShapeOf(layer, new(1, 5), new(1, 6, 2, 5));
            yield return ("batch_of_one", TrialOf("a batch of one sample", CaseGenerator.Make(layer, seed, CaseProfile.Typical, single, OptionsOf(layer, conventions, LayerOptions.DefaultEps)), flat));
        }

        if (layer.TakesGroups)
        {
            yield return ("one_group", TrialOf("a single group", CaseGenerator.Make(layer, seed, CaseProfile.Typical, shape, OptionsOf(layer, conventions, LayerOptions.DefaultEps, 1)), flat));
        }

        yield return ("offset", TrialOf(
            "data whose mean is a million times its standard deviation",
            CaseGenerator.Make(layer, seed, CaseProfile.Offset, shape, OptionsOf(layer, conventions, LayerOptions.DefaultEps)),
            flat));
    }

    private static LayerOptions OptionsOf(Layer layer, LayerOptions conventions, double eps, int groups = CaseProfiles.DefaultGroups) =>
        conventions with { Eps = eps, Groups = layer.TakesGroups ? groups : null };

    // Of images (N, C, H, W), with the channels where the layer has them.
    private static Shape ShapeOf(Layer layer, Shape rows, Shape images) =>
        layer.Rank == 2 ? rows : layer.HasChannelsLast ? new(images[0], images[2], images[3], images[1]) : images;

    private static Trial TrialOf(string name, LayerInput input, bool flat, bool withEps = true)
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
