namespace GradCheck.Programs.Names;

/// <summary>Reads what a name says: <c>dx_hat</c> is the gradient of <c>x_hat</c>, <c>dxmu1</c> a part of that of <c>xmu</c>.</summary>
internal static class GradientNames
{
    /// <summary>What stands for the loss in a name such as <c>dL_dvar</c>.</summary>
    private static readonly string[] Losses = ["d", "dl", "dloss", "dj", "de", "df", "dout", "grad"];

    /// <summary>The plain names that a gradient's name may be about, the literal one first; none for a name that is no gradient's.</summary>
    /// <returns>Each name, and whether it says that only one contribution is meant.</returns>
    public static IEnumerable<(string Plain, bool IsPart)> Subjects(string name)
    {
        var plain = IsLocal(name) ? string.Empty : Roles.Plain(name);
        foreach (var subject in Stripped(plain))
        {
            yield return (subject, false);
            var cut = subject.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
            if (cut.Length < subject.Length && cut.Length > 0)
            {
                yield return (cut, true);
            }
            else if (cut.Length > 2 && cut[^1] is >= 'a' and <= 'c' && char.IsAsciiDigit(cut[^2]))
            {
                yield return (cut[..^1].TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'), true);
            }
        }
    }

    /// <summary>Whether a name is that of a derivative of something else than the loss: <c>dxhat_dvar</c>, <c>dvar_dout_gamma</c>.</summary>
    private static bool IsLocal(string name)
    {
        var parts = Roles.Own(name).ToLowerInvariant().Split('_', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 1 && !Losses.Contains(parts[0])
            && parts.Skip(1).Any(part => part.Length > 1 && part[0] == 'd' && (part == "dout" || Roles.Of(part[1..]) != Role.None));
    }

    private static IEnumerable<string> Stripped(string plain)
    {
        foreach (var prefix in new[] { "grad", "dloss", "dld", "dl", "d" })
        {
            if (plain.Length > prefix.Length && plain.StartsWith(prefix, StringComparison.Ordinal))
            {
                yield return plain[prefix.Length..];
            }
        }

        if (plain.Length > 4 && plain.EndsWith("grad", StringComparison.Ordinal))
        {
            yield return plain[..^4];
        }
    }
}
