using GradCheck.Python.Budgets;
using GradCheck.Python.Source;
using GradCheck.Python.Tests.Runtime;

namespace GradCheck.Python.Tests.Torch;

/// <summary>Whatever would take too much ends in a report before it takes anything.</summary>
public class HostileTensorTests
{
    private static readonly BudgetLimits Small = BudgetLimits.Default with { Elements = 2_000_000, Bytes = 32_000_000, Steps = 200_000 };

    [Theory]
    [InlineData("torch.zeros(10**9, 10**9)")]
    [InlineData("torch.zeros(10**30)")]
    [InlineData("torch.zeros([10**6] * 30)")]
    [InlineData("torch.full((10**8,), 1.5)")]
    [InlineData("torch.arange(1e12)")]
    [InlineData("torch.arange(0, 1, 1e-300)")]
    [InlineData("torch.linspace(0, 1, 10**9)")]
    [InlineData("torch.eye(10**6)")]
    [InlineData("torch.randn(10**5, 10**5)")]
    [InlineData("torch.randint(0, 5, (10**10,))")]
    [InlineData("torch.randperm(10**9)")]
    [InlineData("torch.tril_indices(10**5, 10**5)")]
    [InlineData("torch.Tensor(10**9)")]
    [InlineData("a.repeat(10**9)")]
    [InlineData("a.repeat(10**6, 10**6, 10**6)")]
    [InlineData("a.repeat_interleave(10**9)")]
    [InlineData("a.expand(10**6, 1000)")]
    [InlineData("a.expand(10**9, 10**9, 1000)")]
    [InlineData("a.new_zeros(10**10)")]
    [InlineData("a[:, None, None] + a[:, None] + a")]
    [InlineData("torch.outer(torch.ones(10**5), torch.ones(10**5))")]
    [InlineData("torch.ones(1000, 1000) @ torch.ones(1000, 1000)")]
    [InlineData("torch.einsum('i,j,k,l->', a, a, a, a)")]
    [InlineData("torch.diag(torch.ones(10**5))")]
    [InlineData("torch.diag(a, 10**9)")]
    [InlineData("torch.kron(torch.ones(10**4), torch.ones(10**4))")]
    [InlineData("torch.bincount(torch.tensor([10**12]))")]
    [InlineData("torch.meshgrid(a, a, a)")]
    [InlineData("torch.tensor_split(a, 10**9)")]
    [InlineData("torch.ones(10**5).unfold(0, 5 * 10**4, 1)")]
    [InlineData("torch.as_strided(a, (10**5, 10**5), (0, 0))")]
    [InlineData("torch.stack([a] * 10**4)")]
    [InlineData("a.multinomial(10**9, replacement=True)")]
    [InlineData("a[torch.zeros(10**3, 10**4, dtype=torch.long)]")]
    [InlineData("torch.tensordot(a, torch.ones(10**5), dims=0)")]
    public void Expression_OfAnySize_EndsWithinTheBudget(string expression)
    {
        var run = ProgramRun.Of(new SourceText($"import torch\na = torch.ones(1000)\n{expression}\n"), Small);
        Assert.Equal(ErrorCodes.BudgetExceeded, run.Failure?.Error.Code);
    }

    [Theory]
    [InlineData("w.backward()")]
    [InlineData("w.sum().backward()")]
    public void Backward_WithoutATape_IsOutsideOfTheSubset(string call)
    {
        var run = ProgramRun.Of(new SourceText($"import torch\nw = torch.ones(1, requires_grad=True) * 2\n{call}\n"), Small);
        Assert.Equal(ErrorCodes.Unsupported, run.Failure?.Error.Code);
    }
}
