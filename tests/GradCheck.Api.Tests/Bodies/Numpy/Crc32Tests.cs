using System.Text;
using CsCheck;
using GradCheck.Api.Bodies.Numpy;

namespace GradCheck.Api.Tests.Bodies.Numpy;

public class Crc32Tests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("123456789", 0xCBF43926)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x414FA339)]
    public void Append_KnownText_IsItsCheckSum(string text, uint crc) => Assert.Equal(crc, Crc32.Append(0, Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Append_InParts_IsThatOfTheWhole() =>
        Gen.Select(Gen.Byte.Array[0, 100], Gen.Byte.Array[0, 100]).Sample((a, b) => Crc32.Append(Crc32.Append(0, a), b) == Crc32.Append(0, [.. a, .. b]));
}
