using System.Reflection;
using GradCheck.Programs.Names;
using GradCheck.Programs.Numbers;
using GradCheck.Python;
using GradCheck.Python.Arrays;
using GradCheck.Python.Budgets;
using GradCheck.Python.Runtime;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Syntax.Parsing;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Subjects;

/// <summary>The truth about the layers of the course that the catalogue does not hold: forward passes in <c>references.py</c>, gradients from the tape.</summary>
internal static class References
{
    private static readonly Lazy<ProgramTree> Tree = new(Read);

    /// <summary>A case with what a layer gives on it.</summary>
    /// <param name="function">Its name in <c>references.py</c>.</param>
    /// <param name="name">The case in words.</param>
    /// <param name="dout">The gradient that comes in, from the shape of the output; null for a loss.</param>
    /// <param name="ingredients">The arguments.</param>
    /// <exception cref="ProgramException">The layer cannot be run on them.</exception>
    public static Trial TrialOf(string function, string name, Func<int[], double[]>? dout, params IReadOnlyList<Ingredient> ingredients)
    {
        var session = new RunSession(new(BudgetLimits.Default), GradientTape.Start(), Languages.Course);
        var interpreter = new Interpreter(Tree.Value, session, null);
        interpreter.Load();
        var arguments = ingredients.Select(ingredient => ingredient.Make(session)).ToArray();
        var result = Snapshot.Of(interpreter.Call(function, arguments)) ?? throw new InvalidOperationException("a reference returns numbers");
        var incoming = dout is null ? null : new Snapshot(result.Shape, dout(result.Shape));
        var adjoints = session.Tape.Adjoints(result.Nodes, incoming?.Values ?? [1]);
        var gradients = new Dictionary<string, Snapshot>();
        foreach (var (ingredient, argument) in ingredients.Zip(arguments))
        {
            if (ingredient.IsDifferentiable && Snapshot.Of(argument) is { } input)
            {
                gradients[ingredient.Name] = new(input.Shape, Array.ConvertAll(input.Nodes!, node => adjoints[node]));
            }
        }

        var truth = new LayerTruth(result with { Nodes = null }, gradients, new Dictionary<Role, Stage>());
        return new() { Name = name, Ingredients = ingredients, Dout = incoming, Truth = truth };
    }

    private static ProgramTree Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("references.py")!;
        using var reader = new StreamReader(stream);
        return Parser.Parse(new SourceText(reader.ReadToEnd()));
    }
}
