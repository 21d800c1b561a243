using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.SecondOrder;
using GradCheck.Tensors;

namespace GradCheck.Tests.SecondOrder;

/// <summary>PyTorch's <c>batchnorm_double_backward</c> (torch/csrc/autograd/FunctionsManual.cpp), column by column, in train.</summary>
public static class DoubleBackward
{
    public static (Tensor Dx, Tensor Dgamma, Tensor Ddout) OfBatchNorm(LayerInput input, SecondOrderDirection direction)
    {
        var forward = Pass.Of(input);
        var (m, columns) = (input.X.Shape[0], input.X.Shape[1]);
        var (dx, dgamma, ddout) = (new double[m * columns], new double[columns], new double[m * columns]);
        for (var j = 0; j < columns; j++)
        {
            double[] Column(Func<int, double> value) => [.. Enumerable.Range(0, m).Select(i => value((i * columns) + j))];
            double Sum(Func<int, double> value) => Enumerable.Range(0, m).Sum(value);
            var r = forward.Statistics.Istd[j].High;
            var (gamma, weight, shift) = (input.Gamma[j], direction.Dgamma[j], direction.Dbeta[j]);
            var xm = Column(k => (-forward.Statistics.Mean[j] + input.X[k]).High);
            var (u, d) = (Column(k => direction.Dx[k]), Column(k => input.Dout[k]));
            var (sumU, sumD, sumDu) = (Sum(i => u[i]), Sum(i => d[i]), Sum(i => d[i] * u[i]));
            var (sumUx, sumDx) = (Sum(i => u[i] * xm[i]), Sum(i => d[i] * xm[i]));
            var cube = r * r * r / m;
            dgamma[j] = Sum(i => u[i] * (r / m) * ((m * d[i]) - sumD - (xm[i] * r * r * sumDx)));
            for (var i = 0; i < m; i++)
            {
                var k = (i * columns) + j;
                dx[k] = (gamma * (
                        (xm[i] * cube * ((sumU * sumD / m) - sumDu + (3.0 / m * r * r * sumDx * sumUx)))
                        + (sumUx * cube * ((sumD / m) - d[i]))
                        + (sumDx * cube * ((sumU / m) - u[i]))))
                    + (weight * ((d[i] * r) - (r * sumD / m) - (xm[i] * cube * sumDx)));
                ddout[k] = (gamma * r / m * ((m * u[i]) - sumU - (xm[i] * r * r * sumUx))) + (weight * xm[i] * r) + shift;
            }
        }

        return (new(input.X.Shape, dx), Tensor.Of(dgamma), new(input.X.Shape, ddout));
    }
}
