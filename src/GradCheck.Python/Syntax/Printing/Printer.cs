using System.Text;

namespace GradCheck.Python.Syntax.Printing;

/// <summary>Tree to text: what the parser reads back as the same tree, with no more parentheses than needed.</summary>
internal static class Printer
{
    /// <summary>The text of an expression.</summary>
    public static string Print(Expression expression) => Print(expression, Spelling.None);

    /// <summary>The text of a statement with its blocks, its lines ended by <c>\n</c> but for the last.</summary>
    public static string Print(Statement statement) => Print(statement, Spelling.None);

    /// <summary>The text of a program.</summary>
    public static string Print(ProgramTree program)
    {
        var text = new StringBuilder();
        new StatementPrinter(text, Spelling.None).WriteBlock(program.Body, 0);
        return text.ToString();
    }

    /// <summary>The text of an edited expression; what was not touched by the edit is spelt as in the original.</summary>
    public static string Print(Expression edited, Spelling spelling)
    {
        var text = new StringBuilder();
        new ExpressionPrinter(text, spelling).WriteList(edited);
        return text.ToString();
    }

    /// <summary>The text of an edited statement; what was not touched by the edit is spelt as in the original.</summary>
    public static string Print(Statement edited, Spelling spelling)
    {
        var text = new StringBuilder();
        new StatementPrinter(text, spelling).Write(edited, 0);
        return text.ToString().TrimEnd('\n');
    }
}
