using GradCheck.Programs.Classes;
using GradCheck.Programs.Judging;
using GradCheck.Programs.Runs;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs;

/// <summary>Backward passes that are no derivative, and are not meant to be: behind a step, whose derivative is 0, or behind an identity.</summary>
internal static class Surrogates
{
    /// <summary>The code of the warning.</summary>
    public const string Code = "surrogate_gradient";

    private static readonly HashSet<string> Steps = [.. "round round_ rint around floor floor_ ceil ceil_ trunc fix sign sign_ heaviside argmax argmin one_hot bernoulli int long".Split(' ')];

    /// <summary>Why there is no truth to hold a program against; null where there is one.</summary>
    /// <param name="program">The program.</param>
    /// <param name="examined">Its runs.</param>
    public static string? Note(ProgramUnderTest program, IReadOnlyList<Examined> examined)
    {
        if (program.Subject.Id != ProgramLayers.Custom || program.Backward is null || examined.Any(item => item.Error is not null || item.Backward is null || !item.ForwardHolds))
        {
            return null;
        }

        var wrong = Enumerable.Range(0, program.Subject.Inputs.Count).Where(input => examined.Any(item => !item.Holds(input))).ToList();
        if (wrong.Count == 0)
        {
            return null;
        }

        var parts = Walk.Statements(program.Forward.Body).SelectMany(Walk.Children).SelectMany(Walk.Expressions).ToList();
        var names = string.Join(" and ", wrong.Select(input => $"`{program.Subject.Inputs[input]}`"));
        return parts.Exists(IsStep) && wrong.TrueForAll(input => examined.All(item => IsZero(item, input)))
            ? $"`{program.ForwardName}` is a step in {names}: its derivative is 0 almost everywhere, and what `{program.BackwardName}` returns stands in for it; there is no truth to hold that against"
            : program.Subject.Inputs.Count == 1 && IsOfEngine(program) && !parts.Exists(part => part is BinaryExpression) && examined.All(IsIdentity)
            ? $"`{program.ForwardName}` returns {names} as it is: what `{program.BackwardName}` makes of the gradient, such as to reverse or to clip it, is no derivative, and there is no truth to hold it against"
            : null;
    }

    private static bool IsStep(Expression part) => part is CompareExpression
        || (part is CallExpression call && (call.Function switch
        {
            AttributeExpression attribute => attribute.Name,
            NameExpression name => name.Id,
            _ => null,
        }) is { } called && Steps.Contains(called));

    private static bool IsZero(Examined item, int input) =>
        input >= item.Own.Count || item.Own[input] is not { } own || Array.TrueForAll(own.Values, value => value == 0);

    private static bool IsIdentity(Examined item) =>
        item.Own is [{ } own] && item.Forward.Douts is [{ } dout] && own.Values.AsSpan().SequenceEqual(dout.Values);

    private static bool IsOfEngine(ProgramUnderTest program)
    {
        var view = new ClassView(program.Tree);
        return view.Find(program.ForwardName.Split('.')[0]) is { } made && view.IsA(made, ClassFinder.Engines);
    }
}
