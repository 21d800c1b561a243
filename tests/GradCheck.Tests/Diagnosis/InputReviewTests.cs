using System.Collections.Immutable;
using GradCheck.Cases;
using GradCheck.Comparison;
using GradCheck.Diagnosis;
using GradCheck.Diagnosis.Inputs;
using GradCheck.Diagnosis.Reports;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Tests.Diagnosis;

public class InputReviewTests
{
    private static readonly LayerInput Good = CaseGenerator.Make(LayerCatalog.BatchNorm, 1, CaseProfile.Discriminating);

    [Fact]
    public void Review_OfADiscriminatingBatch_HasNoWarning() => Assert.Empty(Review(Good));

    [Fact]
    public void Check_WithoutAReview_WarnsOfNothing()
    {
        var forward = Pass.Of(Weak("gamma_one"));
        var submitted = new Dictionary<TensorId, Tensor> { [TensorId.Out] = forward.Out };

        Assert.NotEmpty(Checker.Check(forward, submitted).Warnings);
        Assert.Empty(Checker.Check(forward, submitted, new() { ReviewsInput = false }).Warnings);
    }

    [Theory]
    [InlineData("dout_constant", "missing_variance_path")]
    [InlineData("gamma_one", "missing_gamma")]
    [InlineData("gamma_zero", "missing_mean_path")]
    [InlineData("beta_zero", "missing_beta")]
    [InlineData("dout_zero", "sign_flipped")]
    [InlineData("batch_too_small", "variance_path_sign")]
    [InlineData("no_variance_near_eps", "eps_omitted")]
    [InlineData("mean_swamps_spread", "eps_omitted")]
    [InlineData("gradient_vanishes", "eps_omitted_in_backward")]
    [InlineData("square_batch", "wrong_count")]
    public void Review_OfAWeakInput_SaysWhatItHides(string code, string hidden)
    {
        var warning = Assert.Single(Review(Weak(code)), warning => warning.Code == code);
        Assert.Contains(hidden, warning.Undetectable);
    }

    [Theory]
    [InlineData(1, 6, "channels_interleaved")]
    [InlineData(6, 6, "statistics_per_channel")]
    [InlineData(2, 4, "group_count_for_size")]
    public void Review_OfGroupsThatCoincide_SaysWhatTheyHide(int groups, int channels, string hidden)
    {
        var input = CaseGenerator.Make(LayerCatalog.GroupNorm, 1, CaseProfile.Discriminating, new(3, channels, 3, 2), new() { Groups = groups });
        Assert.Contains(hidden, Assert.Single(Review(input), warning => warning.Code == "groups_uninformative").Undetectable);
    }

    [Fact]
    public void Review_OfOneSample_SaysThatTheBatchIsHidden()
    {
        var input = CaseGenerator.Make(LayerCatalog.InstanceNorm, 1, CaseProfile.Discriminating, new(1, 4, 3, 2));
        Assert.Contains("statistics_over_batch", Assert.Single(Review(input), warning => warning.Code == "one_sample").Undetectable);
    }

    [Fact]
    public void Review_OfADiscriminatingBatchOfImages_HasNoWarning() =>
        Assert.Empty(Review(CaseGenerator.Make(LayerCatalog.GroupNorm, 1, CaseProfile.Discriminating, options: new() { Groups = 2 })));

    [Fact]
    public void Review_OfAConstantColumnAmongOthers_HasNoWarning() =>
        Assert.Empty(Review(CaseGenerator.Make(LayerCatalog.BatchNorm, 1, CaseProfile.ConstantColumn)));

    [Fact]
    public void Review_OfWhatTheCourseTestsWith_WarnsOfGammaAndBeta()
    {
        var input = CaseGenerator.Make(LayerCatalog.BatchNorm, 1).With(gamma: Tensor.Full(new(5), 1), beta: Tensor.Full(new(5), 0));
        Assert.Equal(["gamma_one", "beta_zero"], Review(input).Select(warning => warning.Code));
    }

    private static LayerInput Weak(string code) => code switch
    {
        "dout_constant" => Good.With(dout: Tensor.Full(Good.X.Shape, 1)),
        "gamma_one" => Good.With(gamma: Tensor.Full(new(2), 1)),
        "gamma_zero" => Good.With(gamma: Tensor.Full(new(2), 0)),
        "beta_zero" => Good.With(beta: Tensor.Full(new(2), 0)),
        "dout_zero" => Good.With(dout: Tensor.Full(Good.X.Shape, 0)),
        "batch_too_small" => CaseGenerator.Make(LayerCatalog.BatchNorm, 1, shape: new(1, 3)),
        "no_variance_near_eps" => Good.With(x: new(Good.X.Shape, [.. Enumerable.Range(0, 10).Select(k => 1000.0 * ((k * k % 7) + k))])),
        "mean_swamps_spread" => Good.With(x: new(Good.X.Shape, [.. Enumerable.Range(0, 10).Select(k => 1e9 + (k * k % 7))])),
        "gradient_vanishes" => Good.With(dout: new(Good.X.Shape, [.. Enumerable.Range(0, 10).Select(k => 2 + (k % 2 == 0 ? 0 : (Good.X[k] - 12) / 4))])),
        _ => CaseGenerator.Make(LayerCatalog.BatchNorm, 1, shape: new(5, 5)),
    };

    private static ImmutableArray<Warning> Review(LayerInput input) => InputReview.Of(Pass.Of(input), Tolerance.Default);
}
