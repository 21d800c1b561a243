using GradCheck.Programs.Judging;
using GradCheck.Programs.Reading;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Runs;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Budgets;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Syntax.Parsing;

namespace GradCheck.Programs.Tests.Support;

/// <summary>The right programs beside the tests, as they are or with lines replaced.</summary>
internal static class RightProgram
{
    /// <summary>The text of a program with pieces of it replaced; each stands there once.</summary>
    public static string Code(string file, params (string Old, string New)[] edits)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", "right", file + ".py"));
        foreach (var (old, made) in edits)
        {
            Assert.Equal(2, text.Split(old).Length);
            text = text.Replace(old, made, StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>The report about a right batch norm, stage by stage, with pieces of it replaced.</summary>
    public static ProgramReport CheckStaged(params (string Old, string New)[] edits) => Check("batchnorm", Code("batchnorm_staged", edits));

    public static ProgramReport Check(string layer, string code) => ProgramChecker.Check(new() { Layer = layer, Code = code });

    /// <summary>A program with its functions found by the course's names.</summary>
    public static ProgramUnderTest UnderTest(string code, Subject subject)
    {
        var tree = Parser.Parse(new SourceText(code));
        var functions = tree.Body.OfType<FunctionStatement>().ToList();
        var finder = new FunctionFinder(functions, subject);
        var forward = finder.Forward(null)!;
        return new(tree, subject, forward, subject.IsLoss ? null : finder.Backward(null, forward));
    }

    /// <summary>The subject of a layer on the cases of a seed.</summary>
    public static Subject SubjectOf(string layer, ulong seed = 1) =>
        Subject.Of(new() { Layer = layer, Seed = seed });

    /// <summary>A program run forward and backward on the first case of a layer.</summary>
    public static Examined Examine(string layer, string code)
    {
        var subject = SubjectOf(layer);
        return Examined.Of(UnderTest(code, subject), subject.Trials[0], new SourceText(code), new(BudgetLimits.Default));
    }
}
