using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Syntax.Parsing;

namespace GradCheck.Python.Tests.Syntax;

/// <summary>Legal Python that the subset has not: no fault of the file, an error where it is run.</summary>
public class UnsupportedTests
{
    [Theory]
    [InlineData("«match x:»\n    case 1:\n        y = 2", "'match' is not supported; write if and elif")]
    [InlineData("f = «lambda x: (y := x)»", "':=' and 'yield' in a lambda are not supported; write a def")]
    [InlineData("«async» def f(): pass", "'async' is not supported; leave the word out")]
    [InlineData("x = «2j»", "complex numbers are not supported; the arrays here are of real numbers")]
    [InlineData("x = «b'a'»", "bytes are not supported; write a string without the b")]
    [InlineData("x = '«\\N»{BULLET}'", "characters by name are not supported; write \\u and the character's number")]
    [InlineData("try:\n    pass\n«except*» E:\n    pass", "'except*' is not supported; write except without the star")]
    public void Text_OutsideOfTheSubset_IsToldWhereItIsRun(string marked, string message)
    {
        var text = new AnnotatedText(marked);
        Assert.Empty(Parser.Parse(text.Source).Faults);
        var (code, words, span) = Assert.Single(Read.Refused(text.Source));
        Assert.Equal((ErrorCodes.Unsupported, message), (code, words));
        Assert.Equal(marked, text.Mark(span));
    }

    [Theory]
    [InlineData("match = 1")]
    [InlineData("match(x)")]
    [InlineData("match[0] = case")]
    public void Match_AsAName_IsOne(string text) => Assert.Empty(Read.Refused(new(text)));

    [Theory]
    [InlineData("async def f(x): pass\ndef g(): pass")]
    [InlineData("def f(x, y:\n    return x\ndef g(): pass")]
    [InlineData("def f(x): print x\ndef g(): pass")]
    public void Function_ThatCannotBeRun_TellsWhyWhenItIsCalled(string text)
    {
        var functions = Parser.Parse(new(text)).Body.Cast<FunctionStatement>().ToList();
        Assert.Equal(["f", "g"], functions.Select(function => function.Name));
        Assert.IsType<FaultyStatement>(Assert.Single(functions[0].Body));
        Assert.NotNull(functions[0].Parameters.Rest);
        Assert.IsType<PassStatement>(Assert.Single(functions[1].Body));
    }

    [Fact]
    public void PythonTwo_InsideOfAClass_IsAFaultOfTheFile() =>
        Assert.Equal(ErrorCodes.PythonTwo, Read.Fault(new("class A:\n    def f(self):\n        print self\n")).Code);
}
