using GradCheck.Python.Arrays;

namespace GradCheck.Programs.Subjects;

/// <summary>Labels as rows of zeros with a one in the place of the class.</summary>
internal static class OneHot
{
    /// <summary>A loss of scores and labels with its labels so.</summary>
    /// <param name="subject">The loss.</param>
    public static Subject Of(Subject subject) => subject with
    {
        Trials = [.. subject.Trials.Select(Of)],
        Fringe = [.. subject.Fringe.Select(fringe => (fringe.Code, Of(fringe.Trial)))],
        HeldBackCases = new(() => [.. subject.HeldBack.Select(Of)]),
    };

    private static Trial Of(Trial trial)
    {
        var classes = trial.Ingredients.FirstOrDefault(item => item.IsDifferentiable)?.Shape is [_, var count] ? count : 0;
        return trial with { Ingredients = [.. trial.Ingredients.Select(item => item.Name == "y" && item.Shape is [var samples] ? Made(item, samples, classes) : item)] };
    }

    private static Ingredient Made(Ingredient labels, int samples, int classes) => new(labels.Name, false, session =>
    {
        var places = ((NdArray)labels.Make(session)).ToDoubles();
        return NdArray.Of([samples, classes], [.. Enumerable.Range(0, samples * classes).Select(k => places[k / classes] == k % classes ? 1.0 : 0.0)]);
    })
    { Shape = [samples, classes] };
}
