using GradCheck.Programs.Names;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Returns;

/// <summary>Which of the returned values are outputs, each with a gradient of its own that comes in, and which are kept for the way back.</summary>
/// <param name="Outputs">The outputs; empty where no numbers were returned.</param>
/// <param name="Rest">The others.</param>
/// <param name="Incoming">The backward function's parameters that take a gradient, and the number of the output it belongs to.</param>
internal sealed record Wiring(IReadOnlyList<Part> Outputs, IReadOnlyList<Part> Rest, IReadOnlyDictionary<string, int> Incoming)
{
    private static readonly HashSet<string> Bundles = [.. "douts doutputs dys dvalues grads gradients gradoutputs gradouts outgrads upstreams upstreamgrads".Split(' ')];

    /// <summary>No gradient that comes in.</summary>
    public static IReadOnlyDictionary<string, int> NoIncoming { get; } = new Dictionary<string, int>();

    /// <summary>That of a function which returned nothing.</summary>
    public static Wiring None { get; } = new([], [], NoIncoming);

    /// <summary>What the gradient of every entry of the output is, where the backward method takes none; 0 for its share of a mean. Null where one comes in.</summary>
    public double? Fixed { get; init; }

    /// <summary>The parameter that takes the gradients of all outputs in one tuple; null where each has its own.</summary>
    public string? Bundle { get; private init; }

    /// <summary>Tells outputs from what is kept.</summary>
    /// <param name="parts">What the forward function returned.</param>
    /// <param name="forward">The forward function.</param>
    /// <param name="backward">The backward function: its parameters say how many gradients it takes; null where there is none.</param>
    /// <param name="inputs">The names of what the forward function is called with.</param>
    /// <param name="isCourse">Whether it is a layer of the course, which has one output.</param>
    /// <remarks>
    /// The first value with numbers is an output. A further one is, where the backward function takes a gradient for it:
    /// by its name (<c>dnext_c</c> for <c>next_c</c>), else one parameter after the other. A tuple, a dictionary, a text, None is kept.
    /// </remarks>
    public static Wiring Of(IReadOnlyList<Part> parts, FunctionStatement forward, FunctionStatement? backward, IReadOnlyCollection<string> inputs, bool isCourse)
    {
        var first = parts.Count == 0 ? null
            : parts[0].Numbers is not null ? parts[0]
            : parts[0].IsContainer || parts[0].Value is StringValue ? parts.FirstOrDefault(part => part.Numbers is not null)
            : null;
        if (first is null || backward is null)
        {
            return new(first is null ? [] : [first], [.. parts.Where(part => part != first && (first is not null || part.Place != 0))], NoIncoming);
        }

        var incoming = IncomingOf(forward, backward, parts, inputs);
        if (incoming.Count == 0 && parts.Count == 1 && OfOutput(backward, forward, parts, inputs) is { } pair)
        {
            // backward(b, gb): what has a gradient beside it, and is no argument, is the output.
            parts = [first = first with { Name = pair.Output }];
            return new([first], [first], new Dictionary<string, int> { [pair.Gradient] = 0 });
        }

        if (incoming.Count == 0 && Unnamed(backward, forward, parts, inputs, first) is { } unnamed)
        {
            incoming.Add(unnamed);
        }

        if (!isCourse && incoming is [var only] && BundledIn(backward, only) is var count and > 1
            && parts.Where(part => part.Numbers?.Nodes is not null && !(part.Name is not null && Takes(backward, part.Name))).Take(count).ToList() is var bundled && bundled.Count == count)
        {
            return new(bundled, [.. parts.Where(part => !bundled.Contains(part))], new Dictionary<string, int> { [only] = 0 }) { Bundle = only };
        }

        var outputs = new Dictionary<string, Part>();
        if (isCourse)
        {
            incoming.Take(1).ToList().ForEach(name => outputs[name] = first);
        }
        else
        {
            var open = parts.Where(part => part.Numbers is not null).OrderBy(part => part == first ? -1 : part.Place).ToList();
            foreach (var name in incoming.Where(name => open.Exists(part => ParameterNames.IsGradientOf(name, part.Name))).ToList())
            {
                if (open.Find(part => ParameterNames.IsGradientOf(name, part.Name)) is { } named)
                {
                    outputs[name] = named;
                    open.Remove(named);
                }
            }

            // One that the backward function takes as a value, such as the y of a tanh, is an output where no other is left.
            var free = open.Where(part => part == first || part.Numbers!.Nodes is not null).OrderBy(part => part.Name is not null && Takes(backward, part.Name)).Where(part => part == first || part.Name is null || !Takes(backward, part.Name));
            foreach (var (name, part) in incoming.Where(name => !outputs.ContainsKey(name)).ToList().Zip(free.ToList()))
            {
                outputs[name] = part;
            }
        }

        List<Part> made = [first, .. outputs.Values.Where(part => part != first).OrderBy(part => part.Place)];
        return new(made, [.. parts.Where(part => !made.Contains(part))], outputs.ToDictionary(pair => pair.Key, pair => made.IndexOf(pair.Value)));
    }

