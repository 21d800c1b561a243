using CsCheck;
using GradCheck.Cases;
using GradCheck.Programs.Judging;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Runs;
using GradCheck.Programs.Subjects;
using GradCheck.Programs.Tests.Support;
using GradCheck.Python.Budgets;

namespace GradCheck.Programs.Tests.Tape;

/// <summary>Reverse mode against a central difference along one random direction of all inputs at once, as <c>check_vjp</c> of JAX does.</summary>
public class ProjectionTests
{
    private const double Step = 1e-6;

    /// <summary>Of the sum of the terms' sizes: a central difference with this step in doubles is good to about 1e-7 on cases with a column of small variance.</summary>
    private const double Tolerance = 2e-5;

    public static TheoryData<string> Programs() => [.. ProgramCase.Right.Where(program => !program.Backward.EndsWith("_alt", StringComparison.Ordinal)).Select(program => $"{program.Program} {program.Layer}")];

    [Theory]
    [MemberData(nameof(Programs))]
    public void Adjoints_OfARightProgram_AreItsSlopeAlongAnyDirection(string name)
    {
        var program = ProgramCase.Right.First(program => $"{program.Program} {program.Layer}" == name);
        Gen.ULong.Sample(
            seed =>
            {
                var subject = RightProgram.SubjectOf(program.Layer, seed);
                var tested = RightProgram.UnderTest(program.Code, subject);
                Assert.All(subject.Trials, trial => AssertSlope(tested, trial, seed));
            },
            iter: 10,
            threads: 1);
    }

    [Theory]
    [InlineData("np.exp(x) + np.log(p) + np.sqrt(p) + np.power(p, -1.5) + p ** 0.3 + 2.0 ** x")]
    [InlineData("np.tanh(x) * np.sin(x) - np.cos(x) / (1 + np.exp(-x)) + np.square(x) + np.abs(x)")]
    [InlineData("x * b + b / p - x / 3 + 2 / p - (-x) + x[:, :1] * x[0]")]
    [InlineData("np.maximum(x, b) + np.minimum(x, 0.5) + np.where(x > b, x * x, p) + np.clip(x, -0.5, 0.5)")]
    [InlineData("x.sum(axis=0) + np.mean(x, axis=0) + x.var(axis=0) + np.std(x, axis=0) + x.max(axis=0) + np.prod(p, axis=0)")]
    [InlineData("np.sum(x) + np.mean(x) * np.var(x, ddof=1) + np.min(x) + np.sum(x, axis=1, keepdims=True)")]
    [InlineData("np.cumsum(x, axis=0) * np.linalg.norm(x)")]
    [InlineData("x.dot(w) + x @ w + np.dot(x, w) + np.matmul(x, w)")]
    [InlineData("np.einsum('ij,jk->k', x, w) + np.tensordot(x, w, axes=1).sum(axis=0)")]
    [InlineData("np.outer(b, b) + np.multiply(b[:, None], b) + b[np.newaxis, ::-1]")]
    [InlineData("x.T.reshape(2, 6).transpose().ravel()[::-1] * np.arange(12)")]
    [InlineData("np.concatenate([x, p]) + np.vstack((p, x)) + np.tile(b, (6, 1)) + np.repeat(x, 2, axis=0)")]
    [InlineData("np.pad(x, ((1, 1), (0, 2)), mode='constant')[1:, 1:] * 3")]
    [InlineData("x[np.arange(3), [2, 0, 2]] * x[[0, 0, 1], 1] + x[x > -99].reshape(3, 4)[:, 0]")]
    [InlineData("np.stack([x, p], axis=1).swapaxes(0, 2).squeeze() + np.expand_dims(b, 1)[:, :, None]")]
    [InlineData("np.split(x, 2, axis=1)[1] * np.hstack([b[:1], b[3:]]) + np.broadcast_to(b[:2], (3, 2))")]
    [InlineData("np.sort(x, axis=0) + np.roll(x, 1, axis=1) + np.flip(x, 0) + np.diag(b)[:3]")]
    [InlineData("written(x, b)")]
    [InlineData("looped(x)")]
    [InlineData("sum([x[i] * i for i in range(3)]) + float(x[0, 0]) * b")]
    public void Adjoints_OfAnExpression_AreItsSlopeAlongAnyDirection(string expression)
    {
        var code = $$"""
            import numpy as np
            def written(x, b):
                y = x.copy()
                y[1] += b
                view = y[:, 1:3]
                view *= 2
                y[y > 1] = 0
                y[[0, 2], [0, 1]] = b[:2] * b[2]
                y /= 1 + b * b
                return y
            def looped(x):
                out = np.zeros(4)
                for row in x:
                    out += row * out + row
                k = 0
                while k < 3:
                    out[k] -= out[k + 1] ** 2
                    k += 1
                return out
            def forward(x, p, b, w):
                return {{expression}}
            """;
        Gen.ULong.Sample(
            seed =>
            {
                var random = new Pcg32(seed, 3);
                double[] Normal(int count) => [.. Enumerable.Range(0, count).Select(_ => random.Normal())];
                Ingredient[] inputs =
                [
                    Ingredient.Input("x", [3, 4], Normal(12)), Ingredient.Input("p", [3, 4], [.. Normal(12).Select(value => 0.5 + Math.Abs(value))]),
                    Ingredient.Input("b", [4], Normal(4)), Ingredient.Input("w", [4, 2], Normal(8)),
                ];
                var subject = new Subject { Id = "custom", Title = "custom", ForwardNames = ["forward"], BackwardNames = ["backward"], Inputs = ["x"], Trials = [new() { Name = "x", Ingredients = inputs }] };
                var tested = RightProgram.UnderTest(code, subject);
                AssertSlope(tested, subject.Trials[0], seed);
            },
            iter: 10,
            threads: 1);
    }

