namespace GradCheck.Python.Values;

/// <summary>How functions are told of, and calls that do not fit; here as CPython tells of those that it has in C.</summary>
internal class CallWords
{
    /// <summary>CPython's own.</summary>
    public static CallWords Python { get; } = new();

    /// <summary>The type of a function.</summary>
    public virtual string FunctionType => "builtin_function_or_method";

    /// <summary>A function's name as errors tell it: the last part of it.</summary>
    public virtual string NameOf(string function) => function[(function.LastIndexOf('.') + 1)..];

    /// <summary>That a function has no parameter of a name.</summary>
    public virtual string Unexpected(string function, string name) => $"'{name}' is an invalid keyword argument for {function}()";

    /// <summary>That parameters have no argument.</summary>
    /// <param name="function">The function.</param>
    /// <param name="names">The names of the parameters, at least one.</param>
    /// <param name="isKeywordOnly">Whether they take none but by name.</param>
    public virtual string Missing(string function, IReadOnlyList<string> names, bool isKeywordOnly) => $"{function}() missing required argument '{names[0]}'";

    /// <summary>That there are too many positional arguments.</summary>
    /// <param name="function">The function.</param>
    /// <param name="least">How many it needs.</param>
    /// <param name="most">How many it takes.</param>
    /// <param name="given">How many were given.</param>
    /// <param name="named">How many of the parameters that are given by name alone were given as well.</param>
    public virtual string TooMany(string function, int least, int most, int given, int named) => $"{function}() takes {Counted(most)} but {given} were given";

    /// <summary><c>2 positional arguments</c>.</summary>
    protected static string Counted(int count) => $"{count} positional argument{(count == 1 ? string.Empty : "s")}";
}
