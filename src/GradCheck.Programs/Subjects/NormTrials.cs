using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Programs.Names;
using GradCheck.Programs.Numbers;
using GradCheck.Tensors;

namespace GradCheck.Programs.Subjects;

/// <summary>Cases of the layers of the catalogue: their arguments, and what the layer gives on them.</summary>
internal static class NormTrials
{
    /// <summary>The case of a batch.</summary>
    /// <param name="name">What it is, in words.</param>
    /// <param name="input">The batch.</param>
    /// <param name="flat">Whether layers that share parameters over an image get them as <c>(C,)</c> and not as <c>(1, C, 1, 1)</c>.</param>
    /// <param name="withEps">Whether the dictionary of parameters holds eps.</param>
    public static Trial Of(string name, LayerInput input, bool flat, bool withEps = true)
    {
        var pass = Pass.Of(input);
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
                Snapshot.Of(pass.Out),
                new Dictionary<string, Snapshot>
                {
                    ["x"] = Snapshot.Of(pass.Closed.Dx),
                    ["gamma"] = Snapshot.Of(pass.Closed.Dgamma).Reshaped(parameters),
                    ["beta"] = Snapshot.Of(pass.Closed.Dbeta).Reshaped(parameters),
                },
                Stages(pass)),
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
    private static Dictionary<Role, Stage> Stages(Pass pass)
    {
        var variance = Snapshot.Of(pass.Var);
        var istd = Snapshot.Of(Tensor.Rounded(pass.Var.Shape, pass.Statistics.Istd));
        var eps = pass.Input.Options.Eps;
        var stages = new Dictionary<Role, Stage>
        {
            [Role.Var] = new("the layer's variance", variance, variance with { Values = Array.ConvertAll(variance.Values, value => value + eps) }),
            [Role.Std] = new("the layer's sqrt(var + eps)", istd with { Values = Array.ConvertAll(istd.Values, value => 1 / value) }),
            [Role.Istd] = new("the layer's 1 / sqrt(var + eps)", istd),
            [Role.Xhat] = new("the layer's xhat", Snapshot.Of(pass.Xhat)),
        };
        if (pass.Input.Layer.SubtractsMean)
        {
            var (mean, x) = (pass.Mean, pass.Input.X);
            stages[Role.Mean] = new("the layer's mean", Snapshot.Of(mean));
            var centred = Enumerable.Range(0, x.Shape.Count).Select(k => x[k] - mean[pass.Input.Groups.GroupOf(k)]);
            stages[Role.Xmu] = new("the layer's x - mean", new Snapshot([.. x.Shape.Sizes], [.. centred]));
        }

        return stages;
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
}
