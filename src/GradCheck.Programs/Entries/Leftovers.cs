using System.Numerics;
using GradCheck.Programs.Names;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Returns;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Entries;

/// <summary>What a forward pass left for the way back: what it returned beside its outputs, its arguments, and what it made.</summary>
/// <param name="forward">The forward pass.</param>
/// <param name="copies">Makes the copies that are given away.</param>
internal sealed class Leftovers(ForwardCall forward, ValueCopies copies)
{
    private readonly HashSet<Part> taken = [];

    /// <summary>What was returned beside the outputs.</summary>
    public IReadOnlyList<Part> Returned => forward.Wiring.Rest;

    /// <summary>Those of them that nobody has taken.</summary>
    public List<Part> Open => [.. Returned.Where(part => !taken.Contains(part))];

    /// <summary>Takes a returned value.</summary>
    /// <param name="part">The value.</param>
    public Value Take(Part part)
    {
        taken.Add(part);
        return copies.Copy(part.Value);
    }

    /// <summary>Takes all that is open, one value after the other; of one container, what it holds.</summary>
    public List<Value> TakeAll()
    {
        var open = Open;
        taken.UnionWith(open);
        var values = open is [{ Value: TupleValue or ListValue } only] ? ItemsOf(only.Value) : open.Select(part => part.Value);
        return [.. values.Select(copies.Copy)];
    }

    /// <summary>Takes what was kept: the one value, the one container among several, or all of them as a tuple; null where nothing is open.</summary>
    public Value? TakeCache()
    {
        var open = Open;
        var packed = open.Where(part => part.IsContainer).ToList();
        var cache = open.Count > 1 && packed.Count == 1 ? packed : open;
        if (cache.Count == 0)
        {
            return null;
        }

        taken.UnionWith(cache);
        return copies.Copy(cache.Count == 1 ? cache[0].Value : new TupleValue([.. cache.Select(part => part.Value)]));
    }

    /// <summary>A copy of a value that nobody has to take.</summary>
    /// <param name="value">The value.</param>
    public Value Copy(Value value) => copies.Copy(value);

    /// <summary>The argument of the forward function of a name; null where there is none.</summary>
    /// <param name="name">The name.</param>
    public Value? Argument(string name)
    {
        if (forward.Parameters.TryGetValue(name, out var value) || forward.Arguments.TryGetValue(name, out value))
        {
            return copies.Copy(value);
        }

        var known = Casting.IngredientOf(name, forward.Trial.InputNames, forward.Arguments.Keys.ToHashSet());
        return known is not null && forward.Arguments.TryGetValue(known, out value) ? copies.Copy(value) : null;
    }

    /// <summary>A value that the forward pass made under a name; null where there is none.</summary>
    /// <param name="name">The name.</param>
    public Value? Local(string name)
    {
        var plain = Roles.Plain(name);
        if (forward.Locals.TryGetValue(name, out var value) || (value = forward.Locals.FirstOrDefault(local => Roles.Plain(local.Key) == plain).Value) is not null)
        {
            return copies.Copy(value);
        }

        return ParameterNames.IsBatchSize(name) && forward.Inputs.Values.FirstOrDefault() is { Shape: [var samples, ..] } ? new IntegerValue(new BigInteger(samples)) : null;
    }

    /// <summary>What a tuple or a list holds.</summary>
    /// <param name="value">The tuple or the list.</param>
    public static IReadOnlyList<Value> ItemsOf(Value value) => value is ListValue list ? list.Items : ((TupleValue)value).Items;
}
