using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Builtins;

/// <summary>Functions of Python that are refused, with the reason.</summary>
internal static class RefusedFunctions
{
    private const string Text = "text is not run as a program";
    private const string Files = "there are no files here";
    private const string Inner = "the insides of the interpreter are closed";

    public static IReadOnlyList<LibraryFunction> All { get; } =
    [
        Refused("eval", Text), Refused("exec", Text), Refused("compile", Text), Refused("__import__", Text),
        Refused("open", Files), Refused("input", "nobody is there to answer"), Refused("breakpoint", "there is no debugger"),
        Refused("globals", Inner), Refused("locals", Inner), Refused("dir", Inner), Refused("id", Inner), Refused("hash", Inner), Refused("memoryview", Inner),
        Refused("complex", "complex numbers are outside of the subset"), Refused("bytes", "bytes are outside of the subset"), Refused("bytearray", "bytes are outside of the subset"),
    ];

    private static LibraryFunction Refused(string name, string reason) =>
        new(name, "*args, **kwargs", char.ToUpperInvariant(reason[0]) + reason[1..] + ".", (context, _) => throw Errors.Unsupported($"{name}() is outside of the subset: {reason}", context.Span)) { IsRefused = true };
}
