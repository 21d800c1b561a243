using System.Xml;
using CsCheck;
using GradCheck.Grading;

namespace GradCheck.Tests.Grading;

public class PlainTextTests
{
    [Theory]
    [InlineData("colours", "\u001b[1;31mTypeError\u001b[0m: no", "TypeError: no")]
    [InlineData("control characters", "a\0b\u0007c\u0085d\u001be", "abc\nde")]
    [InlineData("line endings and tabs", "a\r\nb\rc\n\td\r\n", "a\nb\nc\n    d")]
    [InlineData("text turned around", "safe\u202Efdp.exe\u2066\u200B", "safefdp.exe")]
    [InlineData("no characters", "a\uFFFE\uFFFF\uFDD0b", "ab")]
    [InlineData("other scripts", "\u03B3 \u4E2D \U0001F600", "\u03B3 \u4E2D \U0001F600")]
    public void Of_AText_KeepsWhatIsText(string what, string text, string plain)
    {
        Assert.NotEmpty(what);
        Assert.Equal(plain, PlainText.Of(text));
    }

    [Fact]
    public void Of_ALongText_KeepsBeginningAndEnd()
    {
        var text = PlainText.Of($"Traceback (most recent call last):{new string('x', 10_000)}\nIndexError: list index out of range");

        Assert.Equal(PlainText.MostCharacters, text.Length);
        Assert.StartsWith("Traceback (most recent call last):xxx", text, StringComparison.Ordinal);
        Assert.EndsWith("\nIndexError: list index out of range", text, StringComparison.Ordinal);
        Assert.Contains("x\n...\nx", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Line_ATextOfSeveral_IsOne()
    {
        Assert.Equal("a b c", PlainText.Line(" a\n   b\r\n\r\nc \n"));
        Assert.Equal($"{new string('a', 197)}...", PlainText.Line(new string('a', 300)));
    }

    [Fact]
    public void Of_AnyCharacters_IsShortTextThatXmlMayHold() =>
        Gen.Select(Gen.OneOf(Gen.Char, Gen.Char['\0', '\u009F'], Gen.Char['\uD800', '\uDFFF']).Array[0, 300], Gen.Int[0, 100]).Sample((letters, most) =>
        {
            var text = PlainText.Of(new string(letters), most);
            XmlConvert.VerifyXmlChars(text);
            return text.Length <= most + 1 && !PlainText.Line(new string(letters)).Contains('\n', StringComparison.Ordinal);
        });
}
