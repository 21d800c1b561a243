using GradCheck.Cases;
using GradCheck.Programs.Blame;
using GradCheck.Programs.Judging;
using GradCheck.Programs.Names;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Runs;
using GradCheck.Programs.Sources;
using GradCheck.Programs.Subjects;
using GradCheck.Python;
using GradCheck.Python.Arrays;
using GradCheck.Python.Budgets;
using GradCheck.Python.Source;

namespace GradCheck.Programs.Examples;

/// <summary>Looks for the smallest batch on which a wrong line shows, by running the program on small ones, the smallest first.</summary>
/// <param name="request">What was asked.</param>
/// <param name="program">The program.</param>
/// <param name="blamed">Its first wrong line.</param>
/// <param name="view">Its text.</param>
/// <param name="raised">What it raises on the cases of the check; null where it runs to its end.</param>
/// <param name="budget">What the runs may cost.</param>
internal sealed class ExampleSearch(ProgramRequest request, ProgramUnderTest program, Blamed blamed, SourceView view, ProgramError? raised, Budget budget)
{
    /// <summary>Errors that other shapes or numbers may not raise: of the rest an example shows nothing.</summary>
    private static readonly string[] OfNumbers = ["ValueError", "IndexError", "AxisError", "ZeroDivisionError", "FloatingPointError", "LinAlgError"];

    /// <summary>A run on a few numbers that takes longer than this does not end.</summary>
    private const long MostSteps = 20_000;

    /// <summary>How far inputs are moved to see whether they lie on a kink.</summary>
    private const double Step = 1e-5;

    /// <summary>The example; null where none was found.</summary>
    public ProgramExample? Find()
    {
        if (raised is not null && !OfNumbers.Contains(raised.Type))
        {
            return null;
        }

        foreach (var trial in Trials())
        {
            if (budget.IsSpent)
            {
                return null;
            }

            if (Shown(trial) is { } example)
            {
                return example;
            }
        }

        return null;
    }

    private IEnumerable<Trial> Trials()
    {
        if (program.Subject.Id != ProgramLayers.Custom)
        {
            return program.Subject.Trials[0].Batch is null ? SmallCourse.Of(program.Subject.Id) : SmallNorms.Of(program.Subject.Trials[0], program.Subject.Inputs);
        }

        return SmallCustom.Of(request).Select(small => SmallCustom.TrialOf(small.Request, small.Numbers, program.Subject.IsLoss));
    }

    private Examined Run(ProgramUnderTest which, Trial trial)
    {
        budget.StartRun(MostSteps);
        return Examined.Of(which.For(trial), trial, view.Source, budget);
    }

    private ProgramExample? Shown(Trial trial)
    {
        var examined = Run(program, trial);
        var error = examined.Forward.Error ?? examined.Backward?.Error;
        if (error is not null || raised is not null)
        {
            return error is not null && raised is not null && error.Type == raised.Type && error.Span == raised.Span ? Raising(trial, examined, error) : null;
        }

        if (WrongIn(examined) is not var (name, got, right) || !Showing.Shows(got, right))
        {
            return null;
        }

        // The edit that was found must be what makes it right here as well.
        var mended = Mended(trial);
        if (mended is not null && blamed.MakesAllRight && !IsRight(mended, name))
        {
            return null;
        }

        return TryLine(examined, mended, out var line) && !IsOnAKink(trial, name, got, right)
            ? new(ExampleTensors.InputsOf(examined.Forward, budget), name, ExampleTensors.Of(got), ExampleTensors.Of(right), Showing.PlaceOf(got, right), line)
            : null;
    }

    /// <summary>An example of an error: what should have come out in its place.</summary>
    private ProgramExample? Raising(Trial trial, Examined examined, ProgramError error)
    {
        var subject = program.Subject;
        var (name, right) = examined.Forward.Error is not null
            ? (subject.IsLoss ? "loss" : "out", trial.Truth?.Out)
            : (subject.GradientNames[0], examined.Own is [{ } own, ..] ? own : null);
        var mended = Mended(trial);
        if (right is null || right.Values.Length == 0 || (mended is not null && blamed.MakesAllRight && !IsRight(mended, name)))
        {
            return null;
        }

        var events = (examined.Forward.Error is null ? examined.Backward?.Events : null) ?? examined.Forward.Events;
        var statement = blamed.Statement;
        var line = statement is null ? null : new ExampleLine(
            view.LineOf(statement.Span.Start),
            view.TextOf(statement.Span.Start),
            ExampleTensors.Of(events.Where(made => made.Frame == events[^1].Frame && !made.IsReturn), NamesRead.Of(statement)),
            null,
            null,
            null,
            1)
        {
            Cell = view.CellOf(statement.Span.Start),
        };
        return new(ExampleTensors.InputsOf(examined.Forward, budget), name, null, ExampleTensors.Of(right), null, line) { Raised = $"{error.Type}: {error.Message}" };
    }

