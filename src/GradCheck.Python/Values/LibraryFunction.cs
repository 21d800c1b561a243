namespace GradCheck.Python.Values;

/// <summary>A function or method of the closed world: an entry of a table from which the interpreter and the docs page are made.</summary>
/// <param name="Name">Its full name: <c>numpy.sum</c>, <c>len</c>, <c>ndarray.reshape</c>, <c>str.format</c>.</param>
/// <param name="Signature">Its parameters; a method's first is the receiver.</param>
/// <param name="Summary">One line for the docs page: what is supported of it.</param>
/// <param name="Apply">What it does.</param>
internal sealed record LibraryFunction(string Name, Signature Signature, string Summary, Func<CallContext, BoundArguments, Value> Apply)
{
    /// <summary>How it words what does not fit: as the part of the library does that it belongs to.</summary>
    public CallWords Words { get; init; } = CallWords.Python;

    /// <summary>The type whose attributes it has, where functions of its kind have any: <c>numpy.ufunc</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>Whether calling it is an error that says why.</summary>
    public bool IsRefused { get; init; }

    /// <summary>The last part of its name.</summary>
    public string ShortName => Name[(Name.LastIndexOf('.') + 1)..];

    /// <summary>Calls it as another function of the library does.</summary>
    public Value Call(CallContext context, params Value[] arguments) => Apply(context, Signature.Bind(Words, Name, arguments, [], context.Span));
}
