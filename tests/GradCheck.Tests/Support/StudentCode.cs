using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Tests.Support;

/// <summary>A student's batch normalization in plain doubles, with mistakes switched on by their codes.</summary>
/// <remarks>Written on its own, loop by loop: it shares nothing with the code that it is used to test but the codes.</remarks>
public sealed class StudentCode
{
    private readonly LayerInput input;
    private readonly HashSet<string> mistakes;
    private readonly int n;
    private readonly int d;
    private readonly int divisor;
    private readonly double[] mean;
    private readonly double[] var;
    private readonly double[] istd;
    private readonly double[] xhat;

    public StudentCode(LayerInput input, params IEnumerable<string> mistakes)
    {
        (this.input, this.mistakes) = (input, [.. mistakes]);
        (n, d) = (input.X.Shape[0], input.X.Shape[1]);
        divisor = n - input.Options.Ddof;
        (mean, var, istd, xhat) = (new double[d], new double[d], new double[d], new double[n * d]);
        Normalize();
    }

    /// <summary>The mistakes in the forward pass.</summary>
    public static string[] Forward { get; } = ["unbiased_variance", "biased_variance", "eps_outside_root", "eps_omitted", "divided_by_variance", "different_eps", "eps_subtracted"];

    /// <summary>The mistakes in the forward pass that can be made under a convention.</summary>
    public static string[] ForwardOf(int ddof) => [.. Forward.Where(code => code != (ddof == 0 ? "biased_variance" : "unbiased_variance"))];

    /// <summary>The mistakes on a path of dx.</summary>
    public static string[] Paths { get; } =
    [
        "missing_mean_path", "missing_variance_path", "statistics_treated_as_constants", "missing_direct_path", "mean_path_sign", "variance_path_sign",
        "mean_path_not_divided_by_m", "variance_path_not_divided_by_m", "variance_path_factor_two", "variance_path_factor_half",
        "variance_path_other_ddof", "variance_path_wrong_power", "eps_omitted_in_dvar", "wrong_count", "sums_over_wrong_axis", "mean_over_whole_batch", "jacobian_treated_as_diagonal",
    ];

    /// <summary>The factors of all of dx.</summary>
    public static string[] Factors { get; } =
        ["missing_gamma", "gamma_applied_twice", "missing_inverse_std", "not_divided_by_m", "divided_by_m_twice", "sign_flipped", "scaled_by_constant", "eps_omitted_in_backward"];

    /// <summary>What dout is multiplied by in dgamma.</summary>
    public static string[] DgammaSources { get; } = ["uses_x_instead_of_xhat", "uses_centered_x_instead_of_xhat", "uses_out_instead_of_xhat"];

    /// <summary>The factors of dgamma.</summary>
    public static string[] DgammaFactors { get; } = ["includes_gamma", "mean_instead_of_sum"];

    /// <summary>Every tensor that the code computes.</summary>
    public IReadOnlyDictionary<TensorId, Tensor> Submission()
    {
        var submission = new Dictionary<TensorId, Tensor>
        {
            [TensorId.Dx] = new(input.X.Shape, Dx()),
            [TensorId.Dgamma] = Dgamma(),
            [TensorId.Dbeta] = Dbeta(),
        };
        if (Forward.Any(Has))
        {
            submission[TensorId.Xhat] = new(input.X.Shape, (double[])xhat.Clone());
            submission[TensorId.Out] = new(input.X.Shape, [.. xhat.Select((value, k) => (input.Gamma[k % d] * value) + input.Beta[k % d])]);
        }

        return submission;
    }

    private bool Has(string code) => mistakes.Contains(code);

    private void Normalize()
    {
        var eps = Has("different_eps") ? 1e-8 : input.Options.Eps;
        for (var j = 0; j < d; j++)
        {
            for (var i = 0; i < n; i++)
            {
                mean[j] += input.X[(i * d) + j] / n;
            }

            for (var i = 0; i < n; i++)
            {
                var centered = input.X[(i * d) + j] - mean[j];
                var[j] += centered * centered / (Has("unbiased_variance") ? n - 1 : Has("biased_variance") ? n : divisor);
            }

            istd[j] = 1 / (Has("eps_outside_root") ? Math.Sqrt(var[j]) + eps
                : Has("eps_omitted") ? Math.Sqrt(var[j])
                : Has("eps_subtracted") ? Math.Sqrt(var[j] - eps)
                : Has("divided_by_variance") ? var[j] + eps
                : Math.Sqrt(var[j] + eps));
            for (var i = 0; i < n; i++)
            {
                xhat[(i * d) + j] = (input.X[(i * d) + j] - mean[j]) * istd[j];
            }
        }
    }

