namespace GradCheck.Programs.Names;

/// <summary>Which name of a script a name is the gradient of: <c>W1</c> for <c>dW1</c>, <c>d_W1</c>, <c>grad_W1</c>, <c>W1_grad</c> or <c>dL_dW1</c>.</summary>
internal static class GradientSubjects
{
    private static readonly string[] Prefixes =
        ["d", "d_", "dL_d", "dLd", "dloss_d", "dLoss_d", "dlossd", "dl_d", "dJ_d", "dJd", "dE_d", "dEd", "dC_d", "dcost_d", "grad_", "grads_"];

    private static readonly string[] Suffixes = ["_grad", "_gradient", "grad", "Grad"];

    /// <summary>The name that a name is the gradient of; null where it is none's.</summary>
    /// <param name="name">The name.</param>
    /// <param name="known">The names that there are.</param>
    /// <param name="losses">The names of the losses: <c>dfdx</c> is the gradient of <c>x</c> where <c>f</c> is one.</param>
    public static string? Of(string name, IReadOnlySet<string> known, IEnumerable<string> losses)
    {
        var stripped = Stripped(name, losses).Where(subject => subject != name).ToList();
        if (stripped.FirstOrDefault(known.Contains) is { } literal)
        {
            return literal;
        }

        // x_hat for dxhat, where it can be no other.
        foreach (var subject in stripped.Select(Roles.Plain).Where(subject => subject.Length > 1))
        {
            var same = known.Where(other => other != name && Roles.Plain(other) == subject).Take(2).ToList();
            if (same is [var only])
            {
                return only;
            }
        }

        return null;
    }

    private static IEnumerable<string> Stripped(string name, IEnumerable<string> losses)
    {
        foreach (var prefix in Prefixes.Concat(losses.SelectMany(loss => new[] { $"d{loss}_d", $"d{loss}d" })))
        {
            if (name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.Ordinal))
            {
                yield return name[prefix.Length..];
            }
        }

        // gradW, but not grads.
        if (name.Length > 4 && name.StartsWith("grad", StringComparison.Ordinal) && !char.IsLower(name[4]))
        {
            yield return name[4..];
        }

        foreach (var suffix in Suffixes)
        {
            if (name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal))
            {
                yield return name[..^suffix.Length];
            }
        }
    }
}
