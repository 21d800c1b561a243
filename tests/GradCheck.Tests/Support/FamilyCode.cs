using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Tests.Support;

/// <summary>A student's normalization of any layer in plain doubles, with mistakes switched on by their codes.</summary>
/// <remarks>
/// Written on its own, loop by loop, as <see cref="StudentCode"/> is: which elements belong together is told element by
/// element from sample, channel and pixel, and shares nothing with the views of the code that it is used to test.
/// </remarks>
public sealed class FamilyCode
{
    private readonly LayerInput input;
    private readonly HashSet<string> mistakes;
    private readonly int samples;
    private readonly int channels;
    private readonly int pixels;
    private readonly int count;
    private readonly int[] group;
    private readonly int[] parameter;
    private readonly double[] m;
    private readonly double[] mean;
    private readonly double[] var;
    private readonly double[] istd;
    private readonly double[] xhat;

    public FamilyCode(LayerInput input, params IEnumerable<string> mistakes)
    {
        (this.input, this.mistakes) = (input, [.. mistakes]);
        var shape = input.X.Shape;
        (samples, channels, pixels, count) = (shape[0], shape[1], shape.Rank == 4 ? shape[2] * shape[3] : 1, shape.Count);
        (group, parameter, xhat) = (new int[count], new int[count], new double[count]);
        (m, mean, var, istd) = (new double[count], new double[count], new double[count], new double[count]);
        Arrange();
        Normalize();
    }

    /// <summary>The mistakes that reach every tensor but dbeta.</summary>
    public static string[] Forward { get; } =
    [
        "unbiased_variance", "eps_outside_root", "eps_omitted", "divided_by_variance", "multiplied_by_std", "eps_subtracted", "different_eps",
        "statistics_per_pixel", "statistics_per_sample", "statistics_per_channel", "statistics_leave_out_space", "statistics_over_batch",
        "statistics_over_features", "statistics_over_everything", "channels_interleaved", "group_count_for_size", "reshape_without_transpose",
    ];

    /// <summary>The mistakes in dx.</summary>
    public static string[] OfDx { get; } =
    [
        "missing_mean_path", "missing_variance_path", "statistics_treated_as_constants", "missing_direct_path", "mean_path_sign", "variance_path_sign",
        "mean_path_not_divided_by_m", "variance_path_not_divided_by_m", "variance_path_factor_two", "variance_path_factor_half",
        "variance_path_wrong_power", "eps_omitted_in_dvar", "eps_omitted_in_backward", "wrong_count", "sums_over_wrong_axis", "mean_over_whole_batch",
        "jacobian_treated_as_diagonal", "missing_gamma", "gamma_applied_twice", "gamma_outside_sums", "missing_inverse_std", "not_divided_by_m",
        "divided_by_m_twice", "sign_flipped", "scaled_by_constant",
    ];

    /// <summary>The mistakes in dgamma.</summary>
    public static string[] OfDgamma { get; } =
        ["uses_x_instead_of_xhat", "uses_centered_x_instead_of_xhat", "uses_out_instead_of_xhat", "includes_gamma", "mean_instead_of_sum", "summed_over_everything"];

    private Layer Layer => input.Layer;

    /// <summary>Whether a mistake can be made on an input, and differs there from right code and from every other mistake.</summary>
    public static bool Applies(string code, LayerInput input)
    {
        var (layer, shape) = (input.Layer, input.X.Shape);
        var (groups, size, images) = (input.Options.Groups ?? 0, input.Options.Groups is { } g ? shape[1] / g : 0, shape.Rank == 4);
        return code switch
        {
            // No mean is subtracted, so there is no mean path; the direct path alone is what is left without the variance
            // path; and x minus its mean is x.
            "missing_mean_path" or "mean_path_sign" or "mean_path_not_divided_by_m" or "statistics_treated_as_constants" or "uses_centered_x_instead_of_xhat" => layer.SubtractsMean,
            "gamma_outside_sums" => layer.NormalizesTrailingAxes || size > 1,
            "statistics_per_pixel" or "statistics_per_sample" or "reshape_without_transpose" => images && layer.NormalizesParameters,

            // A group of one channel is that channel; one group of one sample is all there is.
            "statistics_per_channel" => size > 1,
            "statistics_leave_out_space" => layer.TakesGroups,
            "channels_interleaved" => groups > 1 && size > 1,

            // With one group its size is one channel, which is statistics_per_channel; with as many as channels, a sample.
            "group_count_for_size" => groups > 1 && groups != size,
            "statistics_over_batch" => !layer.NormalizesParameters,
            "statistics_over_features" => !images && layer.NormalizesParameters,

            // Which sums a wrong axis gives depends on the code; with two axes there is one other.
            "sums_over_wrong_axis" => !images,
            _ => true,
        };
    }

