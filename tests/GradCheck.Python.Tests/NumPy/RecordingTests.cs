using GradCheck.Python.Arrays;
using GradCheck.Python.Budgets;
using GradCheck.Python.NumPy;
using GradCheck.Python.Runtime;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax.Parsing;
using GradCheck.Python.Values;

namespace GradCheck.Python.Tests.NumPy;

/// <summary>What is left of a run on the tape: operations for the graph, ties, writers.</summary>
public class RecordingTests
{
    [Fact]
    public void Operations_OfABatchNorm_AreNamedAsTheStudentReadsThem()
    {
        var (tape, _, _) = Run("mu = np.mean(x, axis=0)\n    var = np.var(x, axis=0)\n    xhat = (x - mu) / np.sqrt(var + 1e-5)\n    return 2 * xhat.T.reshape(-1)");

        Assert.Equal(
            ["x", "numpy.mean", "numpy.var", "subtract", "add", "sqrt", "divide", "transpose", "reshape", "multiply"],
            tape.Operations.Select(operation => operation.Name));
        Assert.Equal([4, 6], tape.Operations[6].Inputs);
        Assert.Equal([2, 3], tape.Operations[6].Shape);
    }

    [Fact]
    public void Constants_LeaveNothingOnTheTape()
    {
        var (tape, _, _) = Run("y = np.ones((2, 3)) * 3 + np.arange(3)\n    y[0] = 7\n    z = (x > 0).astype(float) @ np.ones(3)\n    return np.argmax(x) + np.floor(x).sum() + x.shape[0]");

        Assert.Equal("x", Assert.Single(tape.Operations).Name);
    }

    [Fact]
    public void WritingInPlace_MakesTheWriterTheSource()
    {
        var (tape, value, _) = Run("z = np.zeros((2, 3))\n    z[0] = x[1] * 2\n    return z");

        var array = Assert.IsType<NdArray>(value);
        Assert.Equal(1, array.Storage.Version);
        Assert.Equal("assign", tape.Operations[array.Source - 1].Name);
        Assert.Equal([3], tape.Operations[array.Source - 1].Shape);
    }

    [Fact]
    public void AddingInPlace_IsOneOperation()
    {
        var (tape, value, _) = Run("z = x.copy()\n    z += x\n    return z");

        Assert.Equal(["x", "copy", "add"], tape.Operations.Select(operation => operation.Name));
        Assert.Equal(3, Assert.IsType<NdArray>(value).Source);
    }

    [Fact]
    public void Tie_GivesItsGradientToTheFirst()
    {
        var (tape, value, _) = Run("return np.maximum(0, x - x)");
        Assert.Null(((NdArray)value).ToNodes());

        (tape, value, _) = Run("return np.maximum(x, 2 * x - x)");
        var adjoints = tape.Adjoints(((NdArray)value).ToNodes(), [1, 1, 1, 1, 1, 1]);
        Assert.Equal([1, 1, 1, 1, 1, 1], tape.Operations[0].Nodes!.Select(node => adjoints[node]));
    }

    [Fact]
    public void Narrow_Types_AreComputedInFloat64WithAWarning()
    {
        var (_, value, session) = Run("return x.astype(np.float32) * 2");

        Assert.Equal(DType.Float64, ((NdArray)value).DType);
        Assert.NotNull(((NdArray)value).ToNodes());
        Assert.Equal("float32 is computed in float64 here", Assert.Single(session.Warnings).Message);
    }

    [Fact]
    public void Removed_Types_AreAcceptedWithAWarning()
    {
        var (_, value, session) = Run("return x.astype(np.int)");

        Assert.Equal(DType.Int64, ((NdArray)value).DType);
        Assert.StartsWith("DeprecationWarning: `np.int` is a deprecated alias", Assert.Single(session.Warnings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_HoldEveryFunctionWithASummary() =>
        Assert.All(NumPyPart.Part.Families.SelectMany(family => family.Functions), function => Assert.EndsWith(".", function.Summary, StringComparison.Ordinal));

    private static (GradientTape Tape, Value Value, RunSession Session) Run(string body)
    {
        var tape = GradientTape.Start();
        var session = new RunSession(new Budget(BudgetLimits.Default), tape, Languages.Course);
        var interpreter = new Interpreter(Parser.Parse(new SourceText($"import numpy as np\ndef f(x):\n    {body}\n")), session);
        interpreter.Load();
        return (tape, interpreter.Call("f", [tape.Input("x", [2, 3], [0.5, -1, 2, 3, -0.25, 1.5])]), session);
    }
}
