using GradCheck.Programs.Judging;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Runs;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Budgets;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Blame;

/// <summary>The functions of a file that are right on the cases of their own layer: what comes out wrong there was given wrong.</summary>
internal sealed class RightHelpers
{
    /// <summary>Layers that a function may be where its name says no more than that it normalizes.</summary>
    private static readonly string[] Plain = ["batchnorm", "layernorm"];

    private readonly Dictionary<string, Subject> right = [];

    /// <summary>Checks the functions that a layer's own functions call, each as the layer that its name says it is.</summary>
    /// <param name="program">The program.</param>
    /// <param name="called">The functions that were called.</param>
    /// <param name="source">Its text.</param>
    /// <param name="budget">What that may cost.</param>
    public RightHelpers(ProgramUnderTest program, IReadOnlySet<string> called, SourceText source, Budget budget)
    {
        var functions = program.Tree.Body.OfType<FunctionStatement>().DistinctBy(function => function.Name).ToList();
        foreach (var forward in functions.Where(function => called.Contains(function.Name) && function.Name != program.Forward.Name && function.Name != program.Backward?.Name && !function.Name.Contains("backward", StringComparison.Ordinal)))
        {
            var stem = forward.Name.Replace("forward", "backward", StringComparison.Ordinal);
            var backward = stem == forward.Name ? null : functions.Find(function => function.Name == stem);
            foreach (var subject in SubjectsOf(forward.Name, program.Subject.Id))
            {
                var helper = new ProgramUnderTest(program.Tree, subject, forward, backward);
                if (subject.IsLoss || !IsRight(helper, source, budget, out var isBackwardRight))
                {
                    continue;
                }

                right[forward.Name] = subject;
                if (isBackwardRight && backward is not null && backward.Name != program.Backward?.Name)
                {
                    right[backward.Name] = subject;
                }

                break;
            }
        }
    }

    /// <summary>Whether a value was made inside of a function that is right by itself.</summary>
    public bool Covers(Event made) => right.Count > 0 && FrameOf(made) is not null;

    /// <summary>The outermost call of a right function that a value was made in; null where there is none.</summary>
    public Frame? FrameOf(Event made)
    {
        Frame? found = null;
        for (Frame? frame = made.Frame; frame is not null; frame = frame.Caller)
        {
            found = right.ContainsKey(frame.Function) ? frame : found;
        }

        return found;
    }

    /// <summary>The layer that a right function is.</summary>
    public Subject LayerOf(Frame frame) => right[frame.Function];

    private static bool IsRight(ProgramUnderTest helper, SourceText source, Budget budget, out bool isBackwardRight)
    {
        isBackwardRight = true;
        foreach (var trial in helper.Subject.Trials)
        {
            var examined = Examined.Of(helper, trial, source, budget);
            if (!examined.ForwardHolds)
            {
                return false;
            }

            isBackwardRight &= examined.BackwardHolds;
        }

        return true;
    }

    private static IEnumerable<Subject> SubjectsOf(string function, string layer)
    {
        var all = ProgramLayers.Ids.Where(id => id != layer && id != ProgramLayers.Custom).Select(Of);
        var named = all.FirstOrDefault(subject => subject.ForwardNames.Contains(function));
        return named is not null ? [named]
            : function.Contains("norm", StringComparison.OrdinalIgnoreCase) || function.Contains("bn", StringComparison.Ordinal) || function.Contains("ln", StringComparison.Ordinal)
                ? Plain.Where(id => id != layer).Select(Of)
                : [];

        static Subject Of(string id) => Subject.Of(new() { Layer = id });
    }
}
