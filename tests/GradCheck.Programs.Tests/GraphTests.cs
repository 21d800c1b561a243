using GradCheck.Programs.Numbers;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Tests.Support;

namespace GradCheck.Programs.Tests;

/// <summary>The computational graph of a forward pass.</summary>
public class GraphTests
{
    [Fact]
    public void Graph_OfABatchNorm_HasItsOperationsWithValuesAndGradients()
    {
        var report = RightProgram.CheckStaged();
        var graph = report.Graph!;

        Assert.False(graph.Truncated);
        Assert.Equal(["x", "gamma", "beta"], graph.Nodes.Where(node => node.Line is null).Select(node => node.Operation));
        var xmu = graph.Nodes.Single(node => node.Name == "xmu");
        Assert.Equal(14, xmu.Line);
        Assert.Equal([6, 4], xmu.Shape);
        Assert.Equal(24, xmu.Value!.Count);
        Assert.Equal(24, xmu.Gradient!.Count);
        var sq = graph.Nodes.Single(node => node.Name == "sq");
        var xhat = graph.Nodes.Single(node => node.Name == "xhat");
        Assert.Equal([sq.Id, xhat.Id], graph.Edges.Where(edge => edge.From == xmu.Id).Select(edge => edge.To).Order());
        var x = graph.Nodes.Single(node => node.Operation == "x");
        Assert.Contains(new GraphEdge(x.Id, xmu.Id), graph.Edges);
    }

    [Theory]
    [InlineData("batchnorm_staged", "batchnorm")]
    [InlineData("spatial_batchnorm", "spatial_batchnorm")]
    [InlineData("spatial_groupnorm", "groupnorm")]
    [InlineData("affine_relu_softmax", "softmax_loss")]
    [InlineData("conv_pool", "conv")]
    [InlineData("conv_pool", "max_pool")]
    public void Graph_OfARightProgram_IsWellMade(string file, string layer)
    {
        var graph = RightProgram.Check(layer, RightProgram.Code(file)).Graph!;

        var ids = graph.Nodes.Select(node => node.Id).ToHashSet();
        Assert.Equal(graph.Nodes.Count, ids.Count);
        Assert.Equal(graph.Edges.Count, graph.Edges.Distinct().Count());
        Assert.All(graph.Edges, edge => Assert.True(ids.Contains(edge.From) && ids.Contains(edge.To) && edge.From != edge.To));
        Assert.All(graph.Nodes, node =>
        {
            Assert.True(node.Count >= 1);
            var size = node.Shape.Aggregate(1, (a, b) => a * b);
            Assert.True(node.Value is null || node.Value.Count == size);
            Assert.True(node.Gradient is null || node.Gradient.Count == size);
        });
    }

    [Fact]
    public void Graph_OfALoop_HasOneNodeForALineThatRunsAgainAndAgain()
    {
        var graph = RightProgram.Check("max_pool", RightProgram.Code("conv_pool")).Graph!;

        var max = graph.Nodes.Single(node => node.Operation.Contains("max", StringComparison.Ordinal));
        Assert.Equal(8, max.Count);
        Assert.InRange(graph.Nodes.Count, 3, 20);
    }

    [Fact]
    public void Graph_OfTheInput_HoldsTheRightGradient()
    {
        var code = RightProgram.Code("batchnorm_paper");
        var examined = RightProgram.Examine("batchnorm", code);

        var graph = RightProgram.Check("batchnorm", code).Graph!;

        Assert.True(Near.Close([.. graph.Nodes.Single(node => node.Operation == "x").Gradient!], examined.Trial.Truth!.Gradients["x"].Values));
    }

    [Fact]
    public void Graph_OfAProgramThatDoesNotRun_IsNone()
    {
        Assert.Null(RightProgram.Check("batchnorm", "x = 1\n").Graph);
    }
}
