using System.Globalization;
using System.Text.Json;
using GradCheck.Python.Arrays;
using GradCheck.Python.Budgets;
using GradCheck.Python.NumPy;
using GradCheck.Python.Runtime;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax.Parsing;
using GradCheck.Python.Values;

namespace GradCheck.Python.Tests.NumPy;

/// <summary>Every expression of the table comes out as real NumPy has it: type, shape, values to the last few bits, or the error's words.</summary>
public class NumPyTableTests
{
    /// <summary>A few units in the last place of the greatest element: NumPy's products add in another order.</summary>
    private const double Tolerance = 8 * 2.220446049250313e-16;

    public static TheoryData<string> Groups => [.. NumPyTable.Groups];

    [SkippableTheory]
    [MemberData(nameof(Groups))]
    public void Expressions_AreWhatNumPyMakesOfThem(string group)
    {
        var wrong = new List<string>();
        foreach (var (line, answer) in NumPyTable.Of(group))
        {
            var session = new RunSession(new Budget(BudgetLimits.Default), GradientTape.Off, Languages.Course);
            var expected = answer.TryGetProperty("error", out var error) ? $"{error.GetString()}: {answer.GetProperty("message").GetString()}" : null;
            try
            {
                var value = Evaluate(line, session);
                var difference = expected is not null ? $"no error, but expected {expected}" : Difference(value, answer.GetProperty("value"));
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

            var told = string.Join(" | ", session.Warnings.Select(warning => warning.Message).Where(message => message.StartsWith("RuntimeWarning", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
            var expectedWarnings = string.Join(" | ", answer.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()));
            if (told != expectedWarnings)
            {
                wrong.Add($"{line}  ->  warns '{told}', but expected '{expectedWarnings}'");
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {group}:\n{string.Join('\n', wrong)}");
    }

    private static Value Evaluate(string line, RunSession session)
    {
        var parts = line.Replace("\\n", "\n", StringComparison.Ordinal).Split("; ");
        var text = $"{NumPyTable.Setup}\n{string.Join('\n', parts[..^1])}\n";
        var tree = Parser.Parse(new SourceText($"{text}result = {parts[^1]}\n"));

        // The last part is a value, or else a statement.
        tree = tree.Faults.Count == 0 ? tree : Parser.Parse(new SourceText($"{text}{parts[^1]}\n"));
        var interpreter = new Interpreter(tree, session);
        interpreter.Run();
        return interpreter.Globals.TryGetValue("result", out var value) ? value : NoneValue.Instance;
    }

    private static string? Difference(Value value, JsonElement expected)
    {
        var type = expected.GetProperty("type").GetString();
        var (found, values) = value switch
        {
            NdArray array => (array.IsScalar ? "scalar" : "ndarray", array.ToDoubles()),
            FloatValue number => ("float", [number.Value]),
            IntegerValue integer => ("int", [(double)integer.Value]),
            BooleanValue boolean => ("bool", [boolean.Value ? 1.0 : 0.0]),
            TupleValue => ("tuple", []),
            ListValue => ("list", []),
            NoneValue => ("NoneType", []),
            StringValue => ("str", []),
            DTypeValue dtype => (dtype.DType switch { DType.Bool => "dtype[bool_]", DType.Int64 => "dtype[int64]", _ => "dtype[float64]" }, []),
            _ => (value.TypeName, Array.Empty<double>()),
        };
        if (!string.Equals(found, type, StringComparison.OrdinalIgnoreCase) && !(type == "bool" && found == "bool_"))
        {
            return $"a {found}, but expected a {type}";
        }

        if (value is NdArray shaped)
        {
            var dtype = ArrayTypes.NameOf(shaped.DType);
            var shape = $"[{string.Join(", ", shaped.Shape)}]";
            var expectedShape = $"[{string.Join(", ", expected.GetProperty("shape").EnumerateArray())}]";
            if (dtype != expected.GetProperty("dtype").GetString() || shape != expectedShape)
            {
                return $"{dtype} {shape}, but expected {expected.GetProperty("dtype")} {expectedShape}";
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
                : own.Zip(items.EnumerateArray()).Select(pair => Difference(pair.First, pair.Second)).FirstOrDefault(difference => difference is not null);
        }

        if (!expected.TryGetProperty("values", out var numbers))
        {
            return null;
        }

        var right = numbers.EnumerateArray().Select(number => Parse(number.GetString()!)).ToArray();
        var greatest = right.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (var k = 0; k < right.Length; k++)
        {
            if (!(values[k].Equals(right[k]) || Math.Abs(values[k] - right[k]) <= Tolerance * greatest))
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
