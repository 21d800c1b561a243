using GradCheck.Python.Arrays;
using GradCheck.Python.Budgets;
using GradCheck.Python.Runtime;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax.Parsing;
using GradCheck.Python.Values;

namespace GradCheck.Python.Tests.SciPy;

/// <summary>The functions of <c>scipy.special</c> against what they are in NumPy, and libraries that only rename NumPy.</summary>
public class SpecialFunctionsTests
{
    private const string Setup = "import numpy as np\nimport scipy.special\nfrom scipy.special import expit\nfrom scipy import special\nx = np.linspace(-2, 3, 12).reshape(3, 4)\n";

    [Theory]
    [InlineData("expit(x)", "1 / (1 + np.exp(-x))")]
    [InlineData("scipy.special.logit(expit(x))", "x")]
    [InlineData("special.erf(x) + special.erfc(x)", "np.ones((3, 4))")]
    [InlineData("special.erf(np.array([0.5, -1.0]))", "np.array([0.5204998778130465, -0.8427007929497149])")]
    [InlineData("special.softmax(x, axis=1)", "np.exp(x) / np.exp(x).sum(1, keepdims=True)")]
    [InlineData("special.softmax(x)", "np.exp(x) / np.exp(x).sum()")]
    [InlineData("special.log_softmax(x, axis=0)", "x - np.log(np.exp(x).sum(0))")]
    [InlineData("special.logsumexp(x, axis=1, keepdims=True)", "np.log(np.exp(x).sum(1, keepdims=True))")]
    [InlineData("special.logsumexp(x)", "np.log(np.exp(x).sum())")]
    [InlineData("special.logsumexp(x * 1000, axis=0)", "x[2] * 1000")]
    [InlineData("special.xlogy(np.array([0., 2.]), np.array([0., 3.]))", "np.array([0., 2 * np.log(3)])")]
    public void Special_OfAnArray_IsWhatItIsInNumPy(string text, string plain)
    {
        var (found, wanted) = (Run($"{Setup}result = {text}"), Run($"{Setup}result = {plain}"));

        Assert.Equal(wanted.Shape, found.Shape);
        Assert.All(found.ToDoubles().Zip(wanted.ToDoubles()), pair => Assert.Equal(pair.Second, pair.First, 1e-13));
    }

    [Theory]
    [InlineData("import jax.numpy as jnp\nresult = jnp.dot(jnp.ones((2, 3)), jnp.ones(3))")]
    [InlineData("from jax import numpy as jnp\nimport jax\nf = jax.jit(lambda a: jnp.sum(a, axis=1))\nresult = f(jnp.ones((2, 3)))")]
    [InlineData("import cupy as cp\nresult = cp.asnumpy(cp.ones((2, 3)).sum(axis=1))")]
    [InlineData("import cupy as np\nresult = np.linalg.norm(np.ones((2, 9)), axis=1)")]
    public void Library_ThatRenamesNumPy_IsRead(string text) => Assert.Equal([3.0, 3.0], Run(text).ToDoubles());

    [Theory]
    [InlineData("import jax\nresult = jax.grad(lambda a: a)(1.0)")]
    [InlineData("import jax\nresult = jax.random.PRNGKey(0)")]
    [InlineData("from scipy.special import jv\nresult = jv(0, 1.0)")]
    [InlineData("from scipy import stats\nresult = stats.norm.pdf(0)")]
    public void Library_BeyondThat_IsToldAsOutsideOfTheSubset(string text)
    {
        var failure = Assert.Throws<ProgramException>(() => Run(text));

        Assert.Equal(ProgramErrorKind.Unsupported, failure.Error.Kind);
    }

    [Fact]
    public void NumPy_ItselfHasNoFunctionOfCuPys()
    {
        var failure = Assert.ThrowsAny<ProgramException>(() => Run("import numpy as np\nresult = np.asnumpy(np.ones(2))"));

        Assert.Equal(("AttributeError", ProgramErrorKind.Python), (failure.Error.Type, failure.Error.Kind));
    }

    private static NdArray Run(string text)
    {
        var interpreter = new Interpreter(Parser.Parse(new SourceText(text + "\n")), new RunSession(new Budget(BudgetLimits.Default), GradientTape.Off, Languages.Course));
        interpreter.Run();
        return Assert.IsType<NdArray>(interpreter.Globals["result"], exactMatch: false);
    }
}