    /// <summary>Every tensor that the code computes.</summary>
    public IReadOnlyDictionary<TensorId, Tensor> Submission()
    {
        var submission = new Dictionary<TensorId, Tensor>
        {
            [TensorId.Dx] = new(input.X.Shape, Dx()),
            [TensorId.Dgamma] = new(input.Gamma.Shape, Summed(Dgamma, Has("summed_over_everything"))),
            [TensorId.Dbeta] = new(input.Beta.Shape, Summed(k => input.Dout[k], false)),
        };
        if (Forward.Any(Has))
        {
            submission[TensorId.Xhat] = new(input.X.Shape, (double[])xhat.Clone());
            submission[TensorId.Out] = new(input.X.Shape, [.. xhat.Select((value, k) => (input.Gamma[parameter[k]] * value) + input.Beta[parameter[k]])]);
        }

        return submission;
    }

    private bool Has(string code) => mistakes.Contains(code);

    private void Arrange()
    {
        var groups = input.Options.Groups ?? 1;
        var size = channels / groups;
        for (int n = 0, k = 0; n < samples; n++)
        {
            for (var c = 0; c < channels; c++)
            {
                for (var p = 0; p < pixels; p++, k++)
                {
                    parameter[k] = Has("reshape_without_transpose") ? k % channels : c;
                    group[k] = Has("reshape_without_transpose") ? k % channels
                        : Has("statistics_per_pixel") ? (c * pixels) + p
                        : Has("statistics_per_sample") || Has("statistics_per_channel") ? (n * channels) + c
                        : Has("statistics_leave_out_space") ? (((n * groups) + (c / size)) * pixels) + p
                        : Has("channels_interleaved") ? (n * groups) + (c % groups)
                        : Has("group_count_for_size") ? (n * size) + (c / groups)
                        : Has("statistics_over_batch") ? c
                        : Has("statistics_over_features") ? n
                        : Has("statistics_over_everything") ? 0
                        : Layer.NormalizesParameters ? c
                        : Layer.NormalizesTrailingAxes ? n
                        : Layer.TakesGroups ? (n * groups) + (c / size)
                        : (n * channels) + c;
                }
            }
        }
    }

    private void Normalize()
    {
        var eps = Has("different_eps") ? 1e-8 : input.Options.Eps;
        foreach (var g in group)
        {
            m[g]++;
        }

        for (var k = 0; k < count && Layer.SubtractsMean; k++)
        {
            mean[group[k]] += input.X[k] / m[group[k]];
        }

        for (var k = 0; k < count; k++)
        {
            var centered = input.X[k] - mean[group[k]];
            var[group[k]] += centered * centered / (m[group[k]] - (Has("unbiased_variance") ? 1 : Layer.Divisor.Ddof));
        }

        for (var g = 0; g < count; g++)
        {
            istd[g] = 1 / (Has("eps_outside_root") ? Math.Sqrt(var[g]) + eps
                : Has("eps_omitted") ? Math.Sqrt(var[g])
                : Has("eps_subtracted") ? Math.Sqrt(var[g] - eps)
                : Has("divided_by_variance") ? var[g] + eps
                : Has("multiplied_by_std") ? 1 / Math.Sqrt(var[g] + eps)
                : Math.Sqrt(var[g] + eps));
        }

        for (var k = 0; k < count; k++)
        {
            xhat[k] = (input.X[k] - mean[group[k]]) * istd[group[k]];
        }
    }

