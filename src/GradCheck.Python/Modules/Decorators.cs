using GradCheck.Python.Values;

namespace GradCheck.Python.Modules;

/// <summary>What a decorator with parentheses gives: a function of what stands below it.</summary>
internal static class Decorators
{
    /// <summary>A decorator.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="apply">What it makes of a function or a class.</param>
    public static LibraryValue Of(string name, Func<CallContext, Value, Value> apply) => new(new(name, "decorated, /", "Decorates.", (context, a) => apply(context, a["decorated"])));

    /// <summary>A decorator that changes nothing that a run could tell.</summary>
    public static LibraryValue Plain(string name) => Of(name, (_, value) => value);
}