    /// <summary>How many gradients a parameter takes: <c>dy, dz = douts</c>, or <c>douts[0]</c> and <c>douts[1]</c>; 0 where it is one.</summary>
    private static int BundledIn(FunctionStatement backward, string name)
    {
        var statements = Walk.Statements(backward.Body).ToList();
        if (statements.OfType<AssignStatement>().FirstOrDefault(line => line.Value is NameExpression whole && whole.Id == name) is { Targets: [TupleExpression { Elements.Count: var targets }] })
        {
            return targets;
        }

        // The rows of one array are taken in the same way: only the plural says that it is several.
        var places = statements.SelectMany(Walk.Children).SelectMany(Walk.Expressions).OfType<SubscriptExpression>()
            .Where(part => part.Value is NameExpression whole && whole.Id == name).Select(part => part.Index is IntegerLiteral index && index.Value < 64 ? (int)index.Value : -1).ToList();
        return Bundles.Contains(Roles.Plain(name)) && places.Count > 0 && places.TrueForAll(place => place >= 0) ? places.Max() + 1 : 0;
    }

    private static (string Output, string Gradient)? OfOutput(FunctionStatement backward, FunctionStatement forward, IReadOnlyList<Part> parts, IReadOnlyCollection<string> inputs)
    {
        var open = backward.Parameters.Items.Select(parameter => parameter.Name).Where(name => !IsValue(name, forward, parts, inputs)).ToList();
        return open is [var one, var other]
            ? ParameterNames.IsGradientOf(other, one) ? (one, other) : ParameterNames.IsGradientOf(one, other) ? (other, one) : null
            : null;
    }

    private static bool Takes(FunctionStatement function, string name) =>
        function.Parameters.Items.Concat(function.Parameters.KeywordOnly).Any(parameter => parameter.Name == name);

    private static List<string> IncomingOf(FunctionStatement forward, FunctionStatement backward, IReadOnlyList<Part> parts, IReadOnlyCollection<string> inputs) =>
        [.. backward.Parameters.Items.Concat(backward.Parameters.KeywordOnly)
            .Where(parameter => !IsValue(parameter.Name, forward, parts, inputs) && (parts.Any(part => ParameterNames.IsGradientOf(parameter.Name, part.Name)) || ParameterNames.IsIncoming(parameter.Name)))
            .Select(parameter => parameter.Name)];

    /// <summary>Whether a name is that of an argument of the forward function, or of something that it returned.</summary>
    private static bool IsValue(string name, FunctionStatement forward, IReadOnlyList<Part> parts, IReadOnlyCollection<string> inputs) =>
        Takes(forward, name) || inputs.Contains(name) || parts.Any(part => part.Name == name);

    /// <summary>Where no name says so, the first parameter that nothing else is known of takes the gradient, as in the course.</summary>
    private static string? Unnamed(FunctionStatement backward, FunctionStatement forward, IReadOnlyList<Part> parts, IReadOnlyCollection<string> inputs, Part first)
    {
        var open = backward.Parameters.Items.Where(parameter => parameter.Default is null && !ParameterNames.IsCache(parameter.Name) && !IsValue(parameter.Name, forward, parts, inputs)).ToList();

        // A loss needs none: what its only parameter takes is the cache, if there is one.
        var isLossAlone = backward.Parameters.Items.Count == 1 && parts.Count > 1 && first.Numbers!.Shape.Length == 0;
        return isLossAlone ? null : open.FirstOrDefault()?.Name;
    }
}
