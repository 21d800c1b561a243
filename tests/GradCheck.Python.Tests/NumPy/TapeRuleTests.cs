using CsCheck;
using GradCheck.Python.Arrays;
using GradCheck.Python.Budgets;
using GradCheck.Python.Runtime;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Syntax.Parsing;
using GradCheck.Python.Values;

namespace GradCheck.Python.Tests.NumPy;

/// <summary>Each rule of the tape against central differences: random values, random shapes that broadcast.</summary>
public class TapeRuleTests
{
    /// <summary>Sizes on a grid, with a sign. <see cref="Apart"/> moves them off the grid, so that no two tie and none is near a kink.</summary>
    private static readonly Gen<double> Number = Gen.Select(Gen.Int[0, 100], Gen.Bool, (size, isNegative) => (isNegative ? -1 : 1) * ((size / 80.0) + 0.31));

    public static TheoryData<string> Rules =>
    [
        "x + y", "x - y", "y - x", "x * y", "x / y", "y / x", "x * x", "x / x", "x - x", "x + x",
        "2 - x", "x * 3", "1 / x", "-x", "+x", "x ** 2", "x ** 3", "x ** -1", "x ** -2", "np.abs(x) ** 0.5", "np.abs(x) ** -1.5", "np.abs(x) ** y", "2.0 ** x", "x ** 0", "x ** 1",
        "x % 0.7", "np.fmod(x, 0.7)", "np.mod(np.abs(x), np.abs(y))", "np.power(np.abs(x), y)", "np.float_power(np.abs(x), 1.5)",
        "np.add(x, y)", "np.subtract(x, y)", "np.multiply(x, y)", "np.divide(x, y)", "np.negative(x)",
        "np.maximum(x, y)", "np.minimum(x, y)", "np.fmax(x, y)", "np.fmin(x, y)", "np.maximum(0, x)", "np.minimum(x, 0.5)",
        "np.arctan2(x, y)", "np.hypot(x, y)", "np.logaddexp(x, y)",
        "np.sqrt(np.abs(x))", "np.exp(x)", "np.exp2(x)", "np.expm1(x)", "np.log(np.abs(x))", "np.log2(np.abs(x))", "np.log10(np.abs(x))", "np.log1p(np.abs(x))", "np.cbrt(x)",
        "np.sin(x)", "np.cos(x)", "np.tan(x / 2)", "np.arcsin(x / 2)", "np.arccos(x / 2)", "np.arctan(x)", "np.sinh(x)", "np.cosh(x)", "np.tanh(x)", "np.arctanh(x / 2)",
        "np.abs(x)", "np.absolute(x)", "np.fabs(x)", "np.square(x)", "np.reciprocal(x)", "np.clip(x, -0.8, 0.9)", "x.clip(-0.8, 0.9)",
        "np.sign(x) * x", "np.floor(x) * x", "np.round(x) + x", "np.nan_to_num(x)", "abs(x)",
        "np.where(x > 0, x, y)", "np.where(x > y, x * y, 0)", "x * (x > 0)", "x[x > 0].sum()",
        "np.sum(x)", "np.sum(x, axis=0)", "np.sum(x, axis=-1, keepdims=True)", "x.sum()", "np.mean(x)", "x.mean(axis=0)", "np.var(x)", "np.var(x, axis=0)", "x.var(axis=-1, keepdims=True)",
        "np.std(x)", "x.std(axis=-1)", "np.var(x, axis=0, ddof=0.5)", "np.std(np.concatenate([x, y * np.ones_like(x)]), axis=0, ddof=1)", "np.prod(x)", "np.prod(x, axis=0)",
        "np.max(x)", "np.max(x, axis=0)", "x.min(axis=-1, keepdims=True)", "np.amax(x)", "np.ptp(x)", "np.median(x)", "np.median(x, axis=0)", "np.cumsum(x)", "np.cumsum(x, axis=0)", "np.cumprod(x)", "np.cumprod(x, axis=-1)",
        "np.average(x)", "np.average(x, weights=np.abs(x))", "np.nansum(x)", "sum(x.ravel())",
        "np.linalg.norm(x)", "np.linalg.norm(x, axis=0)", "np.linalg.norm(x.ravel(), 1)", "np.linalg.norm(x.ravel(), np.inf)", "np.linalg.norm(x.ravel(), 3)",
        "np.dot(x, x.T)", "np.dot(x.ravel(), x.ravel())", "x.T.dot(x)", "x.T @ x", "x @ x.T", "np.matmul(x, x.T)", "np.inner(x, x)", "np.outer(x, y)", "np.vdot(x, x)",
        "np.tensordot(x, x, axes=([0], [0]))", "np.tensordot(x, y, axes=0)", "np.einsum('...,...->...', x, x)", "np.einsum('...i->i', x)", "np.einsum('...i,...j->ij', x, x * 2)", "np.einsum('i,i,i->', x.ravel(), x.ravel(), x.ravel())",
        "x.reshape(-1)", "x.T", "x.ravel()", "x.flatten()", "np.transpose(x)", "np.swapaxes(x, 0, -1)", "np.moveaxis(x, 0, -1)", "np.squeeze(x[None])", "np.expand_dims(x, 0)", "x.ravel()[:, None] * x.ravel()",
        "x[0]", "x[-1]", "x[::-1]", "x[..., 0]", "x[[0, 0]]", "x[np.arange(len(x)), ..., None]", "x.ravel()[np.argsort(x.ravel())]", "np.sort(x)", "np.sort(x, axis=0)", "np.take(x, [0, 0])", "x.ravel()[::2]",
        "np.concatenate([x, x * 2])", "np.stack([x, x ** 2])", "np.vstack([x, x])", "np.hstack([x, x])", "np.split(x, [1])[0]", "np.tile(x, 2)", "np.repeat(x, 2)", "np.repeat(x, 2, axis=0)", "np.pad(x, 1)", "np.pad(x, 1, mode='edge')", "np.pad(x, 1, mode='reflect') if np.min(x.shape) > 1 else x",
        "np.flip(x)", "np.roll(x, 1)", "np.roll(x, 1, axis=0)", "np.broadcast_to(x, (2,) + x.shape)", "np.tril(x @ x.T) if x.ndim == 2 else x", "np.diag(x.ravel())", "np.trace(x @ x.T) if x.ndim == 2 else x", "np.meshgrid(x.ravel(), x.ravel())[0]",
        "np.array([x, x * 2])", "np.array([[v, v * v] for v in x.ravel()])", "np.full((2,), x.ravel()[0])", "np.bincount([0, 1, 0], weights=x.ravel()[[0, 0, -1]])", "np.diff(x)", "x.astype(float)", "x.copy()", "np.asarray(x)",
        "np.r_[x.ravel(), y.ravel()[0], float(x.ravel()[0])]", "np.c_[x.ravel(), x.ravel() ** 2]", "np.resize(x, x.size + 2)", "np.add.outer(x.ravel(), x.ravel() * 2)", "np.multiply.outer(x, y)", "np.round_(x) + x",
        "np.vectorize(lambda v: v * v if v > 0 else 0.1 * v)(x)", "np.vectorize(lambda v, w: v * w)(x, y)", "np.vectorize(lambda v: (v * 2, v ** 2))(x)[1]", "np.vectorize(np.exp)(x)", "np.vectorize(lambda v: float(v) * 3, otypes=[float])(x)",
        "im2col_indices(np.ones((2, 2, 3, 4)) * x.ravel()[0] * np.arange(48.).reshape(2, 2, 3, 4), 3, 2, padding=1, stride=2) ** 2",
        "col2im_indices(np.arange(96.).reshape(12, 8) * x.ravel()[0], (2, 2, 3, 2), 3, 2, padding=1, stride=2) ** 2",
        "float(x.ravel()[0]) * x", "x.ravel()[0].item() ** 2", "x.tolist()[0]", "np.exp(x) / np.sum(np.exp(x), axis=-1, keepdims=True)", "(x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + 1e-2)",
        "np.log(np.sum(np.exp(x - np.max(x)))) + np.max(x)", "np.lib.stride_tricks.sliding_window_view(x.ravel(), 2 if x.size > 1 else 1) ** 2", "np.take_along_axis(x, np.argmax(x, axis=-1)[..., None], axis=-1)",
    ];

