using GradCheck.Cases;
using GradCheck.Programs.Checking.Blame;
using GradCheck.Programs.Checking.Pairing;
using GradCheck.Programs.Checking.Runs;
using GradCheck.Programs.Checking.Subjects;
using GradCheck.Programs.Tape;
using GradCheck.Programs.Values;
using GradCheck.Tensors;

namespace GradCheck.Programs.Checking.Examples;

/// <summary>Looks for the smallest batch on which a wrong line shows, by running the program on small ones, the smallest first.</summary>
/// <param name="request">What was asked.</param>
/// <param name="program">The program.</param>
/// <param name="blamed">Its first wrong line.</param>
/// <param name="view">Its text.</param>
/// <param name="budget">What the runs may cost.</param>
internal sealed class ExampleSearch(ProgramRequest request, ProgramUnderTest program, Blamed blamed, SourceView view, Budget budget)
{
    /// <summary>A run on a few numbers that takes longer than this does not end.</summary>
    private const long MostSteps = 20_000;

    /// <summary>How far inputs are moved to see whether they lie on a kink.</summary>
    private const double Step = 1e-5;

    /// <summary>The example; null where none was found.</summary>
    public ProgramExample? Find()
    {
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
            return program.Subject.Trials[0].Batch is null ? SmallCourse.Of(program.Subject.Id) : SmallNorms.Of(program.Subject.Trials[0]);
        }

        // The gradient that comes in has the shape of the output, which a first run tells.
        return
            from small in SmallCustom.Of(request)
            let bare = CustomSubjects.Of(small.Request, null)
            let first = RunForward(bare.Trials[0])
            where first is { Error: null, Out: { IsDiscrete: false, Values.Length: > 0 } }
            select SmallCustom.TrialOf(small.Request, first.Out!.Shape, small.Numbers);
    }

    private ForwardRun RunForward(Trial trial)
    {
        budget.StartRun(MostSteps);
        return ForwardRun.Of(program, trial, budget, recorded: false);
    }

    private Examined Run(ProgramUnderTest which, Trial trial)
    {
        budget.StartRun(MostSteps);
        return Examined.Of(which, trial, view.Source, budget);
    }

    private ProgramExample? Shown(Trial trial)
    {
        var examined = Run(program, trial);
        if (examined.Forward.Error is not null || examined.Backward?.Error is not null || WrongIn(examined) is not var (name, got, right) || !Showing.Shows(got, right))
        {
            return null;
        }

        // The edit that was found must be what makes it right here as well.
        var mended = blamed is { Edit: { } edit, Statement: { } statement } ? Run(program.With(statement, edit.Made), trial) : null;
        if (mended is not null && blamed.MakesAllRight && !(mended.Forward.Error is null && mended.Backward?.Error is null && WrongIn(mended) is null))
        {
            return null;
        }

        if (!TryLine(examined, mended, out var line) || IsOnAKink(trial, name, got, right))
        {
            return null;
        }

        return new(InputsOf(trial), name, TensorOf(got), TensorOf(right), Showing.PlaceOf(got, right), line);
    }

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
                return ("d" + subject.Inputs[k], value, own);
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

        var names = NamesRead.Of(at.Statement);
        var reads = new OrderedDictionary<string, Tensor>();
        foreach (var read in found.Reads.Where(read => read.Frame == found.Frame && !read.IsReturn && names.Contains(read.Name) && read.Value is { Values.Length: > 0 }).OrderBy(read => read.Order))
        {
            reads[read.Name] = TensorOf(read.Value!);
        }

        line = value.Values.Length == 0 ? null : new(
            view.LineOf(at.Statement.Span.Start),
            view.TextOf(at.Statement.Span.Start),
            reads,
            found.Name,
            TensorOf(value),
            right is { Values.Length: > 0 } ? TensorOf(right) : null,
            found.Count);
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
                Make = session => Snapshot.Of(ingredient.Make(new(budget, GradientTape.Off))) is { } plain
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

    private OrderedDictionary<string, Tensor> InputsOf(Trial trial)
    {
        var inputs = new OrderedDictionary<string, Tensor>();
        var session = new RunSession(budget, GradientTape.Off);
        foreach (var ingredient in trial.Ingredients)
        {
            Add(ingredient.Name, ingredient.Make(session));
        }

        if (trial.Dout is { } dout)
        {
            inputs["dout"] = TensorOf(dout);
        }

        return inputs;

        void Add(string name, Value value)
        {
            if (value is DictionaryValue items)
            {
                foreach (var (key, item) in items.Items)
                {
                    Add(key.Key is StringValue text ? text.Value : key.Text, item);
                }
            }
            else if (name is not ("momentum" or "seed") && Snapshot.Of(value) is { Values.Length: > 0 } numbers)
            {
                inputs[name] = TensorOf(numbers);
            }
        }
    }

    private static Tensor TensorOf(Snapshot value) => new(new Shape(value.Shape), value.Values);
}