    // The program with the edit that was found; null where there is none, or where it does not run by itself.
    private Examined? Mended(Trial trial) =>
        blamed is { Edit: { } edit, Statement: { } statement } && Run(program.With(statement, edit), trial) is { Forward.Error: null, Backward: null or { Error: null } } run ? run : null;

    private static bool IsRight(Examined examined, string name) => name is "out" or "loss"
        ? examined.ForwardHolds
        : examined.Forward.Program.Subject.GradientNames.Index().First(input => input.Item == name).Index is var at && examined.Holds(at);

    /// <summary>The first of the results that is wrong: the output, or a gradient.</summary>
    private static (string Name, Snapshot Got, Snapshot Right)? WrongIn(Examined examined)
    {
        var subject = examined.Forward.Program.Subject;
        if (!examined.ForwardHolds)
        {
            return examined is { Forward.Out: { } made, Trial.Truth.Out: { } right } ? (subject.IsLoss ? "loss" : "out", made, right) : null;
        }

        for (var k = 0; k < subject.Inputs.Count && examined.Backward is { } run; k++)
        {
            if (!examined.Holds(k) && k < run.Gradients.Count && run.Gradients[k] is { } value && k < examined.Own.Count && examined.Own[k] is { } own)
            {
                return (subject.GradientNames[k], value, own);
            }
        }

        return null;
    }

    // Whether the line shows as well; what it makes and reads, where it has a value of its own.
    private bool TryLine(Examined examined, Examined? mended, out ExampleLine? line)
    {
        line = null;
        if (blamed.At is not { Statement: not null } at)
        {
            return true;
        }

        if (EventsOf(examined).FirstOrDefault(made => made.IsSameAs(at)) is not { Value: { } value } found)
        {
            return at.IsReturn || at.Value is null;
        }

        var right = mended is null ? null : EventsOf(mended).FirstOrDefault(made => made.IsSameAs(at))?.Value;
        right ??= found.IsReturn ? null : (blamed.IsForward ? ForwardJudge.Of(found, examined) : examined.Of(found)).Truth;
        if (right is not null && right.Shape.Length == value.Shape.Length && !Showing.Differs(value, right))
        {
            return false;
        }

        var reads = ExampleTensors.Of(found.Reads.Where(read => read.Frame == found.Frame && !read.IsReturn), NamesRead.Of(at.Statement));
        line = value.Values.Length == 0 ? null : new(
            view.LineOf(at.Statement.Span.Start),
            view.TextOf(at.Statement.Span.Start),
            reads,
            found.Name,
            ExampleTensors.Of(value),
            right is { Values.Length: > 0 } ? ExampleTensors.Of(right) : null,
            found.Count)
        {
            Cell = view.CellOf(at.Statement.Span.Start),
        };
        return true;
    }

    private static IEnumerable<Event> EventsOf(Examined examined) => examined.Forward.Events.Concat(examined.Backward?.Events ?? []);

    /// <summary>Whether other numbers come out where the inputs are moved a little: then what is right there is a matter of choice.</summary>
    private bool IsOnAKink(Trial trial, string name, Snapshot got, Snapshot right)
    {
        if (trial.Batch is not null)
        {
            return false;
        }

        var random = new Pcg32(1, 43);
        var moved = trial with
        {
            Ingredients = [.. trial.Ingredients.Select(ingredient => !ingredient.IsDifferentiable ? ingredient : ingredient with
            {
                Make = session => Snapshot.Of(ingredient.Make(new(budget, GradientTape.Off, Languages.Course))) is { } plain
                    ? session.Tape.Input(ingredient.Name, plain.Shape, Array.ConvertAll(plain.Values, value => value + (Step * random.Normal())))
                    : ingredient.Make(session),
            })],
            Truth = name is "out" or "loss" ? trial.Truth : null,
        };
        var again = Run(program, moved);
        return again.Forward.Error is not null || again.Backward?.Error is not null
            || !(name is "out" or "loss"
                ? again.Forward.Out is { } output && Showing.IsNear(got, output)
                : WrongIn(again) is var (other, value, truth) && other == name && Showing.IsNear(got, value) && Showing.IsNear(right, truth));
    }
}
