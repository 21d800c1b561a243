using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using GradCheck.Api.Fields;
using GradCheck.Tensors;

namespace GradCheck.Api.Tests.Fields;

public class TensorReaderTests
{
    private static readonly Gen<Tensor> Tensors = Gen.Int[1, 4].Array[0, 4].SelectMany(sizes =>
        Gen.Double.Array[sizes.Aggregate(1, (product, size) => product * size)].Select(values =>
            new Tensor(new Shape(sizes), Array.ConvertAll(values, value => double.IsFinite(value) ? value : 0.1))));

    [Fact]
    public void Read_WhatWasWritten_IsTheSameToTheLastBit() =>
        Tensors.Sample(tensor =>
        {
            var read = Read(Write(tensor));
            return read.Shape.Equals(tensor.Shape) && read.Values.SequenceEqual(tensor.Values);
        });

    [Theory]
    [InlineData("0.1")]
    [InlineData("-0")]
    [InlineData("1e-400")]
    [InlineData("4.9406564584124654e-324")]
    [InlineData("1.7976931348623157e308")]
    [InlineData("0.1000000000000000055511151231257827021181583404541015625")]
    public void Read_ANumber_IsWhatPythonReads(string literal) =>
        Assert.Equal(BitConverter.DoubleToInt64Bits(double.Parse(literal, CultureInfo.InvariantCulture)), BitConverter.DoubleToInt64Bits(Read($"[{literal}]")[0]));

    private static string Write(Tensor tensor)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            TensorConverter.Write(writer, tensor, PythonNumberConverter.Write);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static Tensor Read(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        var field = TensorReader.Read(ref reader, 1000);
        Assert.Empty(field.Problems);
        return field.Value!;
    }
}
