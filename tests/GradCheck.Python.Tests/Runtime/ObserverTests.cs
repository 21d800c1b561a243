using System.Globalization;
using GradCheck.Python.Arrays;
using GradCheck.Python.Budgets;
using GradCheck.Python.Runtime;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Python.Tests.Runtime;

/// <summary>What whoever watches a run is told.</summary>
public class ObserverTests
{
    [Fact]
    public void Assigned_EachKindOfAssignment_IsToldOnceAName()
    {
        const string Text =
            """
            def f(x, d):
                a = b = x
                c, (e, *g) = 1, (2, 3, 4)
                [h, d['k']] = 5, 6
                a += 1
                y = np.zeros(3)
                y += 2
                y[0] = 7
                y[1:] -= 1
                d['l'] = {}
                d['l']['m'] = 8
                l = [1]
                l += [2]
                for i, j in [(1, 2)]:
                    pass
                s = [k for k in range(2)]
                return s
            """;
        var told = new Recorder();
        ProgramRun.Load(Text, told).Call("f", [new FloatValue(1), new DictionaryValue()]);

        Assert.Equal(
            [
                "a=1.0", "b=1.0", "c=1 @0", "e=2 @0", "g=[3, 4] @1", "h=5 @0", "d={'k': 6} in place @1", "a=2.0", "y=array([0., 0., 0.])", "y=array([2., 2., 2.]) in place",
                "y=array([7., 2., 2.]) in place", "y=array([7., 1., 1.]) in place", "d={'k': 6, 'l': {}} in place", "d={'k': 6, 'l': {'m': 8}} in place", "l=[1]", "l=[1, 2] in place",
                "i=1 @0", "j=2 @1", "s=[0, 1]",
            ],
            told.Assignments);
    }

    [Fact]
    public void Called_FunctionsOfFunctions_TellTheirFrames()
    {
        var told = new Recorder();
        ProgramRun.Load("def g(x, k=2):\n    return x * k\ndef f(x):\n    return g(x) + g(x, k=3)\n", told).Call("f", [new FloatValue(1)]);

        Assert.Equal(["1 f(x=1.0) from outside at ''", "2 g(x=1.0, k=2) from f at 'g(x)'", "2 g returns 2.0 by 'return x * k'", "3 g(x=1.0, k=3) from f at 'g(x, k=3)'", "3 g returns 3.0 by 'return x * k'", "1 f returns 5.0 by 'return g(x) + g(x, k=3)'"], told.Calls("def g(x, k=2):\n    return x * k\ndef f(x):\n    return g(x) + g(x, k=3)\n"));
    }

    [Fact]
    public void Returned_ABodyThatJustEnds_TellsNone()
    {
        var told = new Recorder();
        ProgramRun.Load("def f():\n    pass\n", told).Call("f", []);

        Assert.Equal(["1 f() from outside at ''", "1 f returns None by ''"], told.Calls("def f():\n    pass\n"));
    }

    [Fact]
    public void Assigned_AnotherValueInItsPlace_IsWhatTheRunGoesOnWith()
    {
        var run = ProgramRun.Load("def f(x):\n    a = x\n    b, c = a + 1, 2\n    return a, b, c\n", new Replacing());

        Assert.Equal("(10.0, 11.0, 10.0)", Text(run.Call("f", [new FloatValue(1)])));
    }

    private static string Text(Value value) => GradCheck.Python.Text.ValueText.Repr(new(default, new(new(BudgetLimits.Default), GradientTape.Off, Languages.Course), (_, _, _, _) => NoneValue.Instance), value);

    /// <summary>Puts 10 in the place of <c>a</c> and <c>c</c>.</summary>
    private sealed class Replacing : RunObserver
    {
        public override Value Assigned(Assignment assignment) => assignment.Name is "a" or "c" ? new FloatValue(10) : assignment.Value;
    }

    private sealed class Recorder : RunObserver
    {
        private readonly List<(Frame Frame, string Words, Span? By)> calls = [];

        public List<string> Assignments { get; } = [];

        public IEnumerable<string> Calls(string text)
        {
            var source = new SourceText(text);
            return calls.Select(call => string.Create(CultureInfo.InvariantCulture, $"{call.Frame.Number} {call.Frame.Function}{call.Words}{(call.By is { } by ? $" by '{source.TextOf(by)}'" : $" from {call.Frame.Caller?.Function ?? "outside"} at '{source.TextOf(call.Frame.CalledAt)}'")}"));
        }

        public override void Called(Frame frame, IReadOnlyDictionary<string, Value> arguments) =>
            calls.Add((frame, $"({string.Join(", ", arguments.Select(argument => $"{argument.Key}={Text(argument.Value)}"))})", null));

        public override Value Returned(Frame frame, ReturnStatement? statement, Value value)
        {
            calls.Add((frame, $" returns {Text(value)}", statement?.Span ?? default(Span)));
            return value;
        }

        public override Value Assigned(Assignment assignment)
        {
            Assignments.Add($"{assignment.Name}={Text(assignment.Value)}{(assignment.InPlace ? " in place" : string.Empty)}{(assignment.Position < 0 ? string.Empty : $" @{assignment.Position}")}");
            return assignment.Value;
        }
    }
}
