using System.Collections.Immutable;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;
using GradCheck.Normalization;

namespace GradCheck.Diagnosis.Inputs;

/// <summary>The properties of an input by which wrong code can pass.</summary>
internal static class InputWeaknesses
{
    /// <summary>The gradient of <c>x</c> has vanished where it is below this share of its largest path.</summary>
    private const double Vanishing = 1e-6;

    /// <summary>Beyond this multiple of <c>eps</c> a variance is far from it.</summary>
    private const double FarFromEps = 100;

    /// <summary>From this <c>|mean| * istd</c> on the mean swamps the spread.</summary>
    private const double Swamped = 1e6;

    public static ImmutableArray<InputWeakness> All { get; } =
    [
        new(
            "batch_too_small",
            "A group has one or two elements: its xhat is 0, or 1 and -1, whatever x is, and dx is about 0.",
            "Use at least 4 elements in a group.",
            facts => facts.Size <= 2)
        {
            WarnsAlways = true,
        },
        new(
            "constant_groups",
            "Every group is constant, so xhat is 0 and the variance path with it.",
            "Use x that varies within every group.",
            facts => facts.Var.All(variance => variance == 0)),
        new(
            "dout_zero",
            "dout is 0 everywhere, so every gradient is 0.",
            "Use random numbers for dout.",
            facts => !facts.Input.Dout.Values.ContainsAnyExcept(0.0))
        {
            IsOfGradients = true,
        },
        new(
            "mean_swamps_spread",
            "The mean of a group is more than a million times its spread: plain arithmetic loses the digits that would tell.",
            "Use x with a mean near its spread.",
            IsSwamped),
        new(
            "dout_constant",
            "dout is constant in every group: its gradient passes through neither xhat nor the variance, and dx is 0.",
            "Use random numbers for dout, not ones.",
            IsDoutConstant)
        {
            IsOfGradients = true,
        },
        new(
            "gamma_zero",
            "gamma is 0 everywhere, so nothing flows back to x.",
            "Use values of gamma between 0.5 and 2, not all equal.",
            facts => !facts.Input.Gamma.Values.ContainsAnyExcept(0.0)),
        new(
            "gradient_vanishes",
            "dout is a combination of 1 and xhat, so the paths cancel and dx is about 0.",
            "Use random numbers for dout.",
            IsDxVanishing)
        {
            IsOfGradients = true,
        },
        new(
            "gamma_one",
            "gamma is 1 everywhere: code that forgets it, or uses it twice, gives the same numbers.",
            "Use values of gamma between 0.5 and 2, not all equal.",
            facts => !facts.Input.Gamma.Values.ContainsAnyExcept(1.0),
            Family.Gamma),
        new(
            "beta_zero",
            "beta is 0 everywhere: code that forgets it gives the same numbers.",
            "Use random numbers for beta.",
            facts => !facts.Input.Beta.Values.ContainsAnyExcept(0.0),
            Family.Beta),
        new(
            "no_variance_near_eps",
            "No group has a variance near eps: code that forgets or misplaces eps gives the same numbers.",
            "Let one group have a standard deviation near the square root of eps, about 0.003 for the default.",
            IsFarFromEps,
            Family.Eps),
        new(
            "square_batch",
            "There are as many groups as elements in a group: one count, or axis, taken for the other gives the same numbers.",
            "Use different sizes for the axes of x.",
            facts => facts.Size == facts.Groups.Groups,
            Family.Count),
        new(
            "groups_uninformative",
            "There is one group, or one a channel, or as many groups as channels in a group, or one pixel: other groups give the "
                + "same numbers.",
            "Cut 6 channels of 3 by 2 pixels into 2 groups.",
            HidesGroups,
            Family.Channels),
        new(
            "one_sample",
            "There is one sample: code that takes its statistics over the batch, or over samples apart, gives the same numbers.",
            "Use at least 3 samples.",
            facts => facts.Input.X.Shape[0] == 1,
            Family.Samples),
        new(
            "running_statistics_uninformative",
            "The momentum, or running statistics that equal those of the batch, hide how the average is taken.",
            "Use a momentum of 0.9 and random running statistics.",
            facts => facts.Input.Options.Running is not null,
            Family.Running),
    ];

    private static bool IsDoutConstant(Ingredients facts)
    {
        var (first, dout) = (new int[facts.Size], facts.Input.Dout);
        for (var g = 0; g < facts.Groups.Groups; g++)
        {
            facts.Groups.ElementsOf(g, first);
            if (first.Any(k => dout[k] != dout[first[0]]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsDxVanishing(Ingredients facts)
    {
        var (dx, scale) = (facts.Pass[TensorId.Dx]!, facts.Pass.ScaleOf(TensorId.Dx));
        for (var k = 0; k < dx.Shape.Count; k++)
        {
            if (Math.Abs(dx[k]) > Vanishing * scale.Terms[scale.View.GroupOf(k)])
            {
                return false;
            }
        }

        return true;
    }

    private static bool HidesGroups(Ingredients facts) =>
        facts.Input.Options.Groups is { } groups && facts.Input.X.Shape is var shape
        && (groups == 1 || groups == facts.Parameters.Groups || groups * groups == facts.Parameters.Groups || shape.Count == shape[0] * facts.Parameters.Groups);

    private static bool IsFarFromEps(Ingredients facts) => facts.Var.All(variance => variance > FarFromEps * facts.Eps);

    private static bool IsSwamped(Ingredients facts) => facts.Mean.Zip(facts.Istd).Any(group => Math.Abs(group.First) * group.Second > Swamped);
}
