using System.Globalization;
using System.Text.Json;
using GradCheck.Python.Arrays;
using GradCheck.Python.Budgets;
using GradCheck.Python.Runtime;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax.Parsing;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Tests.Torch;

/// <summary>Every expression of the table comes out as real torch has it: type, shape, values to the last few bits, what requires a gradient, or the first line of the error.</summary>
public class TorchTableTests
{
    /// <summary>A few units in the last place of the greatest element: torch's sums and products add in another order.</summary>
    private const double Tolerance = 16 * 2.220446049250313e-16;

    /// <summary>What is float32 in torch is computed in double here.</summary>
    private const double Rounding = 1e-7;

    public static TheoryData<string> Expressions => [.. TorchTable.Groups("expressions")];

    public static TheoryData<string> Gradients => [.. TorchTable.Groups("gradients")];

    [SkippableTheory]
    [MemberData(nameof(Expressions))]
    public void Expressions_AreWhatTorchMakesOfThem(string group) => Check("expressions", group);

    public static TheoryData<string> Functional => [.. TorchTable.Groups("functional")];

    public static TheoryData<string> FunctionalGradients => [.. TorchTable.Groups("functional_gradients")];

    [SkippableTheory]
    [MemberData(nameof(Functional))]
    public void Functional_IsWhatTorchMakesOfIt(string group) => Check("functional", group);

    [SkippableTheory]
    [MemberData(nameof(FunctionalGradients))]
    public void FunctionalGradients_AreThoseOfAutograd(string group) => Check("functional_gradients", group);

    public static TheoryData<string> Classes => [.. TorchTable.Groups("classes")];

    /// <summary>Classes of the program that inherit from those of torch.</summary>
    [SkippableTheory]
    [MemberData(nameof(Classes))]
    public void Classes_DoWhatTorchMakesOfThem(string group) => Check("classes", group);

    /// <summary>The gradients of a weighted sum of each function's results, as <c>backward()</c> leaves them in <c>.grad</c>.</summary>
    [SkippableTheory]
    [MemberData(nameof(Gradients))]
    public void Gradients_AreThoseOfAutograd(string group) => Check("gradients", group);

    private static void Check(string file, string group)
    {
        var wrong = new List<string>();
        foreach (var (line, answer) in TorchTable.Of(file, group))
        {
            var expected = answer.TryGetProperty("error", out var error) ? $"{error.GetString()}: {answer.GetProperty("message").GetString()}" : null;
            var session = new RunSession(new Budget(BudgetLimits.Default), GradientTape.Start(), Languages.Course);
            try
            {
                var value = Evaluate(file, line, session);
                var difference = expected is not null ? $"no error, but expected {expected}" : Difference(session, value, answer.GetProperty("value"));
                if (difference is not null)
                {
                    wrong.Add($"{line}  ->  {difference}");
                }
            }
            catch (ProgramException failure)
            {
                var found = $"{failure.Error.Type}: {failure.Error.Message}";
                if (found != expected && !found.StartsWith(expected + ". Did you mean", StringComparison.Ordinal))
                {
                    wrong.Add($"{line}  ->  {found}\n      expected {expected ?? answer.GetProperty("value").ToString()}");
                }
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {group}:\n{string.Join('\n', wrong)}");
    }

    private static Value Evaluate(string file, string line, RunSession session)
    {
        var parts = line.Replace("\\n", "\n", StringComparison.Ordinal).Split("; ");
        var text = $"{TorchTable.SetupOf(file)}\n{string.Join('\n', parts[..^1])}\n";
        var tree = Parser.Parse(new SourceText($"{text}result = {parts[^1]}\n"));

        // The last part is a value, or else a statement.
        tree = tree.Faults.Count == 0 ? tree : Parser.Parse(new SourceText($"{text}{parts[^1]}\n"));
        var interpreter = new Interpreter(tree, session);
        interpreter.Run();
        return interpreter.Globals.TryGetValue("result", out var value) ? value : NoneValue.Instance;
    }

    private static string? Difference(RunSession session, Value value, JsonElement expected)
    {
        var type = expected.GetProperty("type").GetString();
        var (found, values) = value switch
        {
            TorchTensor tensor => ("Tensor", tensor.ToDoubles()),
            NdArray array => ("ndarray", array.ToDoubles()),
            FloatValue number => ("float", [number.Value]),
            IntegerValue integer => ("int", [(double)integer.Value]),
            BooleanValue boolean => ("bool", [boolean.Value ? 1.0 : 0.0]),
            SizeValue => ("Size", []),
            TupleValue => ("tuple", []),
            ListValue => ("list", []),
            NoneValue => ("NoneType", []),
            StringValue => ("str", []),
            TensorType => ("dtype", []),
            _ => (value.TypeName, Array.Empty<double>()),
        };
        if (found != type)
        {
            return $"a {found}, but expected a {type}";
        }

        if (value is TensorType told)
        {
            return "torch." + told.Name == expected.GetProperty("text").GetString() ? null : $"torch.{told.Name}, but expected {expected.GetProperty("text")}";
        }

        if (value is TorchTensor shaped)
        {
            var context = new CallContext(default, session, null!);
            var described = $"torch.{TensorTypes.Of(context, shaped).Name} [{string.Join(", ", shaped.Shape)}]{(shaped.RequiresGrad ? " with gradient" : string.Empty)}";
            var wanted = $"{expected.GetProperty("dtype").GetString()} [{string.Join(", ", expected.GetProperty("shape").EnumerateArray())}]{(expected.GetProperty("grad").GetBoolean() ? " with gradient" : string.Empty)}";
            if (described != wanted)
            {
                return $"{described}, but expected {wanted}";
            }
        }

        if (expected.TryGetProperty("text", out var text) && value is StringValue words)
        {
            return words.Value == text.GetString() ? null : $"\n{words.Value}\nbut expected\n{text}";
        }

        if (expected.TryGetProperty("items", out var items))
        {
            var own = value is TupleValue tuple ? tuple.Items : ((ListValue)value).Items;
            return own.Count != items.GetArrayLength()
                ? $"{own.Count} items, but expected {items.GetArrayLength()}"
                : own.Zip(items.EnumerateArray()).Select(pair => Difference(session, pair.First, pair.Second)).FirstOrDefault(difference => difference is not null);
        }

        if (!expected.TryGetProperty("values", out var numbers))
        {
            return null;
        }

        var right = numbers.EnumerateArray().Select(number => Parse(number.GetString()!)).ToArray();
        if (right.Length != values.Length)
        {
            return $"{values.Length} elements, but expected {right.Length}";
        }

        var tolerance = expected.TryGetProperty("dtype", out var dtype) && dtype.GetString() == "torch.float32" ? Rounding : Tolerance;
        var greatest = right.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (var k = 0; k < right.Length; k++)
        {
            if (!(values[k].Equals(right[k]) || Math.Abs(values[k] - right[k]) <= tolerance * greatest))
            {
                return $"element {k} is {values[k]:R}, but expected {right[k]:R}";
            }
        }

        return null;
    }

    private static double Parse(string number) => number switch
    {
        "nan" => double.NaN,
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.Parse(number, CultureInfo.InvariantCulture),
    };
}