    private double[] Dx()
    {
        var dxhat = new double[n * d];
        for (var k = 0; k < dxhat.Length; k++)
        {
            dxhat[k] = (Has("dout_ignored") ? 1 : input.Dout[k]) * (Has("missing_gamma") ? 1 : input.Gamma[k % d]);
        }

        var dx = new double[n * d];
        for (var k = 0; k < dx.Length; k++)
        {
            var j = k % d;
            var (sum, projection) = SumsFor(k, dxhat);
            var back = Has("eps_omitted_in_backward") ? 1 / Math.Sqrt(var[j]) : istd[j];
            var direct = dxhat[k] * back;
            var variance = -back / divisor * xhat[k] * projection;
            var path = -back / n * sum;
            var count = Has("wrong_count") ? (double)n / d : 1;
            variance *= Has("wrong_count") ? (double)divisor / (d - input.Options.Ddof) : 1;
            variance *= Has("variance_path_other_ddof") ? (double)divisor / (n - 1 + input.Options.Ddof) : 1;
            variance *= (Has("variance_path_sign") ? -1 : 1) * (Has("variance_path_not_divided_by_m") ? divisor : 1) * (Has("variance_path_factor_two") ? 2 : 1) * (Has("variance_path_factor_half") ? 0.5 : 1);
            variance *= Has("variance_path_wrong_power") ? 1 / (istd[j] * istd[j]) : 1;
            variance *= Has("eps_omitted_in_dvar") ? 1 / (Math.Sqrt(var[j]) * var[j] * istd[j] * istd[j] * istd[j]) : 1;
            path *= count * (Has("mean_path_sign") ? -1 : 1) * (Has("mean_path_not_divided_by_m") ? n : 1);
            var constants = Has("statistics_treated_as_constants");
            dx[k] = (Has("missing_direct_path") ? 0 : direct) + (constants || Has("missing_variance_path") ? 0 : variance) + (constants || Has("missing_mean_path") ? 0 : path);
            dx[k] *= (Has("gamma_applied_twice") ? input.Gamma[j] : 1) * (Has("not_divided_by_m") ? n : 1) / (Has("divided_by_m_twice") ? n : 1) / (Has("missing_inverse_std") ? istd[j] : 1);
            dx[k] *= (Has("sign_flipped") ? -1 : 1) * (Has("scaled_by_constant") ? 0.37 : 1);
        }

        return dx;
    }

    private (double Sum, double Projection) SumsFor(int element, double[] dxhat)
    {
        if (Has("jacobian_treated_as_diagonal"))
        {
            return (dxhat[element], dxhat[element] * xhat[element]);
        }

        var whole = Has("mean_over_whole_batch");
        var row = Has("sums_over_wrong_axis");
        var (first, step) = whole ? (0, 1) : row ? (element / d * d, 1) : (element % d, d);
        var (sum, projection) = (0.0, 0.0);
        for (var k = first; k < (row ? first + d : dxhat.Length); k += step)
        {
            sum += dxhat[k];
            projection += dxhat[k] * xhat[k];
        }

        return whole ? (sum / d, projection / d) : (sum, projection);
    }

    private Tensor Dgamma() => Summed(k =>
    {
        var j = k % d;
        var source = Has("uses_x_instead_of_xhat") ? input.X[k]
            : Has("uses_centered_x_instead_of_xhat") ? input.X[k] - mean[j]
            : Has("uses_out_instead_of_xhat") ? (input.Gamma[j] * xhat[k]) + input.Beta[j]
            : xhat[k];
        return (Has("dout_ignored") ? 1 : input.Dout[k]) * source * (Has("includes_gamma") ? input.Gamma[j] : 1) / (Has("mean_instead_of_sum") ? n : 1);
    });

    private Tensor Dbeta() => Summed(k => Has("dout_ignored") ? 1 : input.Dout[k]);

    private Tensor Summed(Func<int, double> term)
    {
        var sums = new double[d];
        for (var k = 0; k < n * d; k++)
        {
            sums[k % d] += term(k);
        }

        return Tensor.Of(sums);
    }
}