    private static void AssertSlope(ProgramUnderTest program, Trial trial, ulong seed)
    {
        var random = new Pcg32(seed, 11);
        var run = ForwardRun.Of(program, trial, new(BudgetLimits.Default), recorded: true);
        Assert.True(run.Error is null, run.Error?.Message);
        var dout = run.Out!.Values.Select(_ => random.Normal()).ToArray();
        var truth = new GradientTruth(run.Session.Tape, [run.Out], [new Snapshot(run.Out.Shape, dout)]);
        var directions = run.Call.Inputs.ToDictionary(input => input.Key, input => input.Value.Values.Select(_ => random.Normal()).ToArray());

        double slope = 0;
        double size = 0;
        foreach (var (name, input) in run.Call.Inputs)
        {
            var gradient = truth.Of(input)!.Values;
            for (var k = 0; k < gradient.Length; k++)
            {
                slope += gradient[k] * directions[name][k];
                size += Math.Abs(gradient[k] * directions[name][k]);
            }
        }

        var difference = (Loss(Step) - Loss(-Step)) / (2 * Step);
        Assert.True(Math.Abs(slope - difference) <= Tolerance * (1 + size), $"seed {seed}: reverse mode {slope:R}, central difference {difference:R}, sum of sizes {size:R}");

        double Loss(double step)
        {
            var moved = trial with { Ingredients = [.. trial.Ingredients.Select(ingredient => Moved(ingredient, step))] };
            var made = ForwardRun.Of(program, moved, new(BudgetLimits.Default), recorded: false).Out!;
            return made.Values.Zip(dout, (value, weight) => value * weight).Sum();
        }

        Ingredient Moved(Ingredient ingredient, double step) => run.Call.Inputs.TryGetValue(ingredient.Name, out var input)
            ? Ingredient.Input(ingredient.Name, input.Shape, [.. input.Values.Zip(directions[ingredient.Name], (value, along) => value + (step * along))])
            : ingredient;
    }
}
