using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Dialects;

/// <summary>An argument of a function, which a call gives by its place or by its name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Place">The place, from 0.</param>
internal readonly record struct Slot(string Name, int Place)
{
    /// <summary>The place of an argument that is given by its name alone.</summary>
    public const int ByName = int.MaxValue;

    /// <summary>What a call gives; null where it gives nothing.</summary>
    public Expression? Of(CallExpression call) => Keyword(call)?.Value ?? (Place < call.Arguments.Count ? call.Arguments[Place] : null);

    /// <summary>The call with another value in its own place, or by name where it had none: before the other names, or behind them.</summary>
    public CallExpression In(CallExpression call, Expression? value, bool isFirst = false)
    {
        if (ReferenceEquals(Of(call), value))
        {
            return call;
        }

        if (Keyword(call) is { } keyword)
        {
            return call with { Keywords = Changed(call.Keywords, keyword, value is null ? null : keyword with { Value = value }) };
        }

        if (Place < call.Arguments.Count)
        {
            return call with { Arguments = Changed(call.Arguments, call.Arguments[Place], value) };
        }

        var added = new KeywordArgument(Name, value!, value!.Span);
        return call with { Keywords = isFirst ? [added, .. call.Keywords] : [.. call.Keywords, added] };
    }

    private static List<T> Changed<T>(IReadOnlyList<T> items, T old, T? made)
        where T : class =>
        [.. items.Select(item => ReferenceEquals(item, old) ? made : item).OfType<T>()];

    private KeywordArgument? Keyword(CallExpression call)
    {
        var name = Name;
        return call.Keywords.FirstOrDefault(keyword => keyword.Name == name);
    }
}
