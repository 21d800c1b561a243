using GradCheck.Python.Tests.Runtime;

namespace GradCheck.Python.Tests.NumPy;

/// <summary>What stops a kernel is an error of the program, in NumPy's words, wherever a program reaches the kernel: never a crash of ours.</summary>
public class ArrayFaultTests
{
    [Theory]
    [InlineData("np.zeros(2) + np.zeros(3)", "operands could not be broadcast")]
    [InlineData("np.zeros(2) < np.zeros(3)", "operands could not be broadcast")]
    [InlineData("np.zeros((2, 3)) @ np.zeros((2, 3))", "matmul: Input operand 1 has a mismatch")]
    [InlineData("np.zeros(2)[5]", "index 5 is out of bounds")]
    [InlineData("np.zeros(2)[np.array([True])]", "boolean index did not match")]
    [InlineData("sum([np.zeros(2), np.zeros(3)])", "operands could not be broadcast")]
    [InlineData("max(np.zeros(2), np.zeros(3))", "operands could not be broadcast")]
    [InlineData("sorted([np.zeros(2), np.zeros(3)])", "operands could not be broadcast")]
    [InlineData("list(map(lambda a, b: a @ b, [np.zeros((1, 2))], [np.zeros(3)]))", "matmul: Input operand 1 has a mismatch")]
    [InlineData("pow(np.arange(3), -1)", "Integers to negative integer powers")]
    [InlineData("divmod(np.arange(3), np.arange(2))", "operands could not be broadcast")]
    [InlineData("np.add.reduce(np.zeros(2), axis=4)", "axis 4 is out of bounds")]
    [InlineData("np.add.outer(np.zeros(2), np.zeros(3)) + np.zeros(4)", "operands could not be broadcast")]
    [InlineData("np.add.at(np.zeros(2), [5], 1)", "index 5 is out of bounds")]
    [InlineData("np.maximum.reduce(np.zeros(0))", "zero-size array to reduction operation")]
    [InlineData("np.r_[np.zeros((2, 2)), np.zeros(3)]", "all the input arrays must have same number")]
    [InlineData("np.ndarray.reshape(np.zeros(4), 3)", "cannot reshape array of size 4")]
    [InlineData("np.random.default_rng(0).permutation(np.zeros(4), axis=3)", "axis")]
    public void Expression_ThatStopsAKernel_IsAnErrorOfTheProgram(string expression, string words)
    {
        var failure = ProgramRun.Of($"import numpy as np\nprint({expression})\n").Failure;

        Assert.NotNull(failure);
        Assert.Contains(words, failure.Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x = np.zeros(2); x += np.zeros(3)")]
    [InlineData("x = np.zeros(2); x[:] = np.zeros(3)")]
    [InlineData("x = np.broadcast_to(np.zeros(2), (3, 2)); x[0] = 1")]
    [InlineData("x = np.zeros(3); x[np.array([True, False, True])] = np.zeros(3)")]
    [InlineData("for a in zip([np.zeros(2)], [np.zeros(3)]):\n    a[0] * a[1]")]
    [InlineData("def f(a, b=np.zeros(3)):\n    return a - b\nf(np.zeros(2))")]
    public void Statement_ThatStopsAKernel_CanBeCaughtByTheProgram(string statement) =>
        Assert.Equal(
            "caught\n",
            ProgramRun.Of($"import numpy as np\ntry:\n    {statement.Replace("\n", "\n    ", StringComparison.Ordinal)}\nexcept ValueError:\n    print('caught')\n").Printed);
}
