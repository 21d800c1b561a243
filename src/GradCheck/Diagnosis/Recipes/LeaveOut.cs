using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Recipes;

/// <summary>Finds the elements that a sum leaves out.</summary>
internal static class LeaveOut
{
    /// <summary>Whether an element is one of those that a sum over its group leaves out.</summary>
    /// <param name="view">The groups.</param>
    /// <param name="left">Which ones are left out.</param>
    /// <param name="element">The element.</param>
    public static bool IsLeftOut(this GroupView view, LeftOut left, int element) => left switch
    {
        LeftOut.None => false,
        LeftOut.Last => view.PlaceInGroup(element) == view.Size - 1,
        LeftOut.First => view.PlaceInGroup(element) == 0,
        LeftOut.LastBlock => view.PlaceInGroup(element) / view.Inner == view.Outer - 1,
        _ => view.PlaceInGroup(element) / view.Inner == 0,
    };
}
