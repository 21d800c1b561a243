using GradCheck.Programs.Names;

namespace GradCheck.Programs.Classes;

/// <summary>What parameters of layers are called, and their gradients.</summary>
internal static class ParameterWords
{
    private static readonly string[][] Same =
    [
        ["w", "weight", "weights", "kernel", "kernels", "filters"],
        ["b", "bias", "biases"],
        ["gamma", "scale", "bw", "g", "gain", "weight", "w"],
        ["beta", "shift", "bb", "offset", "bias", "b"],
    ];

    private static readonly string[] GradientPrefixes = ["dld", "dl", "dlossd", "dloss", "grad", "gradient", "d", "delta", "nabla"];

    private static readonly string[] GradientSuffixes = ["grad", "grads", "gradient", "gradients"];

    private static readonly HashSet<string> Containers = [.. "grads grad gradients gradient dparams dparameters dweights deltas derivatives".Split(' ')];

    private static readonly HashSet<string> Inputs = [.. "dinputs dinput dx dx gradinput gradinputs inputgrad inputgradient gradx dlda dldx dldz dldinput".Split(' ')];

    private static readonly HashSet<string> Trains = [.. "train training trainflg trainflag istraining istrain trainmode mode".Split(' ')];

    private static readonly HashSet<string> Tests = [.. "eval test testing testmode istest evalmode inference isinference evaluate".Split(' ')];

    private static readonly HashSet<string> Rates = [.. "lr learningrate eta stepsize learnrate alpha".Split(' ')];

    /// <summary>Whether a name says that the pass is one of training (true), or that it is not (false); null for any other.</summary>
    /// <param name="name">The name of a parameter.</param>
    public static bool? IsTraining(string name) => Roles.Plain(name) is var plain && Trains.Contains(plain) ? true : Tests.Contains(plain) ? false : null;

    /// <summary>Whether a name is that of a learning rate.</summary>
    /// <param name="name">The name of a parameter.</param>
    public static bool IsRate(string name) => Rates.Contains(Roles.Plain(name));

    /// <summary>Whether a name is one of those that a parameter of a layer goes by.</summary>
    /// <param name="name">The name.</param>
    /// <param name="parameter">The parameter in the course: <c>gamma</c>, <c>w</c>.</param>
    public static bool IsCalled(string name, string parameter)
    {
        var plain = Roles.Plain(name);
        return plain == parameter || (parameter switch { "w" => Same[0], "b" => Same[1], "gamma" => Same[2], "beta" => Same[3], _ => [] }).Contains(plain);
    }

    /// <summary>Whether a name is that of the gradient of a parameter: <c>dW</c>, <c>dLdW</c>, <c>W_grad</c> of <c>W</c>, and <c>dW</c> of <c>weights</c> as well.</summary>
    /// <param name="name">The name.</param>
    /// <param name="parameter">The parameter's own.</param>
    /// <returns>2 where it is spelt alike, 1 where it is another word for it, 0 where it is not.</returns>
    public static int IsGradient(string name, string parameter)
    {
        var (plain, own) = (Roles.Plain(name), Roles.Plain(parameter));
        var most = 0;
        foreach (var stem in Stems(plain))
        {
            most = Math.Max(most, stem == own ? 2 : Array.Exists(Same, words => words.Contains(stem) && words.Contains(own)) ? 1 : 0);
        }

        return most;
    }

    /// <summary>Whether a name is that of what holds gradients: <c>grads</c>.</summary>
    /// <param name="container">Where something lies.</param>
    public static bool HoldsGradients(string container) => Containers.Contains(Roles.Plain(container[(container.LastIndexOf('.') + 1)..]));

    /// <summary>Whether a name is that of the gradient of a layer's input.</summary>
    /// <param name="name">The name.</param>
    /// <param name="input">What the forward method calls it.</param>
    public static bool IsInputGradient(string name, string input) => Inputs.Contains(Roles.Plain(name)) || IsGradient(name, input) == 2;

    private static IEnumerable<string> Stems(string plain)
    {
        foreach (var prefix in GradientPrefixes)
        {
            if (plain.Length > prefix.Length && plain.StartsWith(prefix, StringComparison.Ordinal))
            {
                yield return plain[prefix.Length..];
            }
        }

        foreach (var suffix in GradientSuffixes)
        {
            if (plain.Length > suffix.Length && plain.EndsWith(suffix, StringComparison.Ordinal))
            {
                yield return plain[..^suffix.Length];
            }
        }
    }
}
