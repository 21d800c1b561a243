using CsCheck;
using GradCheck.Python.Syntax.Printing;

namespace GradCheck.Python.Tests.Syntax;

/// <summary>Printing and reading are each other's inverse.</summary>
public class TreeProperties
{
    [Fact]
    public void Expression_PrintedAndRead_IsTheSame() =>
        TreeGens.Expressions(4).Sample(
            expression => TreeText.Of(Read.Expression(Printer.Print(expression))) == TreeText.Of(expression),
            print: expression => $"{Printer.Print(expression)}\n{TreeText.Of(expression)}",
            iter: Effort.Count(600, 3_000));

    [Fact]
    public void Program_PrintedAndRead_IsTheSame() =>
        TreeGens.Programs.Sample(
            program => TreeText.Of(Read.Program(Printer.Print(program))) == TreeText.Of(program),
            print: program => $"{Printer.Print(program)}\n{TreeText.Of(program)}",
            iter: Effort.Count(200, 1_000));
}
