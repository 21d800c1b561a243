using System.Numerics;
using GradCheck.Python.Arrays;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Subjects;

/// <summary>An argument of a forward function, made anew for each run.</summary>
/// <param name="Name">Its name in the course: <c>x</c>, <c>gamma</c>, <c>bn_param</c>.</param>
/// <param name="IsDifferentiable">Whether gradients are taken with respect to it.</param>
/// <param name="Make">Makes it in a run.</param>
internal sealed record Ingredient(string Name, bool IsDifferentiable, Func<RunSession, Value> Make)
{
    /// <summary>The shape of an array; null for what is none.</summary>
    public int[]? Shape { get; init; }

    /// <summary>The value of a whole number; null for what is none.</summary>
    public int? Size { get; init; }

    /// <summary>What a dictionary holds; empty for what is none.</summary>
    public IReadOnlyList<Ingredient> Items { get; init; } = [];

    /// <summary>An array that gradients are taken with respect to.</summary>
    public static Ingredient Input(string name, int[] shape, double[] values) =>
        new(name, true, session => session.Tape.Input(name, shape, values)) { Shape = shape };

    /// <summary>An array of constants.</summary>
    public static Ingredient Constant(string name, int[] shape, double[] values) =>
        new(name, false, _ => NdArray.Of(shape, [.. values])) { Shape = shape };

    /// <summary>Whole numbers, such as labels.</summary>
    public static Ingredient Labels(string name, long[] values) =>
        new(name, false, _ => NdArray.Of([values.Length], DType.Int64, [.. values])) { Shape = [values.Length] };

    /// <summary>Whole numbers of any shape.</summary>
    public static Ingredient Whole(string name, int[] shape, long[] values) =>
        new(name, false, _ => NdArray.Of(shape, DType.Int64, [.. values])) { Shape = shape };

    /// <summary>A whole number of Python.</summary>
    public static Ingredient Integer(string name, int value) => new(name, false, _ => new IntegerValue(new BigInteger(value))) { Size = value };

    /// <summary>A float of Python.</summary>
    public static Ingredient Number(string name, double value) => new(name, false, _ => new FloatValue(value));

    /// <summary>A text.</summary>
    public static Ingredient Text(string name, string value) => new(name, false, _ => new StringValue(value));

    /// <summary>A dictionary of further ingredients, such as <c>bn_param</c>.</summary>
    public static Ingredient Parameters(string name, params Ingredient[] items)
    {
        Value Make(RunSession session)
        {
            var dictionary = new DictionaryValue();
            foreach (var item in items)
            {
                dictionary.Items[DictionaryKey.Of(item.Name)] = item.Make(session);
            }

            return dictionary;
        }

        return new(name, false, Make) { Items = items };
    }
}
