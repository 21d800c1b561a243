using System.Text.RegularExpressions;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Tests.Support;

namespace GradCheck.Programs.Tests.Edits;

/// <summary>A right edit is found wherever an expression can stand: its line, its code, and a fix that leaves the rest as the student spelt it.</summary>
public partial class InsideTests
{
    /// <summary>A wrong piece of a backward pass and what is right in its place, <c>«wrong|right»</c>; and the code of the mistake.</summary>
    [Theory]
    [InlineData("dgamma = np.array([(dout[:, j] * xhat[:, j]).«mean|sum»() for j in range(D)])", "mean_instead_of_sum")]
    [InlineData("dgamma = sum(«-|»d * h for d, h in zip(dout, xhat))", "sign_flipped")]
    [InlineData("dgamma = sum([dout[n] * xhat[n] for n in range(N) if n «>|>=» 0])", "wrong_comparison")]
    [InlineData("dgamma = sum([dout[n] * xhat[n] for n in range(«1|0», N)])", "wrong_number")]
    [InlineData("dgamma = {k: (dout * v).«mean|sum»(axis=0) for k, v in [('g', xhat)]}['g']", "mean_instead_of_sum")]
    [InlineData("dgamma = sum([dout[n] * xhat[n] for n in {k for k in range(«1|0», N)}])", "wrong_number")]
    [InlineData("summed = lambda a: a.«mean|sum»(axis=0)\n    dgamma = summed(dout * xhat)", "mean_instead_of_sum")]
    [InlineData("dgamma = (lambda a: a.«mean|sum»(axis=0))(dout * xhat)", "mean_instead_of_sum")]
    [InlineData("grads = {'gamma': (dout * xhat).«mean|sum»(axis=0), 'beta': dbeta}\n    dgamma = grads['gamma']", "mean_instead_of_sum")]
    [InlineData("dgamma, dbeta = (dout * xhat).«mean|sum»(axis=0), dout.sum(axis=0)", "mean_instead_of_sum")]
    [InlineData("grads = [dbeta, *[(dout * xhat).«mean|sum»(axis=0)]]\n    dgamma = grads[1]", "mean_instead_of_sum")]
    [InlineData("dgamma = np.add(*[np.zeros(D), (dout * xhat).«mean|sum»(axis=0)])", "mean_instead_of_sum")]
    [InlineData("dgamma = (dout * xhat).«mean|sum»(axis=0) if N > 1 else dout[0] * xhat[0]", "mean_instead_of_sum")]
    [InlineData("dgamma = (dout * xhat).sum(axis=0) if N «<|>» 1 else dout[0] * xhat[0]", "wrong_comparison")]
    [InlineData("product = dout * xhat\n    dgamma = product[0:«N - 1|N»].sum(axis=0)", "wrong_window")]
    [InlineData("made = {'g1': (dout * xhat).sum(axis=0), 'g2': dbeta}\n    dgamma = made[f\"g{«1|0» + 1}\"]", "wrong_number")]
    [InlineData("for n in range(1):\n        pass\n    else:\n        dgamma = (dout * xhat).«mean|sum»(axis=0)", "mean_instead_of_sum")]
    [InlineData("while False:\n        pass\n    else:\n        dgamma = (dout * xhat).«mean|sum»(axis=0)", "mean_instead_of_sum")]
    [InlineData("try:\n        dgamma = (dout * xhat).«mean|sum»(axis=0)\n    finally:\n        pass", "mean_instead_of_sum")]
    [InlineData("try:\n        pass\n    finally:\n        dgamma = (dout * xhat).«mean|sum»(axis=0)", "mean_instead_of_sum")]
    [InlineData("try:\n        dgamma = nothing\n    except NameError:\n        dgamma = (dout * xhat).«mean|sum»(axis=0)", "mean_instead_of_sum")]
    [InlineData("if N == 0:\n        dgamma = dbeta\n    elif N > 0:\n        dgamma = (dout * xhat).«mean|sum»(axis=0)", "mean_instead_of_sum")]
    [InlineData("with np.errstate(divide='ignore'):\n        dgamma = (dout * xhat).«mean|sum»(axis=0)", "mean_instead_of_sum")]
    [InlineData("dgamma = np.sum(\n        dout * xhat,\n        axis=«1|0»)", "sums_over_wrong_axis")]
    public void Check_AMistakeInside_IsFoundWithAFixThatHolds(string lines, string code)
    {
        var request = new ProgramRequest { Layer = "batchnorm", Code = Program(Place().Replace(lines, "$1")) };

        var report = ProgramChecker.Check(request, Mended.Patient);

        var line = report.FirstWrongLine!;
        Assert.Equal(code, line.Finding.Code);
        var right = Program(Place().Replace(lines, "$2"));
        Assert.Equal(string.Concat(right.Where(sign => sign > ' ')), string.Concat(Mended.Code(request.Code, report).Where(sign => sign > ' ')));
        Mended.AssertHolds(request, report);
    }

    private static string Program(string lines) => $"""
        import numpy as np

        def batchnorm_forward(x, gamma, beta, bn_param):
            eps = bn_param.get('eps', 1e-5)
            istd = 1 / np.sqrt(x.var(axis=0) + eps)
            xhat = (x - x.mean(axis=0)) * istd
            return gamma * xhat + beta, (xhat, gamma, istd)

        def batchnorm_backward(dout, cache):
            xhat, gamma, istd = cache
            N, D = dout.shape
            dbeta = dout.sum(axis=0)
            {lines}
            dxhat = dout * gamma
            dx = istd * (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0))
            return dx, dgamma, dbeta
        """;

    [GeneratedRegex(@"«(.*?)\|(.*?)»")]
    private static partial Regex Place();
}
