using GradCheck.Python.Classes;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Autograd;

/// <summary>Makes classes of torch that programs make objects of, or inherit from.</summary>
internal static class LibraryClass
{
    /// <summary>A class.</summary>
    /// <param name="module">The module it stands in.</param>
    /// <param name="name">Its name.</param>
    /// <param name="inherits">What it inherits from; null for nothing.</param>
    /// <param name="methods">Its methods; one whose first parameter is <c>cls</c> gets the class that it is called on.</param>
    /// <param name="others">What else it has.</param>
    public static ClassValue Of(string module, string name, ClassValue? inherits, IEnumerable<LibraryFunction> methods, params (string Name, Value Value)[] others)
    {
        var members = new OrderedDictionary<string, Value>(StringComparer.Ordinal);
        foreach (var method in methods)
        {
            var value = new LibraryValue(method);
            members[method.ShortName] = method.Signature.Names.FirstOrDefault() == "cls" ? new ClassMethodValue(value) : value;
        }

        foreach (var (other, value) in others)
        {
            members[other] = value;
        }

        return new(module, name, members, inherits);
    }
}
