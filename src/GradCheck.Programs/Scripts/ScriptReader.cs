using System.Globalization;
using GradCheck.Programs.Dialects;
using GradCheck.Programs.Names;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Scripts;

/// <summary>Reads a file as a script.</summary>
internal sealed class ScriptReader
{
    private readonly IReadOnlyList<Statement> lines;
    private readonly HashSet<string> known;
    private readonly HashSet<string> losses;
    private readonly Dictionary<string, string> pairs;
    private readonly List<GradientLife> lives = [];
    private readonly Dictionary<string, GradientLife> open = [];
    private readonly List<Statement> made = [];
    private readonly HashSet<GradientLife> used = [];
    private readonly HashSet<string> ofClient;
    private readonly List<Statement> replaced = [];
    private int pass;
    private readonly Dictionary<GradientLife, int> passes = [];

    private ScriptReader(ProgramTree tree, IReadOnlyCollection<string> given, string? loss)
    {
        var all = Own(tree.Body).ToList();
        known = [.. given, .. all.SelectMany(NamesMade.Of), .. all.SelectMany(FreeNames.Of)];
        ofClient = [.. given];
        losses = loss is not null ? new HashSet<string> { loss } : Called(all);
        pairs = GradientPairs.In(all, known);
        lines = new ScriptLines(IsTraining).Of(tree.Body);
    }

    /// <summary>The script of a file; null where it has no gradients.</summary>
    /// <param name="tree">The file.</param>
    /// <param name="given">The names of the inputs.</param>
    /// <param name="loss">The name of what is differentiated; null to find it.</param>
    public static Script? Of(ProgramTree tree, IReadOnlyCollection<string> given, string? loss)
    {
        var alone = StandIns.In(tree, out var read);
        return new ScriptReader(alone, given, loss).Read(given, loss) is { } script ? script with { StandIns = read } : null;
    }

    /// <summary>Whether the lines of a file that are in no function make gradients of what other lines make.</summary>
    /// <param name="tree">The file.</param>
    public static bool HasGradients(ProgramTree tree)
    {
        var reader = new ScriptReader(tree, [], null);
        return Own(tree.Body).Any(statement => reader.Fresh(statement).Any());
    }

    private Script? Read(IReadOnlyCollection<string> given, string? loss)
    {
        var last = LastWithGradient();
        if (last < 0)
        {
            return null;
        }

        var free = FreeIn(lines.Take(last + 1), given);
        for (var k = 0; k <= last; k++)
        {
            Add(lines[k]);
        }

        List<GradientLife> copied = [.. lives.Where(life => life.IsCopied)];

        // What is copied from autograd counts where nothing else is there.
        lives.RemoveAll(life => life.IsCopied && lives.Exists(other => other.Subject == life.Subject && !other.IsCopied));
        List<GradientLife> drafts = [.. lives.Where(IsDraft)];
        lives.RemoveAll(drafts.Contains);
        var end = At(lines[last].Span.End);
        open.Values.ToList().ForEach(life => made.Add(Keep(life, end)));
        IEnumerable<Statement> first = lives.Select(life => new AssignStatement([Name(life.Kept, default)], new NoneLiteral(default), default));
        var back = new ReturnStatement(new TupleExpression([.. lives.Select(life => Name(life.Kept, end))], end), end);
        var body = new FunctionStatement(Script.FunctionName, new([], null, [], null), [.. first, .. made, back], default);
        return new(body, lives, losses, NeededLines.Of(made, lives.Select(life => life.Kept).Concat(LossesOrAll())), free)
        {
            IsTorch = ArrayLibrary.IsTorch(new ProgramTree(lines), lines),
            Given = replaced,
            Known = known,
            Copied = copied,
            Drafts = drafts,
            Again = tree => Of(tree, given, loss),
        };
    }

