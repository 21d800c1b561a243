namespace GradCheck.Python.Values;

/// <summary>A function or method of the closed world: an entry of a table from which the interpreter and the docs page are made.</summary>
/// <param name="Name">Its full name: <c>numpy.sum</c>, <c>len</c>, <c>ndarray.reshape</c>, <c>str.format</c>.</param>
/// <param name="Signature">Its parameters; a method's first is the receiver.</param>
/// <param name="Summary">One line for the docs page: what is supported of it.</param>
/// <param name="Apply">What it does.</param>
internal sealed record LibraryFunction(string Name, Signature Signature, string Summary, Func<CallContext, BoundArguments, Value> Apply);
