using GradCheck.Programs.Recording;
using GradCheck.Python.Arrays;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Tests.Recording;

/// <summary>A backward pass may write into what it gets; the next run finds it untouched.</summary>
public class ValueCopiesTests
{
    [Fact]
    public void Of_AnArray_SharesNoMemoryWithIt()
    {
        var array = NdArray.Of([2], [1.0, 2]);

        var copy = (NdArray)ValueCopies.Of(array);
        copy.Storage.Floats[0] = 9;

        Assert.Equal([1.0, 2], array.ToDoubles());
    }

    [Fact]
    public void Of_AnArrayAndAViewOfIt_ShareMemoryAmongThemselves()
    {
        var array = NdArray.Of([4], [1.0, 2, 3, 4]);
        var view = new NdArray(array.Storage, 1, [2], [1]);

        var copy = (TupleValue)ValueCopies.Of(new TupleValue(array, view));
        ((NdArray)copy.Items[0]).Storage.Floats[1] = 9;

        Assert.Equal([9.0, 3], ((NdArray)copy.Items[1]).ToDoubles());
        Assert.Equal([2.0, 3], view.ToDoubles());
    }

    [Fact]
    public void Of_AnArrayOnTheTape_IsAConstant()
    {
        var input = GradientTape.Start().Input("x", [2], [1, 2]);

        Assert.True(input.IsTracked);
        Assert.False(((NdArray)ValueCopies.Of(input)).IsTracked);
    }

    [Fact]
    public void Of_ADictionaryInAList_IsAnotherDictionaryOfTheSameItems()
    {
        var dictionary = new DictionaryValue();
        dictionary.Items[DictionaryKey.Of("x")] = NdArray.Of([2], DType.Int64, [1, 2]);
        var list = new ListValue([dictionary, dictionary]);

        var copy = (ListValue)ValueCopies.Of(list);

        var made = (DictionaryValue)copy.Items[0];
        Assert.NotSame(dictionary, made);
        Assert.Same(made, copy.Items[1]);
        Assert.Equal([1.0, 2], ((NdArray)made.Items[DictionaryKey.Of("x")]).ToDoubles());
    }

    [Fact]
    public void Of_AListThatHoldsItself_Ends()
    {
        var list = new ListValue([]);
        list.Items.Add(list);

        var copy = (ListValue)ValueCopies.Of(list);

        Assert.Same(copy, copy.Items[0]);
    }

    [Fact]
    public void Of_ATupleTwiceInATupleAHundredTimes_IsCopiedOnce()
    {
        Value value = NdArray.Of([1], [1.0]);
        for (var k = 0; k < 100; k++)
        {
            value = new TupleValue(value, value);
        }

        var copy = (TupleValue)ValueCopies.Of(value);

        Assert.NotSame(value, copy);
        Assert.Same(copy.Items[0], copy.Items[1]);
    }

    [Fact]
    public void Of_ATupleInATupleAMillionTimes_Ends()
    {
        Value value = NdArray.Of([1], [1.0]);
        for (var k = 0; k < 1_000_000; k++)
        {
            value = new TupleValue(value);
        }

        Assert.IsType<TupleValue>(ValueCopies.Of(value));
    }
}
