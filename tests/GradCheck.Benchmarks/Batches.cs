using GradCheck.Layers;
using GradCheck.Tensors;

namespace GradCheck.Benchmarks;

/// <summary>Ordinary batches of any size, the same each time.</summary>
internal static class Batches
{
    public static LayerInput Ordinary(int n, int d)
    {
        var state = 1UL;
        return new(LayerCatalog.BatchNorm, Fill(n, d, 5, 12), Vector(d), Vector(d), Fill(n, d, 1, 0), new());

        double Next()
        {
            // A linear congruential generator: enough for numbers that are only timed.
            state = (state * 6364136223846793005UL) + 1442695040888963407UL;
            return ((state >> 11) * 1.1102230246251565e-16 * 2) - 1;
        }

        Tensor Fill(int rows, int columns, double scale, double offset) =>
            new(new Shape(rows, columns), [.. Enumerable.Range(0, rows * columns).Select(_ => (scale * Next()) + offset)]);

        Tensor Vector(int length) => Tensor.Of([.. Enumerable.Range(0, length).Select(_ => Next())]);
    }
}
