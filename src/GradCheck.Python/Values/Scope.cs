using GradCheck.Python.Syntax;

namespace GradCheck.Python.Values;

/// <summary>The names of one call, of one comprehension, or of the file.</summary>
/// <param name="names">Which names are its own; null for the file, whose names are all its own.</param>
/// <param name="parent">The scope that its function was defined in; null for the file.</param>
/// <param name="frame">The call.</param>
/// <param name="qualifier">What the names of functions defined here begin with in errors.</param>
/// <param name="values">Where its values are, if they are those of another; null for its own.</param>
internal sealed class Scope(LocalNames? names, Scope? parent, Frame frame, string qualifier, Dictionary<string, Value>? values = null)
{
    public LocalNames? Names { get; } = names;

    public Scope? Parent { get; } = parent;

    public Frame Frame { get; } = frame;

    public string Qualifier { get; } = qualifier;

    public Dictionary<string, Value> Values { get; } = values ?? new(StringComparer.Ordinal);

    /// <summary>The class whose method this is the call of, or whose body; null outside of classes.</summary>
    public ClassCell? Class { get; init; }

    /// <summary>What functions that are defined here see around them: names of a class are seen by its body alone.</summary>
    public Scope Closure => Names?.IsClass == true ? Parent! : this;

    /// <summary>What the call returns, once it has come to a <c>return</c>.</summary>
    public Value? Returned { get; set; }

    /// <summary>The <c>return</c> it came to.</summary>
    public ReturnStatement? ReturnedBy { get; set; }

    /// <summary>The scope that an assignment to a name writes.</summary>
    public Scope Owner(string name, Scope module)
    {
        if (Names is null || Names.IsLocal(name) || (Names.IsClass && !Names.IsGlobal(name) && !Names.IsNonlocal(name)))
        {
            return this;
        }

        if (Names.IsNonlocal(name))
        {
            for (var outer = Parent; outer is not null; outer = outer.Parent)
            {
                if (outer.Names?.IsLocal(name) == true)
                {
                    return outer;
                }
            }
        }

        return module;
    }
}
