using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Syntax.Parsing;

namespace GradCheck.Python.Tests.Syntax;

/// <summary>What only Python 2 reads is told apart, and what Python 3 writes is said.</summary>
public class PythonTwoTests
{
    [Theory]
    [InlineData("«print \"x\"»", "Missing parentheses in call to 'print'. Did you mean print(...)? The print statement is Python 2 only")]
    [InlineData("«print x, y»", "Missing parentheses in call to 'print'. Did you mean print(...)? The print statement is Python 2 only")]
    [InlineData("«print 'a: %f' % x»", "Missing parentheses in call to 'print'. Did you mean print(...)? The print statement is Python 2 only")]
    [InlineData("«exec \"x\"»", "Missing parentheses in call to 'exec'. Did you mean exec(...)? The exec statement is Python 2 only")]
    [InlineData("«raise ValueError, 'x'»", "invalid syntax: raise with a comma is Python 2 only; Python 3 writes raise ValueError(...)")]
    [InlineData("try:\n    pass\n«except E, e»:\n    pass", "multiple exception types must be parenthesized: except with a comma is Python 2 only; Python 3 writes except E as e")]
    [InlineData("x = «`»a`", "invalid syntax: backticks are Python 2 only; Python 3 writes repr(...)")]
    [InlineData("x = a «<>» b", "invalid syntax: <> is Python 2 only; Python 3 writes !=")]
    [InlineData("x = «10L»", "invalid decimal literal: the L of 10L is Python 2 only; Python 3 writes 10")]
    [InlineData("x = «0777»", "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers: 0777 is Python 2 only; Python 3 writes 0o777")]
    [InlineData("x = «ur»'a'", "invalid syntax: the prefix ur is Python 2 only; Python 3 writes r")]
    [InlineData("def f(«(a, b)»): pass", "Function parameters cannot be parenthesized: that is Python 2 only; take one parameter and unpack it inside")]
    [InlineData("x = lambda «(a, b)»: a", "Lambda expression parameters cannot be parenthesized: that is Python 2 only; take one parameter and unpack it inside")]
    public void Text_OfPythonTwo_SaysWhatPythonThreeWrites(string marked, string message)
    {
        var text = new AnnotatedText(marked);
        var fault = Read.Fault(text.Source);
        Assert.Equal(message, fault.Message);
        Assert.Equal(marked, text.Mark(fault.Span));
        Assert.Equal((ProgramErrorKind.Syntax, ErrorCodes.PythonTwo), (fault.Kind, fault.Code));
    }

    [Theory]
    [InlineData("print")]
    [InlineData("print (x)")]
    [InlineData("print (x), y")]
    [InlineData("print(x) % y")]
    [InlineData("print >>f, x")]
    [InlineData("x = 0 or 00 or 0_0")]
    public void Text_ThatPythonThreeReadsToo_IsNoFault(string text) => Read.Program(text);

    [Fact]
    public void Print_InsideOfAFunction_LeavesTheOthersAsTheyAre()
    {
        var tree = Parser.Parse(new("def f(x):\n    y = x\n    print y\n    return y\n\ndef g(x):\n    return x\n"));
        Assert.Equal(ErrorCodes.PythonTwo, Assert.Single(tree.Faults).Code);
        Assert.Equal(["f", "g"], tree.Body.Cast<FunctionStatement>().Select(function => function.Name));
        Assert.Equal(["AssignStatement", "FaultyStatement", "ReturnStatement"], ((FunctionStatement)tree.Body[0]).Body.Select(statement => statement.GetType().Name));
    }
}
