using System.Text.Json;
using GradCheck.Api.Description;
using GradCheck.Api.Limits;

namespace GradCheck.Api.Endpoints;

/// <summary>A worked example of <c>/v1/programs/check</c>.</summary>
internal static class ProgramExamples
{
    /// <summary>What an example may take: what is described does not depend on how busy the machine is.</summary>
    public static RequestLimits Limits { get; } = new() { MaxProgramSeconds = 600 };

    /// <summary>A backward pass that leaves eps out in one line.</summary>
    public const string Code = """
        import numpy as np

        def batchnorm_forward(x, gamma, beta, bn_param):
            eps = bn_param.get("eps", 1e-5)
            mean = x.mean(axis=0)
            var = x.var(axis=0)
            xhat = (x - mean) / np.sqrt(var + eps)
            out = gamma * xhat + beta
            return out, (x, mean, var, xhat, gamma, eps)

        def batchnorm_backward(dout, cache):
            x, mean, var, xhat, gamma, eps = cache
            m = x.shape[0]
            dbeta = dout.sum(axis=0)
            dgamma = (dout * xhat).sum(axis=0)
            dxhat = dout * gamma
            dvar = np.sum(dxhat * (x - mean), axis=0) * -0.5 * var ** -1.5
            dmean = -np.sum(dxhat, axis=0) / np.sqrt(var + eps)
            dx = dxhat / np.sqrt(var + eps) + dvar * 2 * (x - mean) / m + dmean / m
            return dx, dgamma, dbeta
        """;

    /// <summary>The example.</summary>
    public static ExampleRequest Mistake { get; } = new(
        "mistake",
        "A backward pass that leaves eps out in one line.",
        $"{{ \"layer\": \"batchnorm\", \"include\": [], \"code\": {JsonSerializer.Serialize(Code)} }}");
}