    public static TheoryData<string> Writes =>
    [
        "z = x.copy(); z += y * np.ones_like(x); z *= x",
        "z = np.zeros_like(x); z[...] = x; z[0] = 2 * x[0]",
        "z = np.zeros(x.shape); z[0] += x[-1]; z[-1] += x[0] ** 2",
        "z = x.copy(); z[z < 0] = 0",
        "z = x.copy(); z[z < 0] *= 0.1",
        "z = x.copy(); v = z[0]; v *= 3",
        "z = x.copy(); z.ravel()[...] = z.ravel()[::-1] * x.ravel()",
        "z = x.copy(); z[...] = z[::-1]",
        "z = np.zeros(3); np.add.at(z, [0, 0, 2], x.ravel()[0] ** 2)",
        "z = np.zeros(3); z[1] = x.ravel()[0]; z[1] *= z[1]",
        "z = np.empty_like(x); np.multiply(x, x, out=z)",
        "z = np.zeros_like(x); np.divide(1, x, out=z, where=x > 0)",
        "z = x.copy(); z /= z.sum()",
        "z = x.copy(); z -= z.mean(axis=0); z **= 2",
        "z = x.copy(); z[0] = 1.5",
        "z = x * 2; z.resize(x.size); z = z * z",
        "z = x.copy(); z.resize((x.size + 3,)); z[-1] = z[0] ** 2",
        "z = x * x; z.resize(1); z *= x.ravel()[-1]",
        "z = [];\nfor row in x:\n    z.append(row * row)\nz = np.array(z)",
        "z = 0\nfor v in x.ravel():\n    z = z + v * v",
        "z = np.zeros((2,) + x.shape); z[0] = x; z[1:] = x ** 2; z = z * z[::-1]",
    ];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Rule_GivesWhatCentralDifferencesGive(string expression) => Check($"    return {expression}\n");

