using CsCheck;
using GradCheck.Tensors;

namespace GradCheck.Tests.Tensors;

public class ShapeTests
{
    [Theory]
    [InlineData(new int[0], "()")]
    [InlineData(new[] { 5 }, "(5,)")]
    [InlineData(new[] { 4, 5 }, "(4, 5)")]
    [InlineData(new[] { 2, 3, 4, 5 }, "(2, 3, 4, 5)")]
    public void ToString_AsNumPyPrintsIt(int[] sizes, string text) => Assert.Equal(text, new Shape(sizes).ToString());

    [Fact]
    public void PlaceOf_AnElement_IsItsIndexInBrackets() => Assert.Equal("[1][0][2]", new Shape(2, 3, 4).PlaceOf(14));

    [Fact]
    public void Constructor_ASizeBelowOne_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => new Shape(2, 0));

    [Fact]
    public void Constructor_MoreElementsThanAnArray_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => new Shape(int.MaxValue, 2));

    [Fact]
    public void GroupView_OfAnyShape_PartitionsItsElements() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 5], Gen.Int[1, 5]).Sample((outer, groups, inner) =>
        {
            var view = new GroupView(outer, groups, inner);
            var elements = new int[view.Size];
            var seen = new HashSet<int>();
            for (var g = 0; g < groups; g++)
            {
                view.ElementsOf(g, elements);
                Assert.All(elements, element => Assert.Equal(g, view.GroupOf(element)));
                seen.UnionWith(elements);
            }

            return seen.SetEquals(Enumerable.Range(0, view.Count));
        });

    [Fact]
    public void Tensor_OfTheWrongLength_Throws() => Assert.Throws<ArgumentException>(() => new Tensor(new Shape(2, 2), [1, 2, 3]));
}
