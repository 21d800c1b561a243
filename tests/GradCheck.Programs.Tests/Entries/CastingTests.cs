using GradCheck.Programs.Entries;
using GradCheck.Programs.Subjects;
using GradCheck.Python;
using GradCheck.Python.Budgets;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Syntax.Parsing;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Tests.Entries;

/// <summary>What a student's forward function gets for its parameters.</summary>
public class CastingTests
{
    private static readonly Ingredient[] Extras = [Ingredient.Number("eps", 1e-5), Ingredient.Number("momentum", 0.9)];

    private static readonly Trial Trial = new()
    {
        Name = "a case",
        Ingredients = [Ingredient.Text("x", "x"), Ingredient.Text("gamma", "gamma"), Ingredient.Text("beta", "beta"), Ingredient.Text("G", "G"), Ingredient.Text("bn_param", "bn_param")],
        Extras = Extras,
    };

    [Theory]
    [InlineData("x, gamma, beta, G, bn_param", "x gamma beta G bn_param")]
    [InlineData("x, beta, gamma, G, bn_param", "x beta gamma G bn_param")]
    [InlineData("a, b, c, d, e", "x gamma beta G bn_param")]
    [InlineData("inputs, weight, bias, num_groups, gn_param", "x gamma beta G bn_param")]
    [InlineData("X, Gamma, Beta, groups, params", "x gamma beta G bn_param")]
    [InlineData("x, scale, shift, g, bn_params", "x gamma beta gamma bn_param")]
    [InlineData("X, eps, gamma, b", "x 1E-05 gamma beta")]
    [InlineData("x, gamma, beta, epsilon=1e-3", "x gamma beta 1E-05")]
    [InlineData("x, gamma, beta, verbose=True, debug=False", "x gamma beta")]
    [InlineData("x, gamma, beta, G=4, gn_param=None", "x gamma beta G bn_param")]
    [InlineData("x", "x")]
    [InlineData("", "")]
    public void Bind_Parameters_ByTheNamesOfTheFieldElseInOrder(string parameters, string bound)
    {
        var function = (FunctionStatement)Parser.Parse(new SourceText($"def f({parameters}):\n    pass\n")).Body[0];
        var session = new RunSession(new(BudgetLimits.Default), GradCheck.Python.Arrays.GradientTape.Off, Languages.Course);
        var made = Trial.Ingredients.Concat(Trial.Extras).ToDictionary(ingredient => ingredient.Name, ingredient => ingredient.Make(session));

        var arguments = new Casting(function, Trial).Arguments(made, isCourse: true);
        var values = arguments.Positional.Concat(arguments.Keywords.Select(keyword => keyword.Value));

        Assert.Equal(bound, string.Join(' ', values.Select(value => value is StringValue text ? text.Value : ((FloatValue)value).Value.ToString(System.Globalization.CultureInfo.InvariantCulture))));
    }
}
