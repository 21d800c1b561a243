using System.Text;
using System.Text.Json;
using CsCheck;
using GradCheck.Api.Fields;

namespace GradCheck.Api.Tests.Fields;

public class PythonJsonTests
{
    [Theory]
    [InlineData("[NaN, Infinity, -Infinity]", "[\"\\u0001NaN\", \"\\u0001Infinity\", \"\\u0001-Infinity\"]")]
    [InlineData("{\"NaN\": NaN}", "{\"NaN\": \"\\u0001NaN\"}")]
    [InlineData("\"a \\\" NaN\" NaN", "\"a \\\" NaN\" \"\\u0001NaN\"")]
    [InlineData("NaN", "\"\\u0001NaN\"")]
    [InlineData("[Not, In, -N, \"unclosed NaN", "[Not, In, -N, \"unclosed NaN")]
    public void Normalize_BareLiterals_AreReplacedOutsideStrings(string body, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(PythonJson.Normalize(Encoding.UTF8.GetBytes(body)).Span));

    [Fact]
    public void Normalize_JsonWithoutThem_IsTheSameMemory() =>
        Gen.Double.Array.Sample(values =>
        {
            ReadOnlyMemory<byte> body = JsonSerializer.SerializeToUtf8Bytes(values.Where(double.IsFinite));
            return PythonJson.Normalize(body).Equals(body);
        });

    [Fact]
    public void Normalize_AnyBytes_EndsAndKeepsWhatItDoesNotReplace() =>
        Gen.OneOf(Array.ConvertAll(["NaN", "Infinity", "-", "\"", "\\", "N", "I", "[", "1", " "], Gen.Const)).Array[0, 30].Sample(parts =>
        {
            var text = string.Concat(parts);
            var normalized = Encoding.UTF8.GetString(PythonJson.Normalize(Encoding.UTF8.GetBytes(text)).Span);
            return normalized.Replace("\"\\u0001-Infinity\"", "-Infinity", StringComparison.Ordinal)
                .Replace("\"\\u0001Infinity\"", "Infinity", StringComparison.Ordinal)
                .Replace("\"\\u0001NaN\"", "NaN", StringComparison.Ordinal) == text;
        });
}