    /// <summary>The names of the losses; where nothing says which they are, those that a loss has, or else all that is made before the first gradient.</summary>
    private IEnumerable<string> LossesOrAll()
    {
        if (losses.Count > 0)
        {
            return losses;
        }

        List<string> before = [.. made.TakeWhile(line => line.Span.Start < lives[0].First.Span.Start).SelectMany(FreeNames.ChangedBy)];
        return before.Exists(LossNames.Is) ? before.Where(LossNames.Is) : before;
    }

    private int LastWithGradient()
    {
        for (var k = lines.Count - 1; k >= 0; k--)
        {
            if (Own([lines[k]]).Any(inner => Changes(inner).Any()) || ListOf(lines[k]).Count > 0)
            {
                return k;
            }
        }

        return -1;
    }

    private void Add(Statement line)
    {
        // What the client gives stands in the place of the line that would have made it.
        if (line is AssignStatement && NamesMade.Of(line).ToList() is { Count: > 0 } names && names.TrueForAll(ofClient.Contains))
        {
            ofClient.ExceptWith(names);
            replaced.Add(line);
            return;
        }

        // What gets a new value in a block has had its old one to here.
        foreach (var (name, subject) in Own([line]).SelectMany(Fresh).DistinctBy(item => item.Name))
        {
            if (open.Remove(name, out var before))
            {
                made.Add(Keep(before, At(line.Span.Start)));
            }

            if (!IsRepeated(line) && !IsLeftOpen(line, name) && !DifferenceQuotient.Is(line))
            {
                var life = LifeOf(name, subject, line) with { IsCopied = IsCopied(line) };
                open[name] = life;
                lives.Add(life);
                passes[life] = pass;
            }
        }

        used.UnionWith(UsesOf(line));
        made.Add(line);
        foreach (var (name, subject) in ListOf(line))
        {
            if (open.TryGetValue(name, out var older) && passes[older] < pass)
            {
                var life = LifeOf(name, subject, line) with { IsLeftOver = true };
                lives.Add(life);
                made.Add(Keep(life, At(line.Span.End)));
            }
        }

        pass += Own([line]).SelectMany(NamesMade.Of).Any(losses.Contains) ? 1 : 0;
    }

    /// <summary>The gradients that a line makes other gradients of, or holds against something.</summary>
    private IEnumerable<GradientLife> UsesOf(Statement line)
    {
        var read = FreeNames.Of(line).Where(open.ContainsKey).ToList();
        return read.Count == 0 || line is FunctionStatement or ClassStatement ? []
            : line is ExpressionStatement { Value: CallExpression { Function: NameExpression { Id: not "print" } } } ? read.Select(name => open[name])
            : Own([line]).SelectMany(inner => FreeNames.ChangedBy(inner)).Distinct().ToList() is var changed
                ? read.Where(name => changed.Exists(other => other != name)).Select(name => open[name]) : [];
    }

    // A first attempt that nothing is made of, and that is written anew, is a draft.
    private bool IsDraft(GradientLife life) =>
        !used.Contains(life) && !life.IsLeftOver && (IsAlone(life) || lives.Exists(other => other.Subject == life.Subject && other.First.Span.Start > life.First.Span.Start && passes.GetValueOrDefault(other) == passes.GetValueOrDefault(life)));

    // softmax_grad that is made of no gradient, and that none is made of, is a try at something else.
    private bool IsAlone(GradientLife life) => life.Name.EndsWith("grad", StringComparison.OrdinalIgnoreCase)
        && lives.Exists(other => !other.Name.EndsWith("grad", StringComparison.OrdinalIgnoreCase)) && !FreeNames.Of(life.First).Any(name => SubjectOf(name) is not null);

    private GradientLife LifeOf(string name, string subject, Statement line)
    {
        var number = lives.Count(life => life.Subject == subject) + 1;
        var kept = string.Create(CultureInfo.InvariantCulture, $"{name}{GradientKeeping.Mark}{number}");
        return new(name, subject, kept, line) { Key = number == 1 ? subject : string.Create(CultureInfo.InvariantCulture, $"{subject}#{number}") };
    }

