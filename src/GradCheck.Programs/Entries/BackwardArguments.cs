using System.Numerics;
using GradCheck.Programs.Names;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Returns;
using GradCheck.Python.Arrays;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Entries;

/// <summary>Gives a student's backward function what it takes: gradients, the cache, or the values themselves by their names.</summary>
/// <param name="function">The backward function.</param>
/// <param name="forward">The pass that it goes back through.</param>
/// <param name="incoming">The gradient that comes in for each output.</param>
/// <param name="copies">Makes the copies that it gets.</param>
internal sealed class BackwardArguments(FunctionStatement function, ForwardCall forward, IReadOnlyList<Value> incoming, ValueCopies copies)
{
    private readonly IReadOnlyList<Part> rest = forward.Wiring.Rest;
    private readonly Dictionary<string, Value> given = [];
    private readonly HashSet<Part> used = [];
    private List<Value>? spread;

    /// <summary>Returned values that depend on the inputs and that nothing takes: further outputs, whose gradient is taken to be 0.</summary>
    public IReadOnlyList<Part> Unused => [.. rest.Where(part => part.Numbers?.Nodes is not null && !used.Contains(part))];

    /// <summary>The arguments.</summary>
    public CallArguments Bind()
    {
        var parameters = function.Parameters;
        if (forward.Wiring.Incoming.Count == 0 && forward.Out!.Values.Length != 1)
        {
            throw CallArguments.Cannot($"`{function.Name}` has no parameter for the gradient that comes in: call one `dout`", function.Span);
        }

        foreach (var (name, place) in forward.Wiring.Incoming)
        {
            given[name] = forward.Wiring.Bundle == name ? new TupleValue([.. incoming]) : incoming[place];
        }

        var required = parameters.Items.Concat(parameters.KeywordOnly).Where(parameter => parameter.Default is null && !given.ContainsKey(parameter.Name)).Select(parameter => parameter.Name).ToList();
        if (required.Count != rest.Count || required.Count == 0 || !InOrder(required))
        {
            ByName(required);
        }

        // What is left over where nothing is kept: backward(x, w, out, dout).
        if (rest.Count == 0 && forward.Wiring is { Outputs: [var output], Incoming.Count: 1 } && required.Where(name => !given.ContainsKey(name) && !forward.Constants.ContainsKey(name)).ToList() is [var whole])
        {
            given[whole] = copies.Copy(output.Value);
        }

        // A constant of the file, where nothing of the pass has the name.
        foreach (var name in required.Where(name => !given.ContainsKey(name)))
        {
            if (forward.Constants.TryGetValue(name, out var constant))
            {
                given[name] = copies.Copy(constant);
            }
        }

        // What has a default is given where an argument of the forward function has its name.
        foreach (var parameter in parameters.Items.Where(parameter => parameter.Default is not null).Concat(parameters.KeywordOnly).Where(parameter => !given.ContainsKey(parameter.Name)))
        {
            if ((Argument(parameter.Name) ?? (parameter.Default is null ? Left(parameter.Name) : null)) is { } value)
            {
                given[parameter.Name] = value;
            }
        }

        if (parameters.Items.Concat(parameters.KeywordOnly).Where(parameter => parameter.Default is null && !given.ContainsKey(parameter.Name)).Select(parameter => $"`{parameter.Name}`").ToList() is { Count: > 0 } missing)
        {
            throw CallArguments.Cannot($"`{function.Name}` takes {string.Join(" and ", missing)}, and neither an argument of `{forward.Function.Name}` nor anything that it returns or makes has that name; {Offer()}", function.Span);
        }

        return Arranged();
    }

    private string Offer() => rest.Count == 0
        ? $"`{forward.Function.Name}` returns nothing beside its output"
        : "let it take one `cache`, and let the forward function return that";

    /// <summary>The arguments in the order of the parameters; what follows a gap, by its name.</summary>
    private CallArguments Arranged()
    {
        var parameters = function.Parameters;
        var leading = parameters.Items.TakeWhile(parameter => given.ContainsKey(parameter.Name)).ToList();
        var positional = leading.Select(parameter => given[parameter.Name]).ToList();
        var unused = rest.Where(part => !used.Contains(part)).ToList();
        if (parameters.Rest is not null && leading.Count == parameters.Items.Count)
        {
            used.UnionWith(unused);
            positional.AddRange((unused is [{ Value: TupleValue or ListValue } only] ? ItemsOf(only.Value) : unused.Select(part => part.Value)).Select(copies.Copy));
            unused.Clear();
        }

        var named = parameters.Items.Skip(leading.Count).Concat(parameters.KeywordOnly).Where(parameter => given.ContainsKey(parameter.Name)).Select(parameter => KeyValuePair.Create(parameter.Name, given[parameter.Name])).ToList();
        if (parameters.Keywords is not null && unused is [{ Value: DictionaryValue saved }])
        {
            named.AddRange(saved.Items.Where(item => item.Key.Key is StringValue).Select(item => KeyValuePair.Create(((StringValue)item.Key.Key).Value, copies.Copy(item.Value))).Where(item => !given.ContainsKey(item.Key)));
        }

        return new(positional, named);
    }

