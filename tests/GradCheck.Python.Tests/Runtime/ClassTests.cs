using GradCheck.Python.Arrays;
using GradCheck.Python.Budgets;
using GradCheck.Python.Classes;
using GradCheck.Python.Runtime;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Python.Tests.Runtime;

/// <summary>Classes as whoever runs a program meets them: the doors, what is observed, what edits reach.</summary>
public class ClassTests
{
    private const string Layer =
        """
        import numpy as np
        class Layer:
            def __init__(self, w, b=0.0):
                self.w, self.b = w, b
                self.grads = {}
            def forward(self, x):
                self.x = x
                return self.w * x + self.b
            def backward(self, dout):
                self.grads["w"] = self.x * dout
                self.w -= self.grads["w"]
                return dout
            def __call__(self, x):
                return self.forward(x)
        """;

    [Fact]
    public void Doors_OfAClass_ConstructCallAndShow()
    {
        var run = ProgramRun.Load(Layer);
        var layer = Assert.IsType<InstanceValue>(run.Construct(run.Globals["Layer"], [new FloatValue(2)], [new("b", new FloatValue(1))]));

        Assert.Equal(7, Assert.IsType<FloatValue>(run.CallMethod(layer, "forward", [new FloatValue(3)])).Value);
        Assert.Equal(9, Assert.IsType<FloatValue>(run.Invoke(layer, [new FloatValue(4)])).Value);
        Assert.Equal(4, Assert.IsType<FloatValue>(layer.Own("x")).Value);
        Assert.Equal(["Layer"], run.Classes.Keys);
        Assert.Equal(["w", "b", "grads", "x"], layer.Attributes.Items.Keys.Select(key => ((StringValue)key.Key).Value));
    }

    [Fact]
    public void Assigned_Attributes_AreToldWithTheirObject()
    {
        var watch = new Watch();
        var run = ProgramRun.Load(Layer, watch);
        var layer = run.Construct(run.Globals["Layer"], [new FloatValue(2)]);
        run.CallMethod(layer, "forward", [new FloatValue(3)]);
        run.CallMethod(layer, "backward", [new FloatValue(1)]);

        Assert.Equal(
            ["Layer.__init__ self.w", "Layer.__init__ self.b", "Layer.__init__ self.grads", "Layer.forward self.x", "Layer.backward self.grads in place", "Layer.backward self.w"],
            watch.Told);
        Assert.All(watch.Objects, told => Assert.Same(layer, told));
    }

    [Fact]
    public void Walk_OfAClass_GoesIntoItsMethods()
    {
        var tree = GradCheck.Python.Syntax.Parsing.Parser.Parse(new(Layer));
        var forward = Walk.Statements(tree.Body).OfType<FunctionStatement>().Single(function => function.Name == "forward");
        var line = (ReturnStatement)forward.Body[^1];
        var edited = Walk.Replace(tree, line, Walk.Replace(line, line.Value!, new IntegerLiteral(7, line.Value!.Span)));
        var run = new Interpreter(edited, new(new(BudgetLimits.Default), GradientTape.Off, Languages.Course));
        run.Load();

        Assert.Equal(7, (int)Assert.IsType<IntegerValue>(run.CallMethod(run.Construct(run.Globals["Layer"], [new FloatValue(2)]), "forward", [new FloatValue(3)])).Value);
    }

    private sealed class Watch : RunObserver
    {
        public List<string> Told { get; } = [];

        public List<Value?> Objects { get; } = [];

        public override Value Assigned(Assignment assignment)
        {
            Told.Add($"{assignment.Frame.Function} {assignment.Name}{(assignment.InPlace ? " in place" : string.Empty)}");
            Objects.Add(assignment.Object);
            return assignment.Value;
        }
    }
}
