using GradCheck.Programs.Numbers;

namespace GradCheck.Programs.Subjects;

/// <summary>A value on the way through a layer that students give a name.</summary>
/// <param name="Title">What it is, in words: <c>the layer's variance</c>.</param>
/// <param name="Forms">The numbers that the name may stand for, the usual ones first: a variance may have eps in it already.</param>
internal sealed record Stage(string Title, params IReadOnlyList<Snapshot> Forms)
{
    /// <summary>Whether a value is this one. Statistics are compared in the order of the groups, whatever their shape.</summary>
    public bool Is(Snapshot value) => Forms.Any(form => Near.Close(value.Values, form.Values));

    /// <summary>Whether a value may be this one: values of another layout say nothing.</summary>
    public bool Allows(Snapshot value) =>
        Is(value) || (value.Values.Length == Forms[0].Values.Length && Forms[0].Shape.Length > 1 && !Near.Fits(value.Shape, Forms[0].Shape));
}
