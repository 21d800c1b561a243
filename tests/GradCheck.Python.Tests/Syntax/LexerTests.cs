using GradCheck.Python.Syntax;
using GradCheck.Python.Syntax.Lexing;
using GradCheck.Python.Syntax.Printing;

namespace GradCheck.Python.Tests.Syntax;

/// <summary>Layout and literals.</summary>
public class LexerTests
{
    [Theory]
    [InlineData("a\nb", "Name NewLine Name NewLine")]
    [InlineData("a\r\nb\rc", "Name NewLine Name NewLine Name NewLine")]
    [InlineData("\n\n# only\n   # comments\n", "")]
    [InlineData("if a:\n  b\nc", "If Name Colon NewLine Indent Name NewLine Dedent Name NewLine")]
    [InlineData("if a:\n  b\n\n      # far in\n  c", "If Name Colon NewLine Indent Name NewLine Name NewLine Dedent")]
    [InlineData("if a:\n  if b:\n    c\nd", "If Name Colon NewLine Indent If Name Colon NewLine Indent Name NewLine Dedent Dedent Name NewLine")]
    [InlineData("if a:\n\tb\n\tc", "If Name Colon NewLine Indent Name NewLine Name NewLine Dedent")]
    [InlineData("f(a,\n  b)", "Name OpenParenthesis Name Comma Name CloseParenthesis NewLine")]
    [InlineData("a + \\\n  b", "Name Plus Name NewLine")]
    [InlineData("a\fb", "Name Name NewLine")]
    [InlineData("\ufeffa", "Name NewLine")]
    [InlineData("1if a else.5", "Integer If Name Else Float NewLine")]
    [InlineData("a**=b//c->d:=e...!=", "Name DoubleStarEqual Name DoubleSlash Name Arrow Name ColonEqual Name Ellipsis NotEqual NewLine")]
    [InlineData("rb'a' Rb\"\"\"b\nc\"\"\" f'' u'' rf''", "String String String String String NewLine")]
    [InlineData("'a\\\nb'", "String NewLine")]
    [InlineData("σ² + x̂", "Name Error Plus Name NewLine")]
    public void Text_BecomesTokens(string text, string kinds) =>
        Assert.Equal(kinds, string.Join(' ', Lexer.Read(new(text)).Tokens.SkipLast(1).Select(token => token.Kind)));

    [Theory]
    [InlineData("0x1F", "31")]
    [InlineData("0b1_01", "5")]
    [InlineData("0o17", "15")]
    [InlineData("1_000", "1000")]
    [InlineData("00", "0")]
    [InlineData("0xFFFFFFFFFFFFFFFFFFFF", "1208925819614629174706175")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    public void Integer_OfEveryKind_HasItsValue(string text, string value) =>
        Assert.Equal(value, Assert.IsType<IntegerLiteral>(Read.Expression(text)).Value.ToString());

    [Theory]
    [InlineData("1.", 1)]
    [InlineData(".5", .5)]
    [InlineData("1e-5", 1e-5)]
    [InlineData("1_0.2_5E+1", 102.5)]
    [InlineData("012.5", 12.5)]
    [InlineData("1e999", double.PositiveInfinity)]
    public void Float_OfEveryKind_HasItsValue(string text, double value) => Assert.Equal(value, Assert.IsType<FloatLiteral>(Read.Expression(text)).Value);

    [Theory]
    [InlineData(@"'a\tb\\\'\x41\101\u2264\U0001F600\q'", "a\tb\\'AA≤😀\\q")]
    [InlineData(@"r'a\tb\'c'", @"a\tb\'c")]
    [InlineData("'a' \"b\" '''c\nd'''", "abc\nd")]
    [InlineData("('a'\n 'b')", "ab")]
    [InlineData("'a\\\nb'", "ab")]
    [InlineData("f'{{a}}'", "{a}")]
    [InlineData("'''a'b''c'''", "a'b''c")]
    public void String_OfEveryKind_HasItsValue(string text, string value) => Assert.Equal(value, Assert.IsType<StringLiteral>(Read.Expression(text)).Value);

    [Theory]
    [InlineData("f'{a}'", "f'{a}'")]
    [InlineData("f'x{a!r:>{w}.2f}y' 'z'", "f'x{a!r:>{w}.2f}yz'")]
    [InlineData("f'{a = }'", "f'a = {a!r}'")]
    [InlineData("f'{a=:.3f}'", "f'a={a:.3f}'")]
    [InlineData("f'{a == b} {c != d} {e <= f}'", "f'{a == b} {c != d} {e <= f}'")]
    [InlineData("f\"{d['k']}\"", "f\"{d['k']}\"")]
    [InlineData("f'{ {1: 2}[1] }'", "f'{ {1: 2}[1]}'")]
    [InlineData("f'{(lambda: 1)()}'", "f'{(lambda: 1)()}'")]
    [InlineData("f'{a, b}'", "f'{(a, b)}'")]
    [InlineData("f'''{\na\n}'''", "f'{a}'")]
    [InlineData("f'\\x41{a}\\n'", "f'A{a}\\n'")]
    public void FormattedString_OfEveryKind_HasItsParts(string text, string printed) => Assert.Equal(printed, Printer.Print(Read.Expression(text)));

    [Theory]
    [InlineData("σ2")]
    [InlineData("Δx̂")]
    [InlineData("变量")]
    [InlineData("𝐱")]
    public void Name_OutsideOfAscii_IsOne(string text) => Assert.Equal(text, Assert.IsType<NameExpression>(Read.Expression(text)).Id);
}
