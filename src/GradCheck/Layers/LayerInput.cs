using GradCheck.Tensors;

namespace GradCheck.Layers;

/// <summary>One batch with everything needed to run a layer forward and backward on it, checked once.</summary>
public sealed class LayerInput
{
    /// <summary>Checks that the tensors fit each other and the layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="x">The batch, of the layer's shape, such as <c>(N, D)</c>.</param>
    /// <param name="gamma">The scale, one a parameter, or one number for all; null, the default, for ones.</param>
    /// <param name="beta">The shift, one a parameter, or one number for all; null, the default, for zeros.</param>
    /// <param name="dout">
    /// The gradient of the loss with respect to <c>out</c>, of the shape of <paramref name="x"/>; null, the default, where
    /// only a forward pass is asked for.
    /// </param>
    /// <param name="options">The rest; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// A shape does not fit, a value is not finite, a running variance is negative, running statistics are missing in
    /// <see cref="Mode.Eval"/> or given to a layer that has none, or a group has no more elements than <c>ddof</c>.
    /// </exception>
    public LayerInput(Layer layer, Tensor x, Tensor? gamma = null, Tensor? beta = null, Tensor? dout = null, LayerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(x);
        options ??= new();
        layer = layer.On(x.Shape.Rank, options) ?? layer;
        Groups = layer.GroupsOf(x.Shape, options.Groups);
        Parameters = layer.ParametersOf(x.Shape);
        RequireFinite(x, nameof(x));
        HasDout = dout is not null;
        dout ??= Tensor.Full(x.Shape, 0);
        RequireShape(dout, x.Shape, nameof(dout));
        var parameterShapes = layer.ParameterShapesOf(x.Shape);
        (Gamma, Beta) = (Spread(gamma, 1, beta, parameterShapes, nameof(gamma)), Spread(beta, 0, gamma, parameterShapes, nameof(beta)));
        RequireRunning(layer, options, layer.NormalizesParameters ? parameterShapes : [new(Groups.Groups)]);
        RequireElements(layer, options, Groups.Size);
        (Layer, X, Dout, Options) = (layer, x, dout, options);
    }

    /// <summary>The layer.</summary>
    public Layer Layer { get; }

    /// <summary>The batch.</summary>
    public Tensor X { get; }

    /// <summary>The scale.</summary>
    public Tensor Gamma { get; }

    /// <summary>The shift.</summary>
    public Tensor Beta { get; }

    /// <summary>The gradient of the loss with respect to <c>out</c>; zeros where none was given.</summary>
    public Tensor Dout { get; }

    /// <summary>Whether there is a gradient to send backward.</summary>
    public bool HasDout { get; }

    /// <summary>The rest.</summary>
    public LayerOptions Options { get; }

    /// <summary>How the elements belong to the groups that are normalized together.</summary>
    public GroupView Groups { get; }

    /// <summary>How the elements belong to the entries of <see cref="Gamma"/> and <see cref="Beta"/>.</summary>
    public GroupView Parameters { get; }

    /// <summary>What the sum of squares is divided by in <c>var</c>: <c>m</c>, or <c>m - 1</c> for Bessel's variance.</summary>
    public int VarDivisor => Layer.Divisor.Of(Groups.Size);

    /// <summary>What the sum of squares is divided by in what is averaged into <c>running_var</c>.</summary>
    public int RunningVarDivisor => RunningDivisor.Of(Groups.Size);

    /// <summary>The divisor of the variance that is averaged into <c>running_var</c>.</summary>
    internal VarianceDivisor RunningDivisor => RunningDivisorOf(Layer, Options);

    /// <summary>Whether gradients flow through the statistics: in <see cref="Mode.Train"/>.</summary>
    public bool StatisticsDependOnX => Options.Mode == Mode.Train;

    /// <summary>Whether the elements of a group have different parameters, so that <c>gamma</c> cannot leave its sums.</summary>
    internal bool GammaVariesInGroup
    {
        get
        {
            // All groups are alike.
            var elements = new int[Groups.Size];
            Groups.ElementsOf(0, elements);
            return elements.Any(k => Parameters.GroupOf(k) != Parameters.GroupOf(elements[0]));
        }
    }

    /// <summary>A group in words: <c>column 2</c>.</summary>
    /// <param name="group">The group.</param>
    public string NameOf(int group) => Layer.NameOf(X.Shape, group, Options.Groups);

