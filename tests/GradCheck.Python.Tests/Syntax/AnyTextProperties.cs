using CsCheck;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Syntax.Parsing;
using GradCheck.Python.Syntax.Printing;

namespace GradCheck.Python.Tests.Syntax;

/// <summary>Whatever the text is, reading it gives a tree or a <see cref="ProgramException"/>.</summary>
public class AnyTextProperties
{
    [Fact]
    public void Soup_GivesATreeOrAnError() => TextGens.Soups.Sample(Holds, iter: Effort.Count(4_000, 20_000), print: Show);

    [Fact]
    public void Noise_GivesATreeOrAnError() => TextGens.Noise.Sample(Holds, iter: Effort.Count(1_000, 5_000), print: Show);

    [Fact]
    public void Mutant_GivesATreeOrAnError() => TextGens.Mutants.Sample(Holds, iter: Effort.Count(1_000, 5_000), print: Show);

    /// <summary>Every span is inside of the text, every fault is a statement's, and what was read can be printed and read again.</summary>
    private static bool Holds(string text)
    {
        var source = new SourceText(text);
        try
        {
            var tree = Parser.Parse(source);
            var statements = ProgramFiles.Statements(tree.Body).ToList();
            var spans = statements.Select(statement => statement.Span)
                .Concat(statements.SelectMany(Walk.Children).SelectMany(ProgramFiles.Expressions).Select(node => node.Span))
                .Concat(tree.Faults.Select(fault => fault.Span));
            return spans.All(span => span.Start >= 0 && span.Start <= span.End && span.End <= source.Text.Length)
                && tree.Faults.All(fault => fault.Kind == ProgramErrorKind.Syntax)
                && tree.Faults.SequenceEqual(tree.Faults.OrderBy(fault => fault.Span.Start))
                && (tree.Faults.Count > 0 || Read.Refused(source).Any() || TreeText.Of(Parser.Parse(new(Printer.Print(tree)))) == TreeText.Of(tree));
        }
        catch (ProgramException)
        {
            return true;
        }
    }

    private static string Show(string text) => string.Concat(text.Select(letter => letter is >= ' ' and < '\x7f' ? letter.ToString() : $"\\u{(int)letter:x4}"));
}
