using GradCheck.Programs.Reports;
using GradCheck.Tensors;

namespace GradCheck.Programs.Tests.Entries;

/// <summary>A pass as plain lines, before anyone decides how it is called.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Inputs">Its inputs.</param>
/// <param name="Differentiate">Which of them to differentiate; the lines make <c>d</c> and the name.</param>
/// <param name="Options">Further parameters, numbers.</param>
/// <param name="Forward">The lines forward.</param>
/// <param name="Outputs">Their outputs.</param>
/// <param name="Kept">What the lines back need.</param>
/// <param name="Backward">The lines back.</param>
/// <param name="Right">A line back.</param>
/// <param name="Wrong">The same line with a mistake.</param>
internal sealed record Pass(
    string Name,
    IReadOnlyList<KeyValuePair<string, Tensor>> Inputs,
    string[] Differentiate,
    string[] Options,
    string[] Forward,
    string[] Outputs,
    string[] Kept,
    string[] Backward,
    string Right,
    string Wrong)
{
    public bool IsLoss => Outputs is ["loss"];

    public static readonly IReadOnlyList<Pass> All =
    [
        new("affine", Given(("x", 3, 2), ("w", 2, 4), ("b", 4, 0)), ["x", "w", "b"], [],
            ["out = x.dot(w) + b"], ["out"], ["x", "w"],
            ["dx = dout.dot(w.T)", "dw = x.T.dot(dout)", "db = dout.sum(axis=0)"],
            "dw = x.T.dot(dout)", "dw = 2 * x.T.dot(dout)"),
        new("layer norm", Given(("x", 3, 5), ("gamma", 5, 0)), ["x", "gamma"], ["eps"],
            ["mu = x.mean(axis=1, keepdims=True)", "istd = 1 / np.sqrt(x.var(axis=1, keepdims=True) + eps)", "xhat = (x - mu) * istd", "out = gamma * xhat"], ["out"], ["xhat", "istd", "gamma"],
            ["dgamma = (dout * xhat).sum(axis=0)", "dxhat = dout * gamma", "dx = istd * (dxhat - dxhat.mean(axis=1, keepdims=True) - xhat * (dxhat * xhat).mean(axis=1, keepdims=True))"],
            "dxhat = dout * gamma", "dxhat = dout"),
        new("two outputs", Given(("x", 3, 2), ("h", 3, 4), ("w", 2, 4)), ["x", "h", "w"], [],
            ["c = h + x.dot(w)", "t = np.tanh(c)", "next_h = h * t", "next_c = c * 1.0"], ["next_h", "next_c"], ["x", "h", "w", "t"],
            ["dc = dnext_c + dnext_h * h * (1 - t * t)", "dh = dnext_h * t + dc", "dx = dc.dot(w.T)", "dw = x.T.dot(dc)"],
            "dh = dnext_h * t + dc", "dh = dnext_h * t - dc"),
        new("loss", Given(("x", 4, 3), ("w", 3, 2), ("y", 4, -2)), ["x", "w"], ["lam"],
            ["s = x.dot(w)", "p = np.exp(s) / np.exp(s).sum(axis=1, keepdims=True)", "loss = -np.log(p[np.arange(len(y)), y]).mean() + lam * (w * w).sum()"], ["loss"], ["x", "w", "y", "p"],
            ["ds = p.copy()", "ds[np.arange(len(y)), y] -= 1", "ds = ds / len(y)", "dx = ds.dot(w.T)", "dw = x.T.dot(ds) + 2 * lam * w"],
            "dw = x.T.dot(ds) + 2 * lam * w", "dw = x.T.dot(ds) + lam * w"),
    ];

    public ProgramRequest RequestOf(string code) => new()
    {
        Layer = "custom",
        Code = code,
        Inputs = [.. Inputs, .. Options.Select(option => KeyValuePair.Create(option, new Tensor(new Shape(), [option == "eps" ? 0.01 : 0.3])))],
        Differentiate = Differentiate,
    };

    public Pass WithMistake() => this with { Backward = [.. Backward.Select(line => line == Right ? Wrong : line)] };

    private static IReadOnlyList<KeyValuePair<string, Tensor>> Given(params (string Name, int Rows, int Columns)[] shapes)
    {
        var random = new GradCheck.Cases.Pcg32(5, 5);
        return [.. shapes.Select(shape => KeyValuePair.Create(shape.Name, shape.Columns switch
        {
            < 0 => new Tensor(new Shape(shape.Rows), [.. Enumerable.Range(0, shape.Rows).Select(k => (double)(k % -shape.Columns))]),
            0 => new Tensor(new Shape(shape.Rows), [.. Enumerable.Range(0, shape.Rows).Select(_ => random.Normal())]),
            _ => new Tensor(new Shape(shape.Rows, shape.Columns), [.. Enumerable.Range(0, shape.Rows * shape.Columns).Select(_ => random.Normal())]),
        }))];
    }
}

/// <summary>Writes a pass in a way of calling it.</summary>
/// <param name="Kept">How the forward function returns what it keeps.</param>
/// <param name="Taken">What the backward function takes.</param>
/// <param name="Returned">How it returns the gradients.</param>
/// <param name="Names">What the functions are called.</param>
internal sealed record Wrapping(string Kept, string Taken, string Returned, string Names)
{
    public static readonly string[] Keeps = ["tuple", "named tuple", "list", "dict", "spread", "cache first"];
    public static readonly string[] Takes = ["dout, cache", "cache, dout", "dout, *cache", "dout, names", "names of its own", "keyword-only", "cache"];
    public static readonly string[] Returns = ["tuple", "list", "dict", "dict of inputs", "nested", "filled dict", "tuple of one list"];
    public static readonly string[] Functions = ["forward backward", "layer layer_grad", "f df"];

