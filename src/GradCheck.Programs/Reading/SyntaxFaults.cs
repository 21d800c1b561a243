using GradCheck.Comparison;
using GradCheck.Programs.Blame;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Sources;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Reading;

/// <summary>What Python 3 refuses to read in a file, by whether it is in what was asked about.</summary>
/// <param name="Deciding">The first fault in a function that is checked, in one that it calls, or outside of functions; null where there is none.</param>
/// <param name="Elsewhere">Warnings of the others: Python 2's <c>print</c> in a function that nobody asked about says nothing of those that were.</param>
internal sealed record SyntaxFaults(ProgramError? Deciding, IReadOnlyList<ProgramWarning> Elsewhere)
{
    /// <summary>So many faults elsewhere are told.</summary>
    private const int MostTold = 5;

    /// <summary>Sorts the faults of a file.</summary>
    /// <param name="tree">The file.</param>
    /// <param name="view">Its text.</param>
    /// <param name="functions">Its functions.</param>
    /// <param name="asked">The names of those that are checked.</param>
    public static SyntaxFaults In(ProgramTree tree, SourceView view, IReadOnlyList<FunctionStatement> functions, IReadOnlyList<string> asked)
    {
        if (tree.Faults.Count == 0)
        {
            return new(null, []);
        }

        // What stands outside of functions is run when the file is loaded, and may call what it names.
        var top = tree.Body.Where(statement => statement is not FunctionStatement && !IsMain(statement)).ToList();
        var named = Walk.Statements(top).SelectMany(Walk.Children).SelectMany(Walk.Expressions).OfType<NameExpression>().Select(name => name.Id);
        var calls = new CallGraph(functions);
        var reached = calls.Reach([.. asked, .. named]);
        var elsewhere = tree.Body
            .Where(statement => statement is FunctionStatement function ? !reached.Contains(function.Name) : IsMain(statement))
            .Select(statement => (statement.Span.Start, End: EndOf(statement))).ToList();

        // What only Python 2 reads, such as its print, outside of what is asked about: Python 3 reads what is asked about.
        var needed = calls.Reach(asked);
        var inside = tree.Body.OfType<FunctionStatement>().Where(function => needed.Contains(function.Name))
            .Select(function => (function.Span.Start, End: EndOf(function))).ToList();
        bool IsElsewhere(ProgramError fault)
        {
            // The parts are in the order of the text, so that the last that begins before the fault is the only one that can hold it.
            var (low, high) = (0, elsewhere.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = elsewhere[middle].Start <= fault.Span.Start ? (middle + 1, high) : (low, middle);
            }

            return (low > 0 && fault.Span.Start <= elsewhere[low - 1].End)
                || (fault.Code == ErrorCodes.PythonTwo && !inside.Exists(part => part.Start <= fault.Span.Start && fault.Span.Start <= part.End));
        }

        return new(
            tree.Faults.FirstOrDefault(fault => !IsElsewhere(fault)),
            [.. tree.Faults.Where(IsElsewhere).Take(MostTold).Select(fault => new ProgramWarning(
                "syntax_elsewhere",
                $"Python 3 does not read the file: {fault.Message}. It is in none of the functions that were checked.",
                view.LineOf(fault.Span.Start))
            {
                Cell = view.CellOf(fault.Span.Start),
            })]);
    }

    /// <summary>A report with what Python refuses to read.</summary>
    /// <param name="report">The report of a check.</param>
    /// <param name="view">The program's text.</param>
    public ProgramReport ToldIn(ProgramReport report, SourceView view) => Deciding is not { } first ? report with { Warnings = [.. report.Warnings, .. Elsewhere] }
        : report with
        {
            Verdict = Verdict.Mismatch,
            FirstWrongLine = WrongLineWriter.Write(first, view),
            FurtherWrongLines =
            [
                .. report.FirstWrongLine is { } line && line.Finding.Code != first.Code ? [line] : Array.Empty<WrongLine>(),
                .. report.FurtherWrongLines,
            ],
        };

    private static bool IsMain(Statement statement) =>
        statement is IfStatement { Test: CompareExpression { Operands: [NameExpression { Id: "__name__" }, StringLiteral { Value: "__main__" }] } };

    private static int EndOf(Statement statement) => Walk.Statements([statement]).Max(inner => inner.Span.End);
}
