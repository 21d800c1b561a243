using System.Collections.Immutable;
using GradCheck.Arithmetic;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Reports;

namespace GradCheck.Diagnosis;

/// <summary>Says which rule was applied.</summary>
internal static class Decisions
{
    public static Decision Of(ImmutableArray<TensorReport> tensors, Tolerance tolerance)
    {
        var wrong = tensors.Count(tensor => tensor.Verdict == Verdict.Mismatch);
        var outcome = FormattableString.Invariant($"{wrong} of {tensors.Length} tensors {(wrong == 1 ? "has" : "have")} an entry that fails");
        var atol = tolerance.Atol is { } asked
            ? NumberText.Of(asked)
            : FormattableString.Invariant($"({NumberText.Of(Tolerance.DefaultRtol)} + {Tolerance.RoundingUnits} * 2**-52 * max(1, |mean| * istd)) times the largest terms of its group");
        var formats = tensors.Select(tensor => tensor.Comparison.Tolerance.Format).Where(format => format != FloatFormat.Binary64).DistinctBy(format => format.Name)
            .Select(format => FormattableString.Invariant($"; {format.Name} answers are held to {NumberText.Rounded(format.Units * format.Unit)} and 2**{1 - format.SignificandBits} instead"));
        var single = string.Concat(formats)
            + (tensors.Any(tensor => tensor.Comparison.Tolerance.Printed is not null) ? "; of rounded numbers half a unit of the last digit is allowed as well" : string.Empty);
        return new(
            "An entry is right where |submitted - expected| <= atol + rtol * |expected|, and a tensor where all its entries are.",
            FormattableString.Invariant($"An entry is right where |submitted - expected| <= atol + rtol * |expected|, with rtol = {NumberText.Of(tolerance.Rtol)} and atol = {atol}{single}: {outcome}."));
    }
}
