using GradCheck.Programs.Blame;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Tests.Support;

namespace GradCheck.Programs.Tests.Blame;

/// <summary>What went into a value, aliases included.</summary>
public class UpstreamTests
{
    private const string Forward = """
        import numpy as np
        def relu_forward(x):
            return np.maximum(0, x), x
        def relu_backward(dout, cache):
            x = cache

        """;

    [Fact]
    public void Of_AReturnedArray_HoldsAWriteThroughAViewOfIt()
    {
        var names = NamesOf("""
                dx = np.zeros_like(x)
                rest = dout * 2
                view = dx[1:]
                view += dout[1:]
                return dx
            """);

        Assert.Equal(2, names.Count(name => name == "view"));
        Assert.DoesNotContain("rest", names);
    }

    [Fact]
    public void Of_AReturnedArray_HoldsAWriteThroughAnotherNameOfIt()
    {
        var names = NamesOf("""
                dx = np.zeros_like(x)
                other = dx
                mask = x > 0
                other[mask] = dout[mask]
                return dx
            """);

        Assert.Contains("mask", names);
        Assert.Contains("other", names);
    }

    [Fact]
    public void Of_AReturnedArray_HoldsNoWriteToACopyOfIt()
    {
        var names = NamesOf("""
                dx = dout * (x > 0)
                copy = dx.copy()
                copy += 1
                return dx
            """);

        Assert.DoesNotContain("copy", names);
    }

    [Fact]
    public void Of_AValueFromAnotherFunction_GoesThroughItsArguments()
    {
        var names = NamesOf("""
                mask = x > 0
                dx = helper(dout, mask)
                return dx
            def helper(d, m):
                inner = d * m
                return inner
            """);

        Assert.Contains("inner", names);
        Assert.Contains("mask", names);
        Assert.Contains("d", names);
    }

    [Fact]
    public void Of_AValueThatIsKnown_StopsThere()
    {
        var events = EventsOf("""
                first = x > 0
                second = first * 1.0
                dx = dout * second
                return dx
            """);
        var dx = events.Single(made => made.Name == "dx");

        Assert.Equal(["x", "first", "second", "dx"], Upstream.Of([dx]).Where(made => made.Statement is not null).Select(made => made.Name));
        Assert.Equal(["dx"], Upstream.Of([dx], made => made.Name == "second").Where(made => made.Statement is not null).Select(made => made.Name));
    }

    [Fact]
    public void Of_ALineInALoop_IsThereOnceInTheOrderOfItsLastTime()
    {
        var events = EventsOf("""
                dx = np.zeros_like(x)
                for i in range(4):
                    row = dout[i] * (x[i] > 0)
                    dx[i] = row
                return dx
            """);

        Assert.Equal(4, events.Single(made => made.Name == "row").Count);
        var written = events.Single(made => made is { Name: "dx", InPlace: true });
        Assert.True(written.Order > events.Single(made => made.Name == "row").Order);
    }

    private static List<string> NamesOf(string body)
    {
        var events = EventsOf(body);
        return [.. Upstream.Of(events.Where(made => made.IsReturn && made.Frame.Caller is null)).Select(made => made.Name)];
    }

    private static IReadOnlyList<Event> EventsOf(string body)
    {
        var examined = RightProgram.Examine("relu", Forward + body);
        Assert.Null(examined.Backward!.Error);
        return examined.Backward.Events;
    }
}
