using GradCheck.Python.Arrays;
using GradCheck.Python.NumPy;
using GradCheck.Python.Source;

namespace GradCheck.Python.Tests.NumPy;

/// <summary>What NumPy says of the faults of kernels.</summary>
public class NumPyWordsTests
{
    [Fact]
    public void Error_OfEachFault_HasWordsOfItsOwn()
    {
        var words = Enum.GetValues<ArrayFaultKind>()
            .Select(kind => NumPyWords.Error(new(kind) { Shapes = [[2, 3], [4, 5]], Numbers = [1, 2, 3, 4], Name = "power" }, new Span(1, 2)).Message)
            .ToList();
        Assert.All(words, Assert.NotEmpty);
        Assert.Equal(words.Count, words.Distinct().Count());
    }
}
