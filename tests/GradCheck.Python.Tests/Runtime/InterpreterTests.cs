using GradCheck.Python.Arrays;
using GradCheck.Python.Budgets;
using GradCheck.Python.Runtime;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Syntax.Parsing;
using GradCheck.Python.Values;

namespace GradCheck.Python.Tests.Runtime;

/// <summary>Loading a file and calling its functions.</summary>
public class InterpreterTests
{
    [Fact]
    public void Load_AFile_TellsItsFunctionsInOrder()
    {
        var file = ProgramRun.Load("def b(): pass\nif True:\n    def a(): pass\ndef b(): return 1\nc = lambda: 1\n");

        Assert.Equal(["b", "a"], file.Functions.Keys);
        Assert.IsType<ReturnStatement>(file.Functions["b"].Body[0]);
    }

    [Fact]
    public void Load_AStatementThatFails_LeavesTheRest()
    {
        var file = ProgramRun.Load("import numpy as np\nx = np.zeros(3) + np.zeros(4)\nopen('data')\ny = 2\ndef f(): return y\n");

        Assert.Equal([ErrorCodes.ShapeMismatch, ErrorCodes.Unsupported], file.LoadErrors.Select(error => error.Code));
        Assert.Equal(2, (int)Assert.IsType<IntegerValue>(file.Call("f", [])).Value);
    }

    [Theory]
    [InlineData("only functions", "def f(x): return np.sqrt(x) + math.sqrt(4) + numpy.sum(x)")]
    [InlineData("import as", "import numpy as np, math\ndef f(x): return np.sqrt(x) + math.sqrt(4) + np.sum(x)")]
    [InlineData("import as anything", "import numpy as nn\nfrom math import sqrt as root\ndef f(x): return nn.sqrt(x) + root(4) + nn.sum(x)")]
    [InlineData("names of a module", "from numpy import sqrt, sum as s\ndef f(x): return sqrt(x) + 2 + s(x)")]
    [InlineData("all names of a module", "from numpy import *\ndef f(x): return sqrt(x) + 2 + sum(x) + (max(1, 2) - 2)")]
    [InlineData("a file of the course", "from __future__ import print_function, division\nfrom builtins import range\nfrom past.builtins import xrange\nimport numpy as np\nfrom cs231n.im2col import *\nfrom .fast_layers import conv\nimport time, matplotlib.pyplot as plt\ndef f(x): return np.sqrt(x) + sum(xrange(2)) + len(range(1)) + np.sum(x)")]
    [InlineData("an import that may fail", "try:\n    import cupy as np\nexcept ImportError:\n    import numpy as np\ndef f(x): return np.sqrt(x) + 2 + np.sum(x)")]
    [InlineData("an import in the function", "def f(x):\n    import numpy as np\n    return np.sqrt(x) + 2 + np.sum(x)")]
    public void Load_Imports_AreWhatTheyAre(string name, string text)
    {
        var value = ProgramRun.Load(text).Call("f", [NdArray.Scalar(4)]);

        Assert.Equal((name, 8.0), (name, Assert.IsType<NdArray>(value).ToDoubles()[0]));
    }

    [Theory]
    [InlineData(false, "program")]
    [InlineData(true, "__main__")]
    public void Load_AsAScriptOrNot_RunsWhatStandsBehindMain(bool asScript, string name)
    {
        var file = new Interpreter(Parser.Parse(new("who = __name__\nif __name__ == '__main__':\n    print('main')\n")), new(new(BudgetLimits.Default), GradientTape.Off, Languages.Course));
        file.Load(asScript);

        Assert.Equal(name, Assert.IsType<StringValue>(file.Globals["who"]).Value);
    }

    [Fact]
    public void Load_ATreeWithOneLineEdited_RunsTheEdit()
    {
        var tree = Parser.Parse(new("def f(x):\n    y = x + 1\n    return y * 2\n"));
        var function = (FunctionStatement)tree.Body[0];
        var line = (AssignStatement)function.Body[0];
        var edited = function with { Body = [line with { Value = new IntegerLiteral(5, line.Value.Span) }, function.Body[1]] };
        var file = new Interpreter(new([edited]), new(new(BudgetLimits.Default), GradientTape.Off, Languages.Course));
        file.Load();

        Assert.Equal(10, (int)Assert.IsType<IntegerValue>(file.Call("f", [IntegerValue.Of(1)])).Value);
    }

    [Fact]
    public void Call_AFunctionThatFails_TellsTheCallsItPassedThrough()
    {
        const string Text = "def inner(x):\n    return x + missing_\n\ndef outer(x):\n    y = [inner(v) for v in x]\n    return y\n";
        var source = new SourceText(Text);
        var failure = Assert.ThrowsAny<ProgramException>(() => ProgramRun.Load(Text).Call("outer", [new ListValue([IntegerValue.Of(1)])]));

        Assert.Equal(["inner 2 'missing_'", "outer 1 'inner(v)'"], failure.Trace.Select(entry => $"{entry.Function} {entry.Call} '{source.TextOf(entry.Span)}'"));
    }

    [Fact]
    public void Call_AfterAFailure_StartsAfresh()
    {
        var file = ProgramRun.Load("def f(n): return f(n - 1) if n else 1\ndef g(): return g()\n");
        for (var k = 0; k < 3; k++)
        {
            Assert.Equal("RecursionError", Assert.ThrowsAny<ProgramException>(() => file.Call("g", [])).Error.Type);
        }

        Assert.Equal(1, (int)Assert.IsType<IntegerValue>(file.Call("f", [IntegerValue.Of(50)])).Value);
    }

    [Fact]
    public void Call_WithKeywords_GivesThemToTheirParameters() =>
        Assert.Equal(7, (int)Assert.IsType<IntegerValue>(ProgramRun.Load("def f(a, b=0): return a - b").Call("f", [IntegerValue.Of(10)], [new("b", IntegerValue.Of(3))])).Value);

    [Fact]
    public void Call_ANameThatIsNot_IsAnError() =>
        Assert.Equal("name 'batchnorm_foward' is not defined. Did you mean: 'batchnorm_forward'?", Assert.ThrowsAny<ProgramException>(() => ProgramRun.Load("def batchnorm_forward(): pass").Call("batchnorm_foward", [])).Error.Message);

    [Fact]
    public void Run_AFaultyBody_IsToldWhenItIsCalled()
    {
        var file = ProgramRun.Load("def good(): return 1\ndef bad(x):\n    print x\n    return x\n");

        Assert.Equal(1, (int)Assert.IsType<IntegerValue>(file.Call("good", [])).Value);
        Assert.Equal(ErrorCodes.PythonTwo, Assert.ThrowsAny<ProgramException>(() => file.Call("bad", [IntegerValue.Of(1)])).Error.Code);
    }

    [Fact]
    public void Run_ACancelledCheck_EndsAtOnce()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var file = new Interpreter(Parser.Parse(new("while True: pass")), new(new(BudgetLimits.Default, cancellation: cancelled.Token), GradientTape.Off, Languages.Course));

        Assert.Throws<OperationCanceledException>(() => file.Run());
    }
}
