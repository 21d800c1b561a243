using GradCheck.Comparison;

namespace GradCheck.Programs.Tests.Scripts;

/// <summary>The exercise as people do it: a notebook of torch tensors, every gradient by hand, then two of them in one expression, then a step of training.</summary>
public class ExerciseTests
{
    public static TheoryData<int, string, string> Mistakes => new()
    {
        { 5, "dlogprobs[range(n), yb] = -1.0 / n", "dlogprobs[range(n), yb] = -1.0" },
        { 5, "dprobs = (1.0 / probs) * dlogprobs", "dprobs = (1.0 / probs) + dlogprobs" },
        { 5, "dshare = (counts * dprobs).sum(1, keepdim=True)", "dshare = (counts * dprobs).sum(0, keepdim=True)" },
        { 5, "dcounts = share * dprobs", "dcounts = total * dprobs" },
        { 5, "dtotal = (-total ** -2) * dshare", "dtotal = (total ** -2) * dshare" },
        { 5, "dcounts += torch.ones_like(counts) * dtotal", "dcounts = torch.ones_like(counts) * dtotal" },
        { 5, "dshifted = counts * dcounts", "dshifted = counts * counts" },
        { 5, "dlogits = dshifted.clone()", "dlogits = -dshifted.clone()" },
        { 5, "dtop = (-dshifted).sum(1, keepdim=True)", "dtop = dshifted.clone()" },
        { 5, "dh = dlogits @ W2.T", "dh = dlogits @ W2" },
        { 5, "dW2 = h.T @ dlogits", "dW2 = dlogits.T @ h" },
        { 5, "db2 = dlogits.sum(0)", "db2 = dlogits.mean(0)" },
        { 5, "dact = (1.0 - h ** 2) * dh", "dact = (1.0 - h ** 2) + dh" },
        { 5, "dgain = (raw * dact).sum(0, keepdim=True)", "dgain = (diff * dact).sum(0, keepdim=True)" },
        { 5, "draw = gain * dact", "draw = gain * act" },
        { 5, "dbias = dact.sum(0, keepdim=True)", "dbias = dact.sum(1, keepdim=True)" },
        { 5, "ddiff = inv * draw", "ddiff = draw / inv" },
        { 5, "dinv = (diff * draw).sum(0, keepdim=True)", "dinv = (diff * raw).sum(0, keepdim=True)" },
        { 5, "dvar = (-0.5 * (var + 1e-5) ** -1.5) * dinv", "dvar = (-0.5 * (var + 1e-5) ** -0.5) * dinv" },
        { 5, "dsquare = (1.0 / (n - 1)) * torch.ones_like(square) * dvar", "dsquare = (1.0 / n) * torch.ones_like(square) * dvar" },
        { 5, "ddiff += (2 * diff) * dsquare", "ddiff += diff * dsquare" },
        { 5, "dmean = (-ddiff).sum(0)", "dmean = ddiff.sum(0)" },
        { 5, "dpre += 1.0 / n * (torch.ones_like(pre) * dmean)", "dpre += torch.ones_like(pre) * dmean" },
        { 5, "dflat = dpre @ W1.T", "dflat = pre @ W1.T" },
        { 5, "dW1 = flat.T @ dpre", "dW1 = flat.T @ ddiff" },
        { 5, "db1 = dpre.sum(0)", "db1 = ddiff.sum(0)" },
        { 5, "demb = dflat.view(emb.shape)", "demb = flat.view(emb.shape)" },
        { 5, "dC = torch.zeros_like(C)", "dC = torch.ones_like(C)" },
        { 5, "dC[ix] += demb[k, j]", "dC[ix] = demb[k, j]" },
        { 6, "dlogits = torch.softmax(logits, 1)", "dlogits = torch.softmax(logits, 0)" },
        { 6, "dlogits[range(n), yb] -= 1", "dlogits[range(n), yb] += 1" },
        { 6, "dlogits /= n", "dlogits /= hidden" },
        { 7, "dpre = gain * inv / n * (n * dact - dact.sum(0) - n / (n - 1) * raw * (dact * raw).sum(0))", "dpre = gain * inv / n * (n * dact - dact.sum(0) - raw * (dact * raw).sum(0))" },
        { 8, "dlogits = torch.softmax(logits, 1)", "dlogits = torch.softmax(logits, 0)" },
        { 8, "dact = (1 - h ** 2) * dh", "dact = (1 - h) * dh" },
        { 8, "dW1 = flat.T @ dpre", "dW1 = flat.T @ dact" },
        { 8, "demb = dflat.view(emb.shape)", "demb = emb" },
        { 8, "dC.index_add_(0, xb.view(-1), demb.view(-1, C.shape[1]))", "dC.index_add_(0, yb.view(-1), demb.view(-1, C.shape[1]))" },
    };

    [Fact]
    public void Check_TheRightNotebook_IsAMatchInEveryPass()
    {
        var report = ScriptFile.Check(ScriptFile.Exercise());

        Assert.True(report.Verdict == Verdict.Match, report.FirstWrongLine?.Message);
        Assert.Equal(3, report.Backward.Count(gradient => gradient.Name == "dlogits"));
        Assert.Empty(report.Unchecked);
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Check_AMistakeInALine_IsNamedByCellAndLine(int cell, string old, string made)
    {
        var (cells, line) = ScriptFile.Exercise(cell, old, made);

        var report = ScriptFile.Check(cells);

        Assert.Equal(Verdict.Mismatch, report.Verdict);
        Assert.Equal((cell, line), (report.FirstWrongLine!.Cell, report.FirstWrongLine.Line));
        Assert.Null(report.FirstWrongLine.Function);
    }

    [Fact]
    public void Check_AGradientThatAPassLeavesOut_IsToldAsTheValueOfAnEarlierOne()
    {
        var (cells, _) = ScriptFile.Exercise(8, "db2 = dlogits.sum(0)", "pass");

        var report = ScriptFile.Check(cells);

        Assert.Equal(Verdict.Mismatch, report.Verdict);
        Assert.Equal((8, "stale_value"), (report.FirstWrongLine!.Cell, report.FirstWrongLine.Finding.Code));
    }

    [Fact]
    public void Check_AGradientThatIsCopiedFromAutograd_IsNoDerivation()
    {
        var (cells, _) = ScriptFile.Exercise(5, "dW2 = h.T @ dlogits", "dW2 = W2.grad");

        var report = ScriptFile.Check([.. cells.Take(6)]);

        Assert.Equal(Verdict.Inconclusive, report.Verdict);
        Assert.Equal(["dW2"], report.Unchecked);
        Assert.Contains(report.Warnings, warning => warning is { Code: "copied_gradient", Cell: 5 });
    }
}
