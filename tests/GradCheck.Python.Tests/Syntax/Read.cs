using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Syntax.Parsing;

namespace GradCheck.Python.Tests.Syntax;

/// <summary>Short ways to the parser.</summary>
internal static class Read
{
    /// <summary>A program without faults.</summary>
    public static ProgramTree Program(string text)
    {
        var tree = Parser.Parse(new(text));
        Assert.Empty(tree.Faults);
        return tree;
    }

    /// <summary>The only statement of a program without faults.</summary>
    public static Statement Statement(string text) => Assert.Single(Program(text).Body);

    /// <summary>The only expression of a program without faults.</summary>
    public static Expression Expression(string text) => Assert.IsType<ExpressionStatement>(Statement(text)).Value;

    /// <summary>The first fault of a program.</summary>
    public static ProgramError Fault(SourceText source)
    {
        var faults = Parser.Parse(source).Faults;
        Assert.NotEmpty(faults);
        return faults[0];
    }

    /// <summary>The errors that running a program would tell: those of its statements, and of the expressions in them.</summary>
    public static IEnumerable<(string Code, string Message, Span Span)> Refused(SourceText source) =>
        ProgramFiles.Statements(Parser.Parse(source).Body).SelectMany(statement => statement is FaultyStatement faulty
            ? [(faulty.Error.Code, faulty.Error.Message, faulty.Error.Span)]
            : Walk.Children(statement).SelectMany(ProgramFiles.Expressions).OfType<UnsupportedExpression>().Select(node => (ErrorCodes.Unsupported, node.Message, node.Span)));
}