    /// <summary>As many parameters as values: one after the other, as the course calls it, unless their names say another order.</summary>
    private bool InOrder(List<string> required)
    {
        if (required.TrueForAll(name => rest.Any(part => part.Name == name)))
        {
            return false;
        }

        // One container where an argument is asked for by its name, and is not taken apart.
        if (required is [var only] && rest[0].IsContainer && Argument(only) is { } argument && argument is NdArray && !Unpacks(only))
        {
            return false;
        }

        // One that is kept under its name elsewhere, or that is an argument where something else is kept: names say the order.
        if (required.Index().Any(one => rest[one.Index].Name != one.Item
            && (rest.Any(part => part.Name == one.Item) || (rest[one.Index].Name is not null && forward.Parameters.ContainsKey(one.Item)))))
        {
            return false;
        }

        for (var k = 0; k < required.Count; k++)
        {
            Give(required[k], rest[k]);
        }

        return true;
    }

    private void ByName(List<string> required)
    {
        foreach (var name in required)
        {
            if (rest.FirstOrDefault(part => part.Name == name) is { } returned)
            {
                Give(name, returned);
            }
            else if (Argument(name) is { } value)
            {
                given[name] = value;
            }
        }

        var open = required.Where(name => !given.ContainsKey(name)).ToList();
        foreach (var name in open.Where(ParameterNames.IsCache).Take(1).ToList())
        {
            if (Cache() is { } cache)
            {
                given[name] = cache;
                open.Remove(name);
            }
        }

        if (open.Count == 0)
        {
            return;
        }

        var left = rest.Where(part => !used.Contains(part)).ToList();
        spread = left is [{ Value: TupleValue or ListValue } packed] ? [.. ItemsOf(packed.Value)] : null;
        if (spread is not null && open.Count == required.Count && spread.Count == open.Count && !open.TrueForAll(name => Left(name) is not null))
        {
            used.Add(left[0]);
            for (var k = 0; k < open.Count; k++)
            {
                given[open[k]] = copies.Copy(spread[k]);
            }

            return;
        }

        foreach (var name in open.ToList())
        {
            if (Left(name) is { } value)
            {
                given[name] = value;
                open.Remove(name);
            }
        }

        // A size or a setting of the file goes before what only the order says.
        foreach (var name in open.ToList())
        {
            if (forward.Constants.TryGetValue(name, out var constant) && constant is IntegerValue or FloatValue or BooleanValue or StringValue)
            {
                given[name] = constant;
                open.Remove(name);
            }
        }

        left = [.. rest.Where(part => !used.Contains(part))];
        if (open.Count == left.Count)
        {
            open.Zip(left).ToList().ForEach(pair => Give(pair.First, pair.Second));
        }
        else if (open is [var last] && left.Count > 0 && !given.Keys.Any(name => !forward.Wiring.Incoming.ContainsKey(name)))
        {
            given[last] = Cache()!;
        }
    }

    private void Give(string name, Part part)
    {
        used.Add(part);
        given[name] = copies.Copy(part.Value);
    }

    /// <summary>What was kept: the one value, the one container among several, or all of them as a tuple.</summary>
    private Value? Cache()
    {
        var left = rest.Where(part => !used.Contains(part)).ToList();
        var packed = left.Where(part => part.IsContainer).ToList();
        List<Part> taken = left.Count == 1 ? left : packed.Count == 1 ? packed : left;
        if (taken.Count == 0)
        {
            return null;
        }

        used.UnionWith(taken);
        return copies.Copy(taken.Count == 1 ? taken[0].Value : new TupleValue([.. taken.Select(part => part.Value)]));
    }

    /// <summary>The argument of the forward function of a name.</summary>
    private Value? Argument(string name) =>
        forward.Parameters.TryGetValue(name, out var value) || forward.Arguments.TryGetValue(name, out value) ? copies.Copy(value)
        : ForwardArguments.Known(name, [.. forward.Trial.Ingredients.Select(ingredient => ingredient.Name)], forward.Arguments.Keys.ToHashSet()) is { } known && forward.Arguments.TryGetValue(known, out value) ? copies.Copy(value)
        : null;

    /// <summary>A value that the forward pass made under a name.</summary>
    private Value? Left(string name)
    {
        var plain = Roles.Plain(name);
        if (forward.Locals.TryGetValue(name, out var value) || (value = forward.Locals.FirstOrDefault(local => Roles.Plain(local.Key) == plain).Value) is not null)
        {
            return copies.Copy(value);
        }

        return ParameterNames.IsBatchSize(name) && forward.Inputs.Values.FirstOrDefault() is { Shape: [var samples, ..] } ? new IntegerValue(new BigInteger(samples)) : null;
    }

    /// <summary>Whether the function takes a value apart as a cache.</summary>
    private bool Unpacks(string name) => Walk.Statements(function.Body).Any(statement =>
        (statement is AssignStatement { Targets: [TupleExpression or ListExpression], Value: NameExpression whole } && whole.Id == name)
        || Walk.Children(statement).SelectMany(Walk.Expressions).Any(part => part is SubscriptExpression { Value: NameExpression taken, Index: StringLiteral } && taken.Id == name));

    private static IReadOnlyList<Value> ItemsOf(Value value) => value is ListValue list ? list.Items : ((TupleValue)value).Items;
}
