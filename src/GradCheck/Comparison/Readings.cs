using GradCheck.Tensors;

namespace GradCheck.Comparison;

/// <summary>The ways to read numbers that are not all of float64.</summary>
internal static class Readings
{
    /// <summary>More significant digits than a float32 is printed with.</summary>
    private const int DigitsOfFloat32 = 9;

    /// <summary>The readings that values allow, strictest first.</summary>
    /// <param name="submitted">The values.</param>
    /// <param name="expected">The right ones.</param>
    /// <param name="scale">The size of the terms of each entry.</param>
    /// <param name="tolerance">The tolerance of float64.</param>
    /// <param name="besideFloat32">Whether other values of the submission are evidently float32.</param>
    public static IEnumerable<Reading> Of(Tensor submitted, Tensor expected, ErrorScale scale, Tolerance tolerance, bool besideFloat32)
    {
        if (OfFormat(submitted.Values, tolerance, besideFloat32) is { } ofFormat)
        {
            yield return ofFormat;
            yield break;
        }

        // Who asks for a tolerance asks for these digits.
        if (!tolerance.IsAskedFor)
        {
            foreach (var reading in OfPrinted(submitted.Values, tolerance))
            {
                yield return reading;
            }
        }

        if (IsVanishing(submitted, expected, scale, tolerance.In(FloatFormat.Float32)))
        {
            yield return new(tolerance.In(FloatFormat.Float32), new(
                Comparer.Float32Precision,
                "Here the right value is 0 in exact arithmetic, and what was submitted is no more than float32 rounding leaves of the terms that cancel. It says nothing about the formula."));
        }
    }

    /// <summary>The reading of values that show a format by themselves; null for float64.</summary>
    /// <param name="values">The values.</param>
    /// <param name="tolerance">The tolerance of float64.</param>
    /// <param name="besideFloat32">Whether other values of the submission are evidently float32.</param>
    public static Reading? OfFormat(ReadOnlySpan<double> values, Tolerance tolerance, bool besideFloat32)
    {
        var format = FloatFormat.Recognize(values);
        if (format is null && ((besideFloat32 && FloatFormat.Float32.Holds(values)) || FloatFormat.PrintsFloat32(values)))
        {
            format = FloatFormat.Float32;
        }

        return format is null ? null : new(tolerance.In(format), NoteOn(format)) { IsOfFormat = true };
    }

    /// <summary>The readings of values that were printed to a few digits, the stricter one first.</summary>
    /// <param name="values">The values.</param>
    /// <param name="tolerance">The tolerance of float64.</param>
    public static IEnumerable<Reading> OfPrinted(ReadOnlySpan<double> values, Tolerance tolerance)
    {
        if (PrintedDigits.Of(values) is not { } printed)
        {
            return [];
        }

        var note = new Note(
            Comparer.Rounded,
            $"The numbers are rounded to {printed.Words}, and right to that precision. A mistake that changes less than their last digit cannot be seen: submit them unrounded.");
        Reading exact = new(tolerance with { Printed = printed }, note);

        // Numbers of so few digits may come from float32, whose rounding moves the last one.
        return printed.Digits > DigitsOfFloat32 ? [exact] : [exact, new(tolerance.In(FloatFormat.Float32Printed) with { Printed = printed }, note)];
    }

    /// <summary>Whether numbers that are right to all digits that are asked for lack further ones because they were printed.</summary>
    /// <param name="submitted">The values.</param>
    /// <param name="expected">The right ones.</param>
    public static bool AreRounded(Tensor submitted, Tensor expected)
    {
        var differs = false;
        for (var k = 0; k < expected.Shape.Count && !differs; k++)
        {
            differs = Math.Abs(submitted[k] - expected[k]) > Tolerance.RoundingUnits * FloatFormat.Float64.Unit * Math.Abs(expected[k]);
        }

        return differs && PrintedDigits.Of(submitted.Values) is not null;
    }

    private static Note NoteOn(FloatFormat format) => format.IsShort
        ? new(Comparer.HalfPrecision, $"Every value is a {format.Name}, so it is judged at {format.Name} precision. A mistake that changes less than {NumberOf(format)} cannot be seen: submit float64.")
        : new(Comparer.Float32Precision, "Every value is a float32, so it is judged at float32 precision. In float64 the same code would be held to nine digits.");

    private static string NumberOf(FloatFormat format) => format == FloatFormat.Float16 ? "0.2 percent" : "2 percent";

    // What cancels to nothing leaves a few bits, or a few digits of them in print.
    private static bool IsVanishing(Tensor submitted, Tensor expected, ErrorScale scale, Tolerance single)
    {
        for (var k = 0; k < expected.Shape.Count; k++)
        {
            var group = scale.View.GroupOf(k);
            var allowed = single.AtolOf(scale.Terms[group], scale.Conditioning[group]);
            if (!(Math.Abs(expected[k]) <= allowed && Math.Abs(submitted[k]) <= allowed))
            {
                return false;
            }
        }

        return FloatFormat.Float32.Holds(submitted.Values) || submitted.Values.ToArray().All(value => Decimals.Of(value).Significant <= DigitsOfFloat32);
    }
}
