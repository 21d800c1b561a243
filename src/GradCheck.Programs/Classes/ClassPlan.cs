using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Classes;

/// <summary>How the methods of a class are called.</summary>
internal enum ClassKind
{
    /// <summary>On an object that its constructor makes.</summary>
    Object,

    /// <summary>On the class: both are static, and a cache goes from one to the other.</summary>
    Static,

    /// <summary>On the class, with a context object, as torch's <c>autograd.Function</c>.</summary>
    Context,
}

/// <summary>A class whose methods are checked.</summary>
/// <param name="Class">Its name.</param>
/// <param name="Kind">How its methods are called.</param>
/// <param name="Forward">The forward method, which may be that of a base.</param>
/// <param name="Backward">The backward method; null for a method that returns a loss and its gradients.</param>
/// <param name="Init">Its constructor; null where it has none.</param>
internal sealed record ClassPlan(string Class, ClassKind Kind, FunctionStatement Forward, FunctionStatement? Backward, FunctionStatement? Init)
{
    /// <summary>The method that fills the context where the forward method takes none, as newer code for torch has it; null for one that does.</summary>
    public FunctionStatement? Setup { get; init; }

    /// <summary>How many parameters of the forward method come before those of the layer: its object, or its context.</summary>
    public int Leading => Kind == ClassKind.Static || Setup is not null ? 0 : 1;

    /// <summary>The parameters that the object has, or that its constructor makes.</summary>
    public IReadOnlyList<Slot> Slots { get; init; } = [];

    /// <summary>Whether a first forward pass makes them.</summary>
    public bool IsWarmedUp { get; init; }

    /// <summary>What the gradient of every output is, where the backward method takes none; 0 for its share of a mean.</summary>
    public double? Dout { get; init; }

    /// <summary>Whether what the backward method takes first are the predictions that the forward method got, and no gradient.</summary>
    public bool TakesPredictions { get; init; }

    /// <summary>Whether labels are given one-hot.</summary>
    public bool IsOneHot { get; init; }
}

/// <summary>A parameter of an object.</summary>
/// <param name="Input">What it is called in the report.</param>
/// <param name="Path">Where it lies.</param>
/// <param name="Ingredient">The value of the case that it gets; null for one that is moved off what the constructor made.</param>
internal sealed record Slot(string Input, string Path, string? Ingredient)
{
    /// <summary>Whether it is there with the values that the client gave.</summary>
    public bool IsGiven { get; init; }
}
