using GradCheck.Programs.Classes;
using GradCheck.Programs.Edits;
using GradCheck.Programs.Judging;
using GradCheck.Programs.Names;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Runs;
using GradCheck.Python.Classes;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Blame;

/// <summary>A gradient that a backward method makes and does not keep where it belongs: under another name, or as a name of its own call.</summary>
/// <param name="program">The program.</param>
/// <param name="worst">The case that is looked at; its backward pass ran to its end.</param>
/// <param name="trial">Tries edits.</param>
internal sealed class NotKept(ProgramUnderTest program, Examined worst, BackwardTrial trial)
{
    private readonly BackwardRun run = worst.Backward!;

    private IReadOnlyDictionary<string, string> Homes => worst.Forward.Call.Homes;

    /// <summary>The line that makes the first of them; null where each is kept.</summary>
    public Blamed? Find()
    {
        foreach (var (k, input) in program.Subject.Inputs.Index().Where(item => Homes.ContainsKey(item.Item)))
        {
            if (worst.Holds(k) || worst.Own[k] is not { } own || !IsUntouched(k))
            {
                continue;
            }

            var attribute = AttributeOf(input);
            var made = run.Events.Where(item => item is { Statement: not null, IsReturn: false, Value: { } value } && Near.Close(value.Values, own.Values) && !IsKept(item))
                .OrderBy(item => item.Name.Contains('.', StringComparison.Ordinal)).ThenBy(item => item.Order).LastOrDefault();
            return made is null ? Nowhere(attribute) : At(made, attribute);
        }

        return null;
    }

    /// <summary>Whether no line of the backward method gives a gradient a value.</summary>
    private bool IsUntouched(int k) => run.Gradients.Count <= k || run.Gradients[k] is null
        || (run.Places[k] is >= Event.FirstLeft and var place && run.Events.Any(made => made.IsReturn && made.Position == place && made.Stands is null));

    private bool IsKept(Event made) => run.Events.Any(output => output.Stands == made);

    private Blamed At(Event made, string attribute)
    {
        var blamed = new Blamed(made.Statement!.Span, "attribute_not_updated", $"`{made.Name}` is the gradient that belongs into `{attribute}`, and no line gives it to that") { At = made, Statement = made.Statement };
        var target = NamesMade.TargetsOf(made.Statement).SelectMany(Walk.Expressions).OfType<NameExpression>().LastOrDefault(name => name.Id == made.Name);
        var edit = target is null ? null : new Edit("attribute_not_updated", 1, Walk.Replace(made.Statement, target, Build.Name(attribute, target.Span)));
        return edit is not null && (blamed with { Edit = edit }) is var mended && trial.MendsAll(mended) ? mended with { MakesAllRight = true } : blamed;
    }

    private Blamed Nowhere(string attribute)
    {
        var last = run.Events.LastOrDefault(made => made is { IsReturn: true, Frame.Caller: null, Statement: ReturnStatement });
        return new(last?.Statement?.Span ?? (program.Backward ?? program.Forward).Span, "attribute_not_updated", $"no line of `{program.BackwardName ?? program.ForwardName}` gives `{attribute}` a value") { At = last, Statement = last?.Statement };
    }

    /// <summary>Where the gradient of a parameter belongs: in an attribute that the object has for it, else in one called as the others are.</summary>
    private string AttributeOf(string input)
    {
        var leaf = Homes[input];
        var known = worst.Forward.Call.Receiver is InstanceValue instance
            ? instance.Attributes.Items.Keys.Select(key => (key.Key as StringValue)?.Value).OfType<string>().Where(name => ParameterWords.IsGradient(name, leaf) > 0).MaxBy(name => ParameterWords.IsGradient(name, leaf))
            : null;
        var other = Homes.Values.SelectMany(home => run.Events.Where(made => made.Stands is not null).Select(made => Roles.Own(made.Stands!.Name)).Where(name => name.EndsWith(home, StringComparison.Ordinal) && name.Length > home.Length).Select(name => name[..^home.Length])).FirstOrDefault();
        return $"self.{known ?? (other ?? "d") + leaf}";
    }
}
