using GradCheck.Tensors;

namespace GradCheck.Tests.Tensors;

public class TensorTests
{
    private static readonly Tensor Matrix = Tensor.FromRows([1, 2, 3], [4, 5, 6]);

    [Fact]
    public void Index_GivesTheValueAtThatPlace()
    {
        Assert.Equal((6, 2, 6), (Matrix[1, 2], Matrix[0, 1], Matrix[5]));
        Assert.Equal(23, new Tensor(new Shape(2, 3, 4), [.. Enumerable.Range(0, 24).Select(k => (double)k)])[1, 2, 3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Matrix[0, 3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Matrix[-1, 0]);
        Assert.Throws<ArgumentException>(() => Matrix[0, 0, 0]);
    }

    [Fact]
    public void Values_AreNotTheCallersArray()
    {
        double[] mine = [1, 2];
        var (tensor, vector, rows) = (new Tensor(new(2), mine), Tensor.Of(mine), Tensor.FromRows(mine));
        mine[0] = 7;
        tensor.ToArray()[1] = 7;
        Assert.All(new[] { tensor, vector, rows }, made => Assert.Equal([1, 2], made.ToArray()));
    }

    [Fact]
    public void List_IsAVector()
    {
        Tensor vector = [2, 3];
        Assert.Equal((new Shape(2), 2, 3), (vector.Shape, vector[0], vector[1]));
    }

    [Fact]
    public void Rows_OfDifferentLengths_Throw() =>
        Assert.Equal("the rows have 2 and 1 values (Parameter 'rows')", Assert.Throws<ArgumentException>(() => Tensor.FromRows([1, 2], [3])).Message);

    [Fact]
    public void Text_IsThatOfNumPy()
    {
        Assert.Equal("[[1, 2, 3],\n [4, 5, 6]]", Matrix.ToString());
        Assert.Equal("[0.1, 1e-09, nan]", Tensor.Of(0.1, 1e-9, double.NaN).ToString());
        Assert.Equal("[[[1],\n  [1]],\n\n [[1],\n  [1]]]", Tensor.Full(new(2, 2, 1), 1).ToString());
        Assert.Equal("5", Tensor.Full(new(), 5).ToString());
        Assert.Equal("[0, 0, 0, ..., 0, 0, 0]", Tensor.Full(new(1000), 0).ToString());
    }
}
