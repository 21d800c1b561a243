using GradCheck.Programs.Names;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Runs;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Judging;

/// <summary>Gradients of parameters that are means over the samples, as some courses define them: each is the gradient divided by the count, and no other is.</summary>
/// <remarks>
/// Only where the function is custom or a method of a class and returns no loss, whose own mean would say it, where all parameters agree (one alone is a mistake), and
/// where the way back divides by that very count: what is off by it for another reason is wrong.
/// </remarks>
internal static class Averaging
{
    private static readonly string[] Parameters = ["w", "b", "gamma", "beta", "weight", "weights", "bias", "biases", "theta", "kernel", "filters", "u", "v"];

    /// <summary>The number of samples that a function divides by, and the gradients that it does so for; null where it follows no such convention.</summary>
    /// <param name="forward">Its forward pass.</param>
    /// <param name="backward">Its backward pass.</param>
    /// <param name="own">The gradients of the forward pass.</param>
    public static (int Count, IReadOnlyList<int> Gradients)? Of(ForwardRun forward, BackwardRun? backward, IReadOnlyList<Snapshot?> own)
    {
        var subject = forward.Program.Subject;
        if ((subject.IsCourse && forward.Program.Form is null) || forward.Program.IsOneRun || backward is not { Error: null } || forward.Out is not { Shape.Length: > 0, Values.Length: > 1 } output)
        {
            return null;
        }

        foreach (var count in output.Shape.Where(size => size > 1).Distinct())
        {
            List<int> divided = [], parameters = [], right = [];
            for (var k = 0; k < own.Count; k++)
            {
                if (own[k] is not { } truth || k >= backward.Gradients.Count || backward.Gradients[k] is not { } value)
                {
                    return null;
                }

                var mayBeParameter = !truth.Shape.Contains(count) || Parameters.Contains(Roles.Plain(subject.Inputs[k]).TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'));
                var isRight = Near.Holds(value, truth);
                var isDivided = mayBeParameter && !isRight && Near.Holds(value, Over(truth, count));
                if (isRight || isDivided)
                {
                    (isDivided ? divided : right).Add(k);
                }

                if (isDivided || !truth.Shape.Contains(count))
                {
                    parameters.Add(k);
                }
            }

            // Samples in columns are where one alone, beside another mistake, is meant as well.
            var inColumns = output.Shape is [var rows, var columns] && columns == count && rows != count;
            if (!parameters.Exists(right.Contains) && (divided.Count > 1 || (divided.Count == 1 && parameters.Count > 1 && inColumns))
                && (backward.Events.Count == 0 || backward.Events.Any(made => Divides(made, count))))
            {
                return (count, parameters);
            }
        }

        return null;
    }

    /// <summary>What gradients are held against by a convention.</summary>
    /// <param name="own">The gradients of the forward pass.</param>
    /// <param name="averaged">The convention; null for none.</param>
    public static IReadOnlyList<Snapshot?> Held(IReadOnlyList<Snapshot?> own, (int Count, IReadOnlyList<int> Gradients)? averaged) =>
        averaged is var (count, gradients) ? [.. own.Select((gradient, k) => gradients.Contains(k) ? Over(gradient!, count) : gradient)] : own;

    private static Snapshot Over(Snapshot gradient, int count) => gradient with { Values = Array.ConvertAll(gradient.Values, value => value / count) };

    /// <summary>Whether a line divides by a count, by its name or as a size, or takes a mean.</summary>
    private static bool Divides(Event made, int count)
    {
        bool IsSize(string name) => made.Reads.Any(read => read.Name == name && read.Value is { IsDiscrete: true, Shape: [] } value && value.Values[0] == count);
        bool HasSize(string name) => made.Reads.Any(read => read.Name == name && read.Value?.Shape.Contains(count) == true);
        bool IsCount(Expression node) => node switch
        {
            NameExpression name => IsSize(name.Id),
            SubscriptExpression { Value: AttributeExpression { Name: "shape", Value: NameExpression array } } => HasSize(array.Id),
            CallExpression { Function: NameExpression { Id: "len" }, Arguments: [NameExpression array] } => HasSize(array.Id),
            _ => false,
        };
        return made.Statement is { } statement && ((statement is AugmentedAssignStatement { Operator: BinaryOperator.Divide } shared && IsCount(shared.Value))
            || Walk.Children(statement).SelectMany(Walk.Expressions).Any(node => node is BinaryExpression { Operator: BinaryOperator.Divide } ratio ? IsCount(ratio.Right)
                : node is CallExpression { Function: AttributeExpression { Name: "mean" or "average" } }));
    }
}
