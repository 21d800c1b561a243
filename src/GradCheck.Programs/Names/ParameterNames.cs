
namespace GradCheck.Programs.Names;

/// <summary>What the name of a parameter of a backward function says it takes.</summary>
internal static class ParameterNames
{
    private static readonly HashSet<string> Incoming =
        [.. "d dout doutput doutputs dnext dvalues g gout gy gz ga upstream delta deltas err error errors dl dloss dcost dj grad grads gradient gradients outgrad topdiff dscores dlogits dprev gradin".Split(' ')];

    private static readonly HashSet<string> Caches = [.. "cache caches ctx context saved savedtensors tape memory mem state store stored residuals intermediates values stuff info fwd tmp".Split(' ')];

    /// <summary>Names that begin with a d and are no derivative.</summary>
    private static readonly HashSet<string> Plain =
        [.. "data dataset dim dims dimension dimensions dmodel dk dff depth dtype dilation dropout dropoutparam dropoutrate dropprob decay denominator denom diff dev device dp debug dict default degree dist distance div divisor".Split(' ')];

    private static readonly HashSet<string> BatchSizes = [.. "batchsize nsamples numsamples nexamples numexamples".Split(' ')];

    /// <summary>Whether a name is that of a gradient that comes in: <c>dout</c>, <c>dnext_h</c>, <c>grad_output</c>, <c>upstream</c>.</summary>
    public static bool IsIncoming(string name)
    {
        name = Roles.Own(name);
        var plain = Roles.Plain(name);
        return Incoming.Contains(plain.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'))
            || (plain.Length > 4 && (plain.StartsWith("grad", StringComparison.Ordinal) || plain.EndsWith("grad", StringComparison.Ordinal) || plain.StartsWith("upstream", StringComparison.Ordinal) || plain.StartsWith("delta", StringComparison.Ordinal)))
            || (name.Length > 1 && name[0] == 'd' && !Plain.Contains(plain) && (name[1] == '_' || char.IsUpper(name[1]) || plain.Length <= 3 || plain.StartsWith("dnext", StringComparison.Ordinal) || plain.StartsWith("dout", StringComparison.Ordinal) || Roles.Of(plain[1..]) != Role.None));
    }

    /// <summary>Whether a name is that of the gradient of another, with or without a word after it: <c>dz</c>, <c>dz_in</c>.</summary>
    /// <param name="name">The name: <c>dnext_h</c>.</param>
    /// <param name="subject">The other: <c>next_h</c>.</param>
    public static bool IsGradientOf(string name, string? subject) => subject is not null && IsGradient(Roles.Own(name), Roles.Own(subject));

    private static bool IsGradient(string name, string subject) =>
        (SubjectsOf(name).Contains(Roles.Plain(subject)) || (name.Length > subject.Length + 2 && name[0] == 'd' && name[subject.Length + 1] == '_' && name.AsSpan(1, subject.Length).SequenceEqual(subject)));

    /// <summary>The plain names that a name may be the gradient of: <c>nexth</c> for <c>dnext_h</c>.</summary>
    public static IEnumerable<string> SubjectsOf(string name)
    {
        var plain = Roles.Plain(name);
        foreach (var prefix in new[] { "d", "grad", "g", "dld", "dl", "dlossd", "dloss", "upstream" })
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

    /// <summary>Whether a name is that of whatever the forward pass kept.</summary>
    public static bool IsCache(string name)
    {
        var plain = Roles.Plain(name);
        return Caches.Contains(plain) || plain.EndsWith("cache", StringComparison.Ordinal) || plain.EndsWith("caches", StringComparison.Ordinal);
    }

    /// <summary>Whether a name is that of the number of samples, which nobody passes through a cache.</summary>
    public static bool IsBatchSize(string name) => BatchSizes.Contains(Roles.Plain(name));
}
