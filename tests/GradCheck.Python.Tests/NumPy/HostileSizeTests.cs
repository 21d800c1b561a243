using GradCheck.Python.Arrays;
using GradCheck.Python.Budgets;
using GradCheck.Python.Runtime;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax.Parsing;
using GradCheck.Python.Values;

namespace GradCheck.Python.Tests.NumPy;

/// <summary>Whatever would take too much ends in a report before it takes anything.</summary>
public class HostileSizeTests
{
    private static readonly BudgetLimits Small = BudgetLimits.Default with { Elements = 2_000_000, Bytes = 32_000_000, Steps = 200_000 };

    [Theory]
    [InlineData("np.zeros((10**9, 10**9))")]
    [InlineData("np.zeros(10**30)")]
    [InlineData("np.ones((2**31, 2**31, 2**31))")]
    [InlineData("np.zeros([10**6] * 30)")]
    [InlineData("np.full(10**8, 1.5)")]
    [InlineData("np.empty(10**12)")]
    [InlineData("np.arange(1e12)")]
    [InlineData("np.arange(10**18)")]
    [InlineData("np.arange(0, 1, 1e-300)")]
    [InlineData("np.linspace(0, 1, 10**9)")]
    [InlineData("np.eye(10**6)")]
    [InlineData("np.identity(10**5)")]
    [InlineData("np.tile(a, 10**9)")]
    [InlineData("np.tile(a, (10**6, 10**6, 10**6))")]
    [InlineData("np.tile(a, 2**62)")]
    [InlineData("np.repeat(a, 10**9)")]
    [InlineData("np.repeat(a, 2**40, axis=0)")]
    [InlineData("np.repeat(a, [2**30] * 1000)")]
    [InlineData("np.broadcast_to(a, (10**6, 1000))")]
    [InlineData("np.broadcast_to(a[0], (10**9, 10**9, 10**9))")]
    [InlineData("a[:, None, None] + a[:, None] + a")]
    [InlineData("a * (a[:, None] * a[:, None, None])")]
    [InlineData("np.outer(np.ones(10**5), np.ones(10**5))")]
    [InlineData("np.dot(np.ones((1000, 1000)), np.ones((1000, 1000)))")]
    [InlineData("np.ones((500, 500)) @ np.ones((500, 500))")]
    [InlineData("np.einsum('i,j,k,l->', a, a, a, a)")]
    [InlineData("np.einsum('i,j,k,l->ijkl', a, a, a, a)")]
    [InlineData("np.tensordot(a, np.ones(10**5), axes=0)")]
    [InlineData("np.pad(a, 10**9)")]
    [InlineData("np.pad(a, 2**62)")]
    [InlineData("np.pad(np.ones((2, 2, 2)), 10**5)")]
    [InlineData("np.diag(np.ones(10**5))")]
    [InlineData("np.diag(a, 10**9)")]
    [InlineData("np.diag(a, 2**31 - 1)")]
    [InlineData("np.tril(np.ones(10**4))")]
    [InlineData("np.tri(10**5)")]
    [InlineData("np.meshgrid(a, a, a)")]
    [InlineData("np.indices((10**5, 10**5))")]
    [InlineData("np.ndindex(10**5, 10**5)")]
    [InlineData("np.bincount([10**12])")]
    [InlineData("np.bincount([1], minlength=10**12)")]
    [InlineData("np.random.rand(10**5, 10**5)")]
    [InlineData("np.random.randn(10**12)")]
    [InlineData("np.random.randint(0, 5, 10**10)")]
    [InlineData("np.random.permutation(10**9)")]
    [InlineData("np.random.choice(10**9, 5, replace=False)")]
    [InlineData("np.random.choice(5, 10**9)")]
    [InlineData("np.random.binomial(1, 0.5, 10**9)")]
    [InlineData("np.lib.stride_tricks.as_strided(a, (10**5, 10**5), (0, 0))")]
    [InlineData("np.lib.stride_tricks.sliding_window_view(np.ones(10**5), 5 * 10**4)")]
    [InlineData("np.array(range(10**9))")]
    [InlineData("np.concatenate([np.broadcast_to(a, (1000, 1000))] * 100)")]
    [InlineData("np.stack([a] * 10**4)")]
    [InlineData("np.array_split(a, 10**9)")]
    [InlineData("a[np.zeros((10**3, 10**4), dtype=int)]")]
    [InlineData("np.broadcast_to(a[0], (1000, 1000)).reshape(-1) + np.ones((1000, 1000)).reshape(-1, 1)")]
    [InlineData("np.where(np.broadcast_to(a > 0, (10**5, 1000)), 1, 0)")]
    [InlineData("np.zeros(10**5).tolist()[0] + np.zeros((10**5, 10**5))[0]")]
    [InlineData("np.unique(np.broadcast_to(a, (10**5, 1000)))")]
    [InlineData("np.r_[0:10**9]")]
    [InlineData("np.r_[0:10**18]")]
    [InlineData("np.r_[0:1:1e-300]")]
    [InlineData("np.c_[0:10**9, 0:10**9]")]
    [InlineData("np.c_[tuple([np.broadcast_to(a, (1000, 1000))] * 100)]")]
    [InlineData("a.resize(10**9)")]
    [InlineData("a.resize((10**6, 10**6, 10**6))")]
    [InlineData("a.resize(2**62)")]
    [InlineData("np.resize(a, (10**6, 1000))")]
    [InlineData("np.vectorize(lambda v, w: v)(a, a[:, None, None])")]
    [InlineData("np.vectorize(lambda v: v)(np.broadcast_to(a, (10**5, 1000)))")]
    [InlineData("np.add.outer(np.ones(10**5), np.ones(10**5))")]
    [InlineData("np.isin(np.broadcast_to(a, (10**5, 1000)), a)")]
    [InlineData("np.lib.stride_tricks.as_strided(a, (10**9,), (0,))")]
    [InlineData("np.lib.pad(a, 10**9, mode='constant')")]
    [InlineData("np.core.zeros((10**9, 10**9))")]
    public void Sizes_BeyondTheBudget_EndBeforeTheyTakeMemory(string expression)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var failure = Assert.ThrowsAny<ProgramException>(() => Run($"import numpy as np\na = np.ones(1000)\nx = {expression}\n"));
        var taken = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(ProgramErrorKind.Budget, failure.Error.Kind);
        Assert.InRange(taken, 0, 200_000_000);
    }

    [Theory]
    [InlineData("np.tile(a, [1] * 100000)")]
    [InlineData("a.reshape([1] * 100000 + [1000])")]
    [InlineData("a[(None,) * 100000]")]
    [InlineData("np.array(a, ndmin=100000)")]
    [InlineData("np.expand_dims(a, tuple(range(100)))")]
    [InlineData("np.add.outer(np.ones([1] * 20), np.ones([1] * 20))")]
    [InlineData("a.resize([1] * 33)")]
    [InlineData("np.resize(a, [1] * 33)")]
    [InlineData("np.meshgrid(*[[1]] * 1000)")]
    [InlineData("np.ix_(*[[1]] * 1000)")]
    [InlineData("np.zeros([1] * 33)")]
    [InlineData("np.lib.stride_tricks.as_strided(a, [1] * 40, [8] * 40)")]
    [InlineData("np.broadcast_to(a[0], [1] * 40)")]
    [InlineData("np.tensordot(np.ones([1] * 20), np.ones([1] * 20), axes=0)")]
    [InlineData("np.zeros([1] * 20)[np.zeros([1] * 20, dtype=int)]")]
    public void Axes_BeyondNumPys_AreRefused(string expression)
    {
        var failure = Assert.ThrowsAny<ProgramException>(() => Run($"import numpy as np\na = np.ones(1000)\nx = str({expression})\n"));

        Assert.StartsWith("maximum supported dimension for an ndarray is 32", failure.Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("np.unravel_index(1, (2**30, 2**30, 2**30, 2**30))", "dimensions are too large; arrays and shapes with a total size greater than 'intp' are not supported.")]
    [InlineData("np.ravel_multi_index((1, 1, 1, 1), (2**30, 2**30, 2**30, 2**30))", "invalid dims: array size defined by dims is larger than the maximum possible size.")]
    [InlineData("np.roll(a, 1, axis=())", "'shift' and 'axis' should be scalars or 1D sequences")]
    [InlineData("np.einsum('i->ii', a)", "einstein sum subscripts string includes output subscript 'i' multiple times")]
    [InlineData("np.lib.stride_tricks.as_strided(a, (2000,), (8,))", "as_strided would read outside of the array's memory")]
    [InlineData("np.lib.stride_tricks.as_strided(a, (2,), (-8,))", "as_strided would read outside of the array's memory")]
    public void Numbers_BeyondAllBounds_AreRefused(string expression, string message) =>
        Assert.Equal(message, Assert.ThrowsAny<ProgramException>(() => Run($"import numpy as np\na = np.ones(1000)\nx = {expression}\n")).Error.Message);

    [Theory]
    [InlineData("while True:\n    a = np.concatenate([a, a])")]
    [InlineData("while True:\n    a = a[None] + a[..., None]")]
    [InlineData("while True:\n    a = np.stack([a, a])")]
    [InlineData("for k in range(10**9):\n    a += 1")]
    [InlineData("while True:\n    a[a > 0] = 1")]
    [InlineData("while True:\n    np.add.at(a, [0] * 1000, 1)")]
    [InlineData("while True:\n    a.sum()")]
    [InlineData("while True:\n    str(np.ones(1000))")]
    [InlineData("while True:\n    np.argsort(a)")]
    [InlineData("while True:\n    np.expand_dims(a, 0)")]
    [InlineData("while True:\n    a.resize(a.size * 2)")]
    [InlineData("while True:\n    a.resize((10, a.size // 10))")]
    [InlineData("while True:\n    np.r_[a, 1]")]
    public void Loops_OverArrays_EndInTheBudget(string loop)
    {
        var failure = Assert.ThrowsAny<ProgramException>(() => Run($"import numpy as np\na = np.ones(1000)\n{loop}\n"));

        Assert.Equal(ProgramErrorKind.Budget, failure.Error.Kind);
    }

    [Theory]
    [InlineData("while True:\n    x = x + 1")]
    [InlineData("while True:\n    x += x")]
    [InlineData("while True:\n    y = x.reshape(10, 10)")]
    [InlineData("y = x[:, None] * np.ones(10**5)")]
    [InlineData("y = np.dot(x.reshape(1, 100), np.ones((100, 10**4)))\nwhile True:\n    y = y + y")]
    [InlineData("while True:\n    x[:] = x[::-1]")]
    public void Recording_IsChargedAsWell(string code)
    {
        var tape = GradientTape.Start();
        var failure = Assert.ThrowsAny<ProgramException>(() => Run($"import numpy as np\ndef f(x):\n    {code.Replace("\n", "\n    ", StringComparison.Ordinal)}\n", tape, tape.Input("x", [100], new double[100])));

        Assert.Equal(ProgramErrorKind.Budget, failure.Error.Kind);
        Assert.InRange(tape.NodeCount, 0, 3_000_000);
    }

    private static void Run(string code, GradientTape? tape = null, NdArray? input = null)
    {
        var interpreter = new Interpreter(Parser.Parse(new SourceText(code)), new RunSession(new Budget(Small), tape ?? GradientTape.Off, Languages.Course));
        interpreter.Run();
        if (input is not null)
        {
            interpreter.Call("f", [input]);
        }
    }
}