    private double[] Dx()
    {
        var dxhat = new double[count];
        for (var k = 0; k < count; k++)
        {
            var gamma = input.Gamma[parameter[k]];
            dxhat[k] = input.Dout[k] * (Has("missing_gamma") || Has("gamma_outside_sums") ? 1 : Has("gamma_applied_twice") ? gamma * gamma : gamma);
        }

        var (sums, projections) = (new double[count], new double[count]);
        for (var k = 0; k < count; k++)
        {
            sums[Place(k)] += dxhat[k];
            projections[Place(k)] += dxhat[k] * xhat[k];
        }

        var dx = new double[count];
        for (var k = 0; k < count; k++)
        {
            var g = group[k];
            var (variance, size) = (var[g], m[g]);
            var (sum, projection) = Has("jacobian_treated_as_diagonal") ? (dxhat[k], dxhat[k] * xhat[k]) : (sums[Place(k)], projections[Place(k)]);
            var share = Has("mean_over_whole_batch") ? count : Has("wrong_count") ? WrongCount() : size;
            var back = Has("eps_omitted_in_backward") ? 1 / Math.Sqrt(variance) : istd[g];
            var direct = dxhat[k] * back;
            var variancePath = -back / (share - Layer.Divisor.Ddof) * xhat[k] * projection;
            var meanPath = Layer.SubtractsMean ? -back / share * sum : 0;
            variancePath *= (Has("variance_path_sign") ? -1 : 1) * (Has("variance_path_not_divided_by_m") ? size - Layer.Divisor.Ddof : 1) * (Has("variance_path_factor_two") ? 2 : 1) * (Has("variance_path_factor_half") ? 0.5 : 1);
            variancePath *= Has("variance_path_wrong_power") ? 1 / (istd[g] * istd[g]) : 1;
            variancePath *= Has("eps_omitted_in_dvar") ? 1 / (Math.Sqrt(variance) * variance * istd[g] * istd[g] * istd[g]) : 1;
            meanPath *= (Has("mean_path_sign") ? -1 : 1) * (Has("mean_path_not_divided_by_m") ? size : 1);
            var constants = Has("statistics_treated_as_constants");
            dx[k] = (Has("missing_direct_path") ? 0 : direct) + (constants || Has("missing_variance_path") ? 0 : variancePath) + (constants || Has("missing_mean_path") ? 0 : meanPath);
            dx[k] *= Has("gamma_outside_sums") ? input.Gamma[parameter[k]] : 1;
            dx[k] *= (Has("not_divided_by_m") ? size : 1) / (Has("divided_by_m_twice") ? size : 1) / (Has("missing_inverse_std") ? istd[g] : 1);
            dx[k] *= (Has("sign_flipped") ? -1 : 1) * (Has("scaled_by_constant") ? 0.37 : 1);
        }

        return dx;
    }

    // Which sum an element adds to, and draws from: that of its group, of everything, or of the other axis.
    private int Place(int k) =>
        Has("mean_over_whole_batch") ? 0
        : !Has("sums_over_wrong_axis") ? group[k]
        : Layer.NormalizesParameters ? k / channels : k % channels;

    // The number of samples, or of channels where the samples are what is counted.
    private int WrongCount() => pixels == 1 && Layer.NormalizesParameters ? channels : samples;

    private double Dgamma(int k)
    {
        var g = group[k];
        var gamma = input.Gamma[parameter[k]];
        var source = Has("uses_x_instead_of_xhat") ? input.X[k]
            : Has("uses_centered_x_instead_of_xhat") ? input.X[k] - mean[g]
            : Has("uses_out_instead_of_xhat") ? (gamma * xhat[k]) + input.Beta[parameter[k]]
            : xhat[k];
        return input.Dout[k] * source * (Has("includes_gamma") ? gamma : 1) / (Has("mean_instead_of_sum") ? count / (double)channels : 1);
    }

    private double[] Summed(Func<int, double> term, bool together)
    {
        var sums = new double[channels];
        for (var k = 0; k < count; k++)
        {
            sums[parameter[k]] += term(k);
        }

        if (together)
        {
            Array.Fill(sums, sums.Sum());
        }

        return sums;
    }
}
