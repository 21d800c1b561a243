using System.Collections.Immutable;
using GradCheck.Programs.Classes;
using GradCheck.Programs.Names;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Sources;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Syntax.Parsing;

namespace GradCheck.Programs.Grading;

/// <summary>Which of a program's wrong lines each of its parts is wrong by.</summary>
/// <remarks>
/// By names alone: a line counts for a gradient if the returned value is made, over however many names, from what the line
/// assigns. Where that cannot be told the line counts, as it is then the only reason there is.
/// </remarks>
internal sealed class BlameShares
{
    private readonly ProgramRequest program;
    private readonly ProgramReport report;
    private readonly ImmutableArray<string> gradients;
    private readonly Lazy<(SourceText Source, IReadOnlyList<Statement> Body)?> code;

    public BlameShares(ProgramRequest program, ProgramReport report)
    {
        (this.program, this.report) = (program, report);
        gradients = [.. ProgramLayers.GradientsOf(program.Layer, program.Differentiate)];
        code = new(() => DeepStack.Run(Parse));
    }

    private bool IsLoss => report.BackwardFunction == report.Forward.Function;

    /// <summary>The lines that the values of the forward pass are wrong by: those before the first of the backward pass.</summary>
    /// <param name="wrong">The wrong lines, in the order of the report.</param>
    public ImmutableArray<WrongLine> OfForward(ImmutableArray<WrongLine> wrong) =>
        [.. wrong.TakeWhile(line => IsLoss || line.Function != report.BackwardFunction)];

    /// <summary>The lines that a gradient is wrong by.</summary>
    /// <param name="gradient">Its name.</param>
    /// <param name="wrong">The wrong lines, in the order of the report.</param>
    public ImmutableArray<WrongLine> OfGradient(string gradient, ImmutableArray<WrongLine> wrong) =>
        [.. wrong.Where(line => Reaches(line, gradients.IndexOf(gradient)))];

    private bool Reaches(WrongLine line, int gradient)
    {
        if (line.Line is not { } number || (line.Function == report.Forward.Function && !IsLoss) || code.Value is not ({ } source, { } body))
        {
            return true;
        }

        var statements = Walk.Statements(BodyOf(body, line.Function)).ToList();
        var at = statements.Where(statement => source.LineOf(statement.Span.Start) <= number && number <= source.LineOf(Math.Max(statement.Span.Start, statement.Span.End - 1))).LastOrDefault();
        var wanted = new HashSet<string>(Returned(statements, gradient));
        if (at is null || wanted.Count == 0 || !NamesMade.WrittenBy(at).Any())
        {
            return true;
        }

        for (var known = 0; known < wanted.Count;)
        {
            known = wanted.Count;
            wanted.UnionWith(statements.Where(statement => NamesMade.WrittenBy(statement).Any(wanted.Contains)).SelectMany(NamesRead.Of).ToList());
        }

        return NamesMade.WrittenBy(at).Any(wanted.Contains);
    }

    private (SourceText Source, IReadOnlyList<Statement> Body)? Parse()
    {
        try
        {
            var source = new SourceText(program.Code ?? program.BackwardSnippet ?? string.Empty);
            return (source, SelfNames.In(Parser.Parse(source)).Body);
        }
        catch (ProgramException)
        {
            return null;
        }
    }

    private IEnumerable<Statement> BodyOf(IReadOnlyList<Statement> body, string? function) => program.Code is null
        ? body
        : function is null ? [] : ClassView.FunctionOf(new(body), function)?.Body ?? [];

    // The names that a gradient is returned by; none where the function returns something else.
    private IEnumerable<string> Returned(List<Statement> statements, int gradient)
    {
        if (program.Code is null)
        {
            return [gradients[gradient]];
        }

        var at = gradient + (IsLoss ? 1 : 0);
        var isMethod = report.BackwardFunction?.Contains('.', StringComparison.Ordinal) == true;
        var kept = !isMethod ? [] : statements.SelectMany(NamesMade.WrittenBy).Where(name => name.Contains('.', StringComparison.Ordinal) && ParameterWords.IsGradient(name, gradients[gradient][1..]) > 0).ToList();
        return kept.Count > 0 ? kept : statements.OfType<ReturnStatement>().Select(back => back.Value).SelectMany(value => value switch
        {
            TupleExpression tuple when tuple.Elements.Count == gradients.Length + (IsLoss ? 1 : 0) => NamesRead.Of(tuple.Elements[at]),
            not null when (gradients.Length == 1 || (isMethod && gradient == 0)) && !IsLoss => NamesRead.Of(value),
            _ => [],
        });
    }
}
