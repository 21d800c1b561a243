using CsCheck;
using GradCheck.Layers;
using GradCheck.Tensors;

namespace GradCheck.Tests.Support;

/// <summary>Inputs for properties.</summary>
public static class Gens
{
    /// <summary>Numbers of ordinary size, of either sign.</summary>
    public static readonly Gen<double> Ordinary = Gen.Double[-10, 10];

    /// <summary>Batches of ordinary numbers; the last tensors vary in every entry.</summary>
    public static readonly Gen<LayerInput> Batches = BatchesOf(2, 12);

    public static Gen<LayerInput> BatchesOf(int fewestRows, int mostRows) =>
        Gen.Select(Gen.Int[fewestRows, mostRows], Gen.Int[1, 6]).SelectMany((n, d) => Gen.Select(
            Matrix(n, d), Vector(d), Vector(d), Matrix(n, d), Gen.Double[1e-6, 1e-2],
            (x, gamma, beta, dout, eps) => new LayerInput(LayerCatalog.BatchNorm, x, gamma, beta, dout, new() { Eps = eps })));

    /// <summary>Batches of any layer, in train and, where there are running statistics, in eval.</summary>
    public static readonly Gen<LayerInput> BatchesOfAnyLayer =
        Gen.OneOf([.. LayerCatalog.All.Select(layer => BatchesOf(layer)), .. LayerCatalog.All.Where(layer => layer.HasRunningStatistics).Select(layer => BatchesOf(layer, Mode.Eval))]);

    /// <summary>Batches of one layer, each axis from 1 to 4 long, its channels cut into 1 to 3 groups where it takes that.</summary>
    public static Gen<LayerInput> BatchesOf(Layer layer, Mode mode = Mode.Train) =>
        Gen.Select(Gen.Int[1, 4].Array[layer.Rank], Gen.Int[1, 3]).SelectMany((sizes, groups) =>
        {
            int? cut = layer.TakesGroups ? groups : null;
            sizes[layer.ParameterAxes.Start.Value] *= cut ?? 1;
            var shape = new Shape(sizes);
            return BatchesOf(layer, shape, new() { Groups = cut }, mode);
        });

    /// <summary>Batches of one layer and shape; its other options and running statistics vary.</summary>
    public static Gen<LayerInput> BatchesOf(Layer layer, Shape shape, LayerOptions options, Mode mode = Mode.Train)
    {
        var (groups, parameters) = (layer.GroupsOf(shape, options.Groups).Groups, layer.ParametersOf(shape).Groups);
        return Gen.Select(
            Of(shape), Vector(parameters), Vector(parameters), Of(shape), Gen.Double[1e-6, 1e-2], Gen.Select(Vector(groups), Gen.Double[0.1, 10].Array[groups]),
            (x, gamma, beta, dout, eps, running) => new LayerInput(layer, x, gamma, beta, dout, options with
            {
                Eps = eps,
                Mode = mode,
                Running = mode == Mode.Eval ? new(running.Item1, Tensor.Of(running.Item2)) : null,
            }));
    }

    /// <summary>A tensor of ordinary numbers.</summary>
    public static Gen<Tensor> Of(Shape shape) => Ordinary.Array[shape.Count].Select(values => new Tensor(shape, values));

    public static Gen<Tensor> Matrix(int n, int d) => Ordinary.Array[n * d].Select(values => new Tensor(new Shape(n, d), values));

    public static Gen<Tensor> Vector(int d) => Ordinary.Array[d].Select(values => Tensor.Of(values));

    /// <summary>A batch in words, to replay it by.</summary>
    public static string Print(LayerInput input) =>
        $"{input.Layer.Id} {input.Options.Mode} groups {input.Options.Groups} x {input.X.Shape} {Print(input.X)} gamma {Print(input.Gamma)} beta {Print(input.Beta)} dout {Print(input.Dout)} eps {input.Options.Eps:R}{PrintRunning(input.Options.Running)}";

    private static string PrintRunning(RunningStatistics? running) =>
        running is null ? string.Empty : $" running_mean {Print(running.Mean)} running_var {Print(running.Var)}";

    public static string Print(Tensor tensor) => $"[{string.Join(", ", tensor.Values.ToArray().Select(value => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)))}]";
}