    /// <summary>The gradients that a statement gives a value of their own.</summary>
    private IEnumerable<(string Name, string Subject)> Fresh(Statement statement) => statement is not AssignStatement assign ? []
        : NamesMade.Of(statement).Where(name => !FreeNames.Of(assign.Value).Contains(name)).Select(name => (name, SubjectOf(name)!)).Where(item => item.Item2 is not null);

    private IEnumerable<string> Changes(Statement statement) => FreeNames.ChangedBy(statement).Where(name => SubjectOf(name) is not null);

    private string? SubjectOf(string name) => GradientSubjects.Of(name, known, losses) ?? pairs.GetValueOrDefault(name);

    /// <summary>The gradients in a list such as <c>grads = [dW, db]</c>.</summary>
    private List<(string Name, string Subject)> ListOf(Statement line) => line is AssignStatement { Value: ListExpression list }
        ? [.. list.Elements.OfType<NameExpression>().Select(name => (name.Id, SubjectOf(name.Id)!)).Where(item => item.Item2 is not null)]
        : [];

    // `dC, dW = None, None` in a handout stands for what is still to be written.
    private static bool IsLeftOpen(Statement line, string name) => line is AssignStatement assign && (assign.Value is NoneLiteral
        || (assign is { Targets: [TupleExpression targets], Value: TupleExpression values } && targets.Elements.Count == values.Elements.Count
            && targets.Elements.Zip(values.Elements).Any(pair => pair.First is NameExpression target && target.Id == name && pair.Second is NoneLiteral)));

    // Of a loop over time or layers the last turn alone would be seen.
    private static bool IsRepeated(Statement line) => line is ForStatement { Body: not [.., BreakStatement] } or WhileStatement;

    private static bool IsCopied(Statement line) => line is AssignStatement assign
        && Walk.Expressions(assign.Value).Any(part => part is AttributeExpression { Name: "grad" } attribute && attribute.Value is not NameExpression { Id: "autograd" });

    private bool IsTraining(Statement loop)
    {
        var inside = Own(Walk.Blocks(loop).SelectMany(block => block)).ToList();
        return inside.Any(statement => Fresh(statement).Any())
            && (inside.SelectMany(NamesMade.Of).Any(losses.Contains) || Called(inside).Count > 0 || inside.SelectMany(NamesMade.Of).Any(LossNames.Is));
    }

    private static HashSet<string> Called(IEnumerable<Statement> statements) =>
    [
        .. statements.OfType<ExpressionStatement>().Select(line => line.Value)
            .OfType<CallExpression>().Select(call => call.Function).OfType<AttributeExpression>()
            .Where(method => method.Name == "backward").Select(method => method.Value).OfType<NameExpression>().Select(name => name.Id),
    ];

    private static List<(string Name, Statement At)> FreeIn(IEnumerable<Statement> lines, IReadOnlyCollection<string> given)
    {
        var known = given.ToHashSet();
        var free = new List<(string, Statement)>();
        foreach (var line in lines)
        {
            if (line is not (FunctionStatement or ClassStatement))
            {
                free.AddRange(FreeNames.Of(line).Where(known.Add).Select(name => (name, line)));
            }

            known.UnionWith(FreeNames.ChangedBy(line));
        }

        return free;
    }

    /// <summary>The statements outside of functions and classes, those in blocks included.</summary>
    private static IEnumerable<Statement> Own(IEnumerable<Statement> body) => body.SelectMany(statement =>
        statement is FunctionStatement or ClassStatement ? [] : Own(Walk.Blocks(statement).SelectMany(block => block)).Prepend(statement));

    private static TryStatement Keep(GradientLife life, Span at) => GradientKeeping.Keep(life, at);

    private static NameExpression Name(string id, Span at) => new(id, at);

    private static Span At(int offset) => new(offset, offset);
}
