using GradCheck.Programs.Names;
using GradCheck.Programs.Recording;
using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
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
    private readonly Parameters parameters = function.Parameters;
    private readonly Leftovers left = new(forward, copies);
    private readonly Dictionary<string, Value> given = [];

    /// <summary>The arguments.</summary>
    public CallArguments Bind()
    {
        if (forward.Wiring is { Incoming.Count: 0, Fixed: null } && forward.Out!.Values.Length != 1)
        {
            throw CallArguments.Cannot($"`{function.Name}` has no parameter for the gradient that comes in: call one `dout`", function.Span);
        }

        foreach (var (name, place) in forward.Wiring.Incoming)
        {
            given[name] = forward.Wiring.Bundle == name ? new TupleValue([.. incoming]) : incoming[place];
        }

        var required = Missing();
        if (required.Count != left.Returned.Count || required.Count == 0 || !InOrder(required))
        {
            ByName(required);
        }

        // What is left over where nothing is kept: backward(x, w, out, dout).
        if (left.Returned.Count == 0 && forward.Wiring is { Outputs: [var output], Incoming.Count: 1 }
            && Missing().Where(name => !forward.Constants.ContainsKey(name)).ToList() is [var whole])
        {
            given[whole] = left.Copy(output.Value);
        }

        // A constant of the file, where nothing of the pass has the name.
        foreach (var name in Missing().Where(forward.Constants.ContainsKey))
        {
            given[name] = left.Copy(forward.Constants[name]);
        }

        // What has a default is given where an argument of the forward function has its name.
        foreach (var parameter in parameters.Items.Where(parameter => parameter.Default is not null).Concat(parameters.KeywordOnly).Where(parameter => !given.ContainsKey(parameter.Name)))
        {
            if ((left.Argument(parameter.Name) ?? (parameter.Default is null ? left.Local(parameter.Name) : null)) is { } value)
            {
                given[parameter.Name] = value;
            }
        }

        if (Missing() is { Count: > 0 } missing)
        {
            throw Lacks(missing);
        }

        return Arranged();
    }

    /// <summary>The parameters without a default that nothing is given for yet.</summary>
    private List<string> Missing() =>
        [.. parameters.Items.Concat(parameters.KeywordOnly).Where(parameter => parameter.Default is null && !given.ContainsKey(parameter.Name)).Select(parameter => parameter.Name)];

    private ProgramException Lacks(List<string> missing)
    {
        var offer = left.Returned.Count == 0
            ? $"`{forward.Function.Name}` returns nothing beside its output"
            : "let it take one `cache`, and let the forward function return that";
        var names = string.Join(" and ", missing.Select(name => $"`{name}`"));
        return CallArguments.Cannot(
            $"`{function.Name}` takes {names}, and neither an argument of `{forward.Function.Name}` nor anything that it returns or makes has that name; {offer}",
            function.Span);
    }

    /// <summary>The arguments in the order of the parameters; what follows a gap, by its name.</summary>
    private CallArguments Arranged()
    {
        var leading = parameters.Items.TakeWhile(parameter => given.ContainsKey(parameter.Name)).ToList();
        var positional = leading.Select(parameter => given[parameter.Name]).ToList();
        if (parameters.Rest is not null && leading.Count == parameters.Items.Count)
        {
            positional.AddRange(left.TakeAll());
        }

        var named = parameters.Items.Skip(leading.Count).Concat(parameters.KeywordOnly).Where(parameter => given.ContainsKey(parameter.Name))
            .Select(parameter => KeyValuePair.Create(parameter.Name, given[parameter.Name])).ToList();
        if (parameters.Keywords is not null && left.Open is [{ Value: DictionaryValue saved }])
        {
            named.AddRange(saved.Items.Where(item => item.Key.Key is StringValue key && !given.ContainsKey(key.Value))
                .Select(item => KeyValuePair.Create(((StringValue)item.Key.Key).Value, left.Copy(item.Value))));
        }

        return new(positional, named) { Unused = [.. left.Open.Where(part => part.Numbers?.Nodes is not null)] };
    }

    /// <summary>As many parameters as values: one after the other, as the course calls it, unless their names say another order.</summary>
    private bool InOrder(List<string> required)
    {
        var kept = left.Returned;
        bool IsKept(string name) => kept.Any(part => part.Name == name);
        if (required.TrueForAll(IsKept))
        {
            return false;
        }

        // One container where an argument is asked for by its name, and is not taken apart.
        if (required is [var only] && kept[0].IsContainer && left.Argument(only) is NdArray && !Unpacks(only))
        {
            return false;
        }

        // One that is kept under its name elsewhere, or that is an argument where something else is kept: names say the order.
        bool IsElsewhere(string name, string? own) => own != name && (IsKept(name) || (own is not null && forward.Parameters.ContainsKey(name)));
        if (required.Zip(kept).Any(pair => IsElsewhere(pair.First, pair.Second.Name)))
        {
            return false;
        }

        foreach (var (name, part) in required.Zip(kept))
        {
            given[name] = left.Take(part);
        }

        return true;
    }

    private void ByName(List<string> required)
    {
        foreach (var name in required)
        {
            if ((left.Returned.FirstOrDefault(part => part.Name == name) is { } returned ? left.Take(returned) : left.Argument(name)) is { } value)
            {
                given[name] = value;
            }
        }

        if (Missing().Find(ParameterNames.IsCache) is { } holder && left.TakeCache() is { } cache)
        {
            given[holder] = cache;
        }

        var open = Missing();
        if (open.Count == 0 || TookApart(open, isAll: open.Count == required.Count))
        {
            return;
        }

        foreach (var name in open)
        {
            if (left.Local(name) is { } value)
            {
                given[name] = value;
            }
        }

        // A size or a setting of the file goes before what only the order says.
        foreach (var name in Missing())
        {
            if (forward.Constants.TryGetValue(name, out var constant) && constant is IntegerValue or FloatValue or BooleanValue or StringValue)
            {
                given[name] = constant;
            }
        }

        open = Missing();
        var parts = left.Open;
        if (open.Count == parts.Count)
        {
            open.Zip(parts).ToList().ForEach(pair => given[pair.First] = left.Take(pair.Second));
        }
        else if (open is [var last] && parts.Count > 0 && given.Keys.All(forward.Wiring.Incoming.ContainsKey))
        {
            given[last] = left.TakeCache()!;
        }
    }

    /// <summary>One container of as many values as there are parameters, of which not all say what they take.</summary>
    private bool TookApart(List<string> open, bool isAll)
    {
        if (!isAll || left.Open is not [{ Value: TupleValue or ListValue } packed] || Leftovers.ItemsOf(packed.Value).Count != open.Count
            || open.TrueForAll(name => left.Local(name) is not null))
        {
            return false;
        }

        foreach (var (name, value) in open.Zip(left.TakeAll()))
        {
            given[name] = value;
        }

        return true;
    }

    /// <summary>Whether the function takes a value apart as a cache.</summary>
    private bool Unpacks(string name) => Walk.Statements(function.Body).Any(statement =>
        (statement is AssignStatement { Targets: [TupleExpression or ListExpression], Value: NameExpression whole } && whole.Id == name)
        || Walk.Children(statement).SelectMany(Walk.Expressions).Any(part => part is SubscriptExpression { Value: NameExpression taken, Index: StringLiteral } && taken.Id == name));
}