    public static IEnumerable<Wrapping> AllOf(Pass pass) =>
        from kept in Keeps
        from taken in Takes
        from returned in Returns
        from names in Functions
        let made = new Wrapping(kept, taken, returned, names)
        where made.Fits(pass)
        select made;

    /// <summary>Whether it makes sense: a dictionary is not spread, and only a loss takes no gradient.</summary>
    private bool Fits(Pass pass) => (Taken, Kept) switch
    {
        ("dout, *cache", "dict" or "spread") => false,
        ("cache", _) => pass.IsLoss && Kept != "spread",
        (_, "spread") => Taken is "dout, names" or "names of its own" or "keyword-only",
        _ => true,
    };

    public string Write(Pass pass)
    {
        var (forward, backward) = (Names.Split(' ')[0], Names.Split(' ')[1]);
        List<string> lines = ["import numpy as np", "CONFIG = {'scale': 1.0}", string.Empty, "def helper(a):", "    return a * CONFIG['scale']", string.Empty];
        var kept = string.Join(", ", pass.Kept);
        var dictionary = "{" + string.Join(", ", pass.Kept.Select(name => $"'{name}': {name}")) + "}";
        var outputs = string.Join(", ", pass.Outputs);
        lines.Add($"def {forward}({string.Join(", ", [.. pass.Inputs.Select(input => input.Key), .. pass.Options.Select(option => option + "=0.5")])}):");
        lines.AddRange(pass.Forward.Select(line => "    " + line));
        lines.Add($"    {pass.Outputs[^1]} = helper({pass.Outputs[^1]})");
        lines.AddRange(Kept switch
        {
            "named tuple" => [$"    cache = ({kept})", $"    return {outputs}, cache"],
            "list" => [$"    return {outputs}, [{kept}]"],
            "dict" => [$"    return {outputs}, {dictionary}"],
            "spread" => [$"    return {outputs}, {kept}"],
            "cache first" => [$"    return ({kept}), {outputs}"],
            _ => new[] { $"    return {outputs}, ({kept})" },
        });
        lines.Add(string.Empty);
        string[] douts = [.. pass.Outputs.Select(output => "d" + output)];
        var incoming = string.Join(", ", douts);
        var options = string.Concat(pass.Options.Select(option => $", {option}=0.5"));
        var values = kept;
        var unpack = Kept == "dict" ? pass.Kept.Select(name => $"    {name} = cache['{name}']").ToArray() : [$"    {kept} = cache"];
        switch (Taken)
        {
            case "dout, cache":
                lines.Add($"def {backward}({incoming}, cache{options}):");
                lines.AddRange(unpack);
                break;
            case "cache, dout":
                lines.Add($"def {backward}(cache, {incoming}{options}):");
                lines.AddRange(unpack);
                break;
            case "cache":
                lines.Add($"def {backward}(cache{options}):");
                lines.AddRange(unpack);
                break;
            case "dout, *cache":
                lines.Add($"def {backward}({incoming}, *cache{options}):");
                lines.AddRange(unpack);
                break;
            case "dout, names":
                lines.Add($"def {backward}({incoming}, {values}{options}):");
                break;
            case "names of its own" when Kept == "spread":
                lines.Add($"def {backward}({string.Join(", ", pass.Outputs.Select((_, k) => $"g{k}"))}, {string.Join(", ", pass.Kept.Select((_, k) => $"v{k}"))}{options}):");
                lines.AddRange(douts.Select((name, k) => $"    {name} = g{k}"));
                lines.AddRange(pass.Kept.Select((name, k) => $"    {name} = v{k}"));
                break;
            case "names of its own":
                lines.Add($"def {backward}({string.Join(", ", pass.Outputs.Select((_, k) => $"grad_{k}"))}, saved{options}):");
                lines.AddRange(douts.Select((name, k) => $"    {name} = grad_{k}"));
                lines.AddRange(unpack.Select(line => line.Replace("cache", "saved", StringComparison.Ordinal)));
                break;
            default:
                lines.Add($"def {backward}({incoming}, {values}, *{options}):".Replace(", *)", ")", StringComparison.Ordinal));
                break;
        }

        lines.AddRange(pass.Backward.Select(line => "    " + line));
        string[] gradients = [.. pass.Differentiate.Select(input => "d" + input)];
        lines.AddRange(Returned switch
        {
            "list" => [$"    return [{string.Join(", ", gradients)}]"],
            "dict" => ["    return {" + string.Join(", ", gradients.Reverse().Select(name => $"'{name}': {name}")) + "}"],
            "dict of inputs" => ["    return {" + string.Join(", ", pass.Differentiate.Select(name => $"'{name}': d{name}")) + "}"],
            "nested" => [$"    return {gradients[0]}, {{{string.Join(", ", gradients.Skip(1).Select(name => $"'{name}': {name}"))}}}"],
            "filled dict" => ["    grads = {}", .. gradients.Select(name => $"    grads['{name}'] = {name}"), "    return grads"],
            "tuple of one list" => [$"    return ([{string.Join(", ", gradients)}],)"],
            _ => new[] { $"    return {string.Join(", ", gradients)}" },
        });
        return string.Join('\n', lines) + "\n";
    }
}