    [Theory]
    [MemberData(nameof(Writes))]
    public void WritingInPlace_CarriesTheGradient(string statements) =>
        Check($"    {statements.Replace("; ", "\n", StringComparison.Ordinal).Replace("\n", "\n    ", StringComparison.Ordinal)}\n    return z\n");

    /// <summary>Runs a function of x and y forward on the tape, and holds the gradient of a random projection against differences.</summary>
    private static void Check(string body)
    {
        var tree = Parser.Parse(new SourceText($"import numpy as np\nfrom cs231n.im2col import *\ndef f(x, y):\n{body}"));
        Assert.Empty(tree.Faults);
        Gen.OneOf([.. new (int[] X, int[] Y)[] { ([3], [3]), ([3], []), ([2, 3], [2, 3]), ([2, 3], [3]), ([3, 2], [3, 1]), ([2, 2], [1]), ([1, 3], [1, 3]) }.Select(shape => Gen.Select(Number.Array[Count(shape.X)], Number.Array[Count(shape.Y)], (x, y) => (shape, x: Apart(x, 0.00037, 0), y: Apart(y, 0.00023, 0.0001))))])
            .Sample(input => Compare(tree, input.shape, input.x, input.y), iter: 20);
    }

    private static double[] Apart(double[] values, double step, double first) =>
        [.. values.Select((value, k) => value + (Math.Sign(value) * (first + (step * (k + 1)))))];

    private static int Count(int[] shape) => shape.Aggregate(1, (product, length) => product * length);

    private static void Compare(ProgramTree tree, (int[] X, int[] Y) shape, double[] x, double[] y)
    {
        var tape = GradientTape.Start();
        NdArray inX = tape.Input("x", shape.X, x), inY = tape.Input("y", shape.Y, y);
        var output = Elements(Run(tree, tape, inX, inY));
        var weights = output.Select((_, k) => 1.0 / (1 + k)).ToArray();
        var adjoints = tape.Adjoints(output.Select(element => element.Node).ToArray(), weights);
        Gradient(inX, x, moved => Projection(tree, shape, moved, y, weights));
        Gradient(inY, y, moved => Projection(tree, shape, x, moved, weights));

        void Gradient(NdArray input, double[] values, Func<double[], double> loss)
        {
            var nodes = input.ToNodes()!;
            for (var k = 0; k < values.Length; k++)
            {
                const double Step = 1e-5;
                double[] above = [.. values], below = [.. values];
                above[k] += Step;
                below[k] -= Step;
                var numeric = (loss(above) - loss(below)) / (2 * Step);
                var analytic = adjoints[nodes[k]];
                Assert.True(Math.Abs(analytic - numeric) <= 1e-6 * Math.Max(1, Math.Abs(numeric)) * Math.Max(1, Math.Abs(numeric)), $"element {k}: {analytic:R} on the tape, {numeric:R} by differences");
            }
        }
    }

    private static double Projection(ProgramTree tree, (int[] X, int[] Y) shape, double[] x, double[] y, double[] weights) =>
        Elements(Run(tree, GradientTape.Off, NdArray.Of(shape.X, [.. x]), NdArray.Of(shape.Y, [.. y]))).Zip(weights, (element, weight) => element.Value * weight).Sum();

    private static Value Run(ProgramTree tree, GradientTape tape, NdArray x, NdArray y)
    {
        var interpreter = new Interpreter(tree, new RunSession(new Budget(BudgetLimits.Default), tape, Languages.Course));
        interpreter.Load();
        Assert.Empty(interpreter.LoadErrors);
        return interpreter.Call("f", [x, y]);
    }

    private static (double Value, int Node)[] Elements(Value value) => value switch
    {
        NdArray array => array.ToNodes() is { } nodes ? [.. array.ToDoubles().Zip(nodes)] : [.. array.ToDoubles().Select(number => (number, 0))],
        FloatValue number => [(number.Value, number.Node)],
        ListValue list => [.. list.Items.SelectMany(Elements)],
        _ => throw new InvalidOperationException(value.TypeName),
    };
}
