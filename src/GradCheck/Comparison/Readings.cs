using GradCheck.Normalization;
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
    /// <param name="company">What the tensors of the submission tell together.</param>
    public static IEnumerable<Reading> Of(Tensor submitted, Tensor expected, ErrorScale scale, Tolerance tolerance, Company company)
    {
        if (OfFormat(submitted.Values, tolerance, company) is { } ofFormat)
        {
            if (ofFormat.Tolerance.Format is { IsShort: true } format)
            {
                yield return ofFormat with { Tolerance = tolerance.In(format.Stored) };
            }

            yield return ofFormat;
            yield break;
        }

        // Few numbers show no short format by themselves. What each of them is the neighbour of there does.
        foreach (var format in new[] { FloatFormat.Binary16, FloatFormat.BFloat16 }.Where(format => format.Suggests(submitted.Values)))
        {
            yield return new(tolerance.In(format.Stored), NoteOn(format));
        }

        // Who asks for a tolerance asks for these digits.
        if (!tolerance.IsAskedFor)
        {
            foreach (var reading in OfPrinted(submitted.Values, tolerance))
            {
                yield return reading;
            }
        }

        if (IsVanishing(submitted, expected, scale, tolerance.In(FloatFormat.Binary32)))
        {
            yield return new(tolerance.In(FloatFormat.Binary32), new(
                Comparer.Float32Precision,
                "Here the right value is 0 in exact arithmetic, and what was submitted is no more than float32 rounding leaves of the terms that cancel. It says nothing about the formula."));
        }
    }

    /// <summary>The reading of values that show a format by themselves; null for float64.</summary>
    /// <param name="values">The values.</param>
    /// <param name="tolerance">The tolerance of float64.</param>
    /// <param name="company">What the tensors of the submission tell together.</param>
    public static Reading? OfFormat(ReadOnlySpan<double> values, Tolerance tolerance, Company company)
    {
        var format = FloatFormat.Recognize(values);
        if (company.Format is { } kept && format != kept && kept.Holds(values))
        {
            format = kept;
        }

        if (format is null && ((company.IsFloat32 && FloatFormat.Binary32.Holds(values)) || FloatFormat.PrintsFloat32(values)))
        {
            format = FloatFormat.Binary32;
        }

        return format is null ? null : new(tolerance.In(format), NoteOn(format)) { IsOfFormat = true };
    }

    /// <summary>The readings of values that were printed to a few digits, the stricter one first.</summary>
    /// <param name="values">The values.</param>
    /// <param name="tolerance">The tolerance of float64.</param>
    public static IReadOnlyList<Reading> OfPrinted(ReadOnlySpan<double> values, Tolerance tolerance)
    {
        var all = PrintedDigits.AllOf(values);

        // Numbers of so few digits may come from float32, whose rounding moves the last one.
        return
        [
            .. all.Select(printed => new Reading(tolerance with { Printed = printed }, NoteOn(printed))),
            .. all.Where(printed => printed.Digits <= DigitsOfFloat32).Select(printed => new Reading(tolerance.In(FloatFormat.Binary32Printed) with { Printed = printed }, NoteOnFloat32(printed))),
        ];
    }

    /// <summary>The readings of values that have too few digits for it to be known that they were printed.</summary>
    /// <param name="values">The values.</param>
    /// <param name="tolerance">The tolerance of float64.</param>
    /// <param name="company">What the tensors of the submission tell together.</param>
    public static IEnumerable<Reading> OfTooFewDigits(ReadOnlySpan<double> values, Tolerance tolerance, Company company) =>
        PrintedDigits.TooFewOf(values, company.LastPlace).Select(printed => new Reading(tolerance with { Printed = printed }, new(
            Comparer.Rounded,
            "The numbers have so few digits that they prove nothing: right code gives them when it is rounded, and so does much wrong code. Submit them unrounded.")));

    private static Note NoteOn(PrintedDigits printed) => new(
        Comparer.Rounded,
        $"The numbers are rounded to {printed.Words}, and right to that precision. A mistake that changes less than their last digit cannot be seen: submit them unrounded.");

    private static Note NoteOnFloat32(PrintedDigits printed) => new(
        Comparer.Rounded,
        $"The numbers are rounded to {printed.Words}, and right to what float32 arithmetic leaves of these. A mistake that changes no more than their last digits cannot be seen: submit float64 numbers, unrounded.");

    /// <summary>Whether numbers that are right to all digits that are asked for lack further ones because they were printed.</summary>
    /// <param name="submitted">The values.</param>
    /// <param name="expected">The right ones.</param>
    public static bool AreRounded(Tensor submitted, Tensor expected)
    {
        var differs = false;
        for (var k = 0; k < expected.Shape.Count && !differs; k++)
        {
            differs = Math.Abs(submitted[k] - expected[k]) > Tolerance.RoundingUnits * FloatFormat.Binary64.Unit * Math.Abs(expected[k]);
        }

        return differs && PrintedDigits.Of(submitted.Values) is not null;
    }

    private static Note NoteOn(FloatFormat format) => format.IsShort
        ? new(Comparer.HalfPrecision, $"Every value is a {format.Name}, so it is judged at {format.Name} precision. A mistake that changes less than {NumberOf(format)} cannot be seen: submit float64.")
        : new(Comparer.Float32Precision, "Every value is a float32, so it is judged at float32 precision. In float64 the same code would be held to nine digits.");

    private static string NumberOf(FloatFormat format) => format == FloatFormat.Binary16 ? "0.2 percent" : "2 percent";

    // What cancels to nothing leaves a few bits, or a few digits of them in print.
    private static bool IsVanishing(Tensor submitted, Tensor expected, ErrorScale scale, Tolerance single)
    {
        for (var k = 0; k < expected.Shape.Count; k++)
        {
            var allowed = new Allowance(scale, single).Atol(k);
            if (!(Math.Abs(expected[k]) <= allowed && Math.Abs(submitted[k]) <= allowed))
            {
                return false;
            }
        }

        return FloatFormat.Binary32.Holds(submitted.Values) || submitted.Values.ToArray().All(value => Decimals.Of(value).Significant <= DigitsOfFloat32);
    }
}