    /// <summary>The same input with other tensors; the layer and its options stay.</summary>
    /// <param name="x">The batch, or null for this one.</param>
    /// <param name="gamma">The scale, or null for this one.</param>
    /// <param name="beta">The shift, or null for this one.</param>
    /// <param name="dout">The gradient, or null for this one.</param>
    public LayerInput With(Tensor? x = null, Tensor? gamma = null, Tensor? beta = null, Tensor? dout = null) =>
        new(Layer, x ?? X, gamma ?? Gamma, beta ?? Beta, dout ?? (HasDout ? Dout : null), Options);

    /// <summary>The same batch, in training, with its elements belonging together otherwise: as wrong code has it.</summary>
    /// <param name="groups">How the elements belong to the groups that are normalized together.</param>
    /// <param name="parameters">How the elements belong to the entries of <see cref="Gamma"/> and <see cref="Beta"/>.</param>
    internal LayerInput Regrouped(GroupView groups, GroupView parameters) => new(this, groups, parameters);

    private LayerInput(LayerInput original, GroupView groups, GroupView parameters)
    {
        (Layer, X, Gamma, Beta, Dout) = (original.Layer, original.X, original.Gamma, original.Beta, original.Dout);
        (Groups, Parameters, HasDout) = (groups, parameters, original.HasDout);

        // Running statistics are one a group: other groups may have none that fit.
        var fits = original.Options.Running is { } running && running.Mean.Shape.Count == groups.Groups
            && original.RunningDivisor.Of(groups.Size) > 0;
        Options = original.Options with { Mode = Mode.Train, Running = fits ? original.Options.Running : null };
    }

    // One number is for all, as NumPy broadcasts it; a parameter that is left out has the shape of the other.
    private static Tensor Spread(Tensor? parameter, double usual, Tensor? other, IReadOnlyList<Shape> shapes, string name)
    {
        if (parameter is { Shape.Rank: > 0 })
        {
            RequireShape(parameter, shapes.FirstOrDefault(parameter.Shape.Equals, shapes[0]), name);
            return parameter;
        }

        var spread = Tensor.Full(parameter is null ? shapes.FirstOrDefault(shape => shape.Equals(other?.Shape), shapes[0]) : shapes[0], parameter?[0] ?? usual);
        RequireFinite(spread, name);
        return spread;
    }

    private static void RequireShape(Tensor tensor, Shape shape, string name)
    {
        if (!tensor.Shape.Equals(shape))
        {
            throw new ArgumentException($"{name} has shape {tensor.Shape}, not {shape}", name);
        }

        RequireFinite(tensor, name);
    }

    private static void RequireFinite(Tensor tensor, string name)
    {
        foreach (var value in tensor.Values)
        {
            if (!double.IsFinite(value))
            {
                throw new ArgumentException($"{name} holds a value that is not finite", name);
            }
        }
    }

    private static VarianceDivisor RunningDivisorOf(Layer layer, LayerOptions options) =>
        options.RunningDdof is { } ddof ? new(ddof) : layer.Divisor;

    private static void RequireElements(Layer layer, LayerOptions options, int size)
    {
        var isEmpty = layer.Divisor.Of(size) <= 0 || (options.Running is not null && RunningDivisorOf(layer, options).Of(size) <= 0);
        if (options.Mode == Mode.Train && isEmpty)
        {
            throw new ArgumentException("a group has a single element, which ddof = 1 leaves nothing to divide by", nameof(options));
        }
    }

    private static void RequireRunning(Layer layer, LayerOptions options, IReadOnlyList<Shape> shapes)
    {
        if (options.Running is not { } running)
        {
            if (options.Mode == Mode.Eval)
            {
                throw new ArgumentException("mode eval needs running statistics", nameof(options));
            }

            return;
        }

        if (!layer.HasRunningStatistics)
        {
            throw new ArgumentException($"{layer.Id} has no running statistics", nameof(options));
        }

        RequireShape(running.Mean, shapes.FirstOrDefault(running.Mean.Shape.Equals, shapes[0]), "running_mean");
        RequireShape(running.Var, shapes.FirstOrDefault(running.Var.Shape.Equals, shapes[0]), "running_var");
        foreach (var value in running.Var.Values)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, "running_var");
        }
    }
}
