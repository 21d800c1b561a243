using System.Globalization;
using FluentValidation;
using GradCheck.Api.Fields;
using GradCheck.Api.Limits;
using GradCheck.Api.Problems;
using GradCheck.Tensors;

namespace GradCheck.Api.Requests;

/// <summary>Tells what is wrong with a tensor itself: what is none, too large, or not finite.</summary>
/// <typeparam name="T">The request.</typeparam>
/// <param name="limits">The most elements.</param>
internal sealed class TensorValidator<T>(RequestLimits limits) : ReadableValidator<T, Tensor>((place, count) => TooLarge(place, count, limits))
{
    /// <summary>What its rows should be as long as, in words and number; null where that is not known.</summary>
    public Func<T, (string Text, int Length)?>? Columns { get; init; }

    /// <summary>Whether it may hold NaN and infinities.</summary>
    public bool MayBeNonFinite { get; init; }

    /// <inheritdoc/>
    public override bool IsValid(ValidationContext<T> context, Field<Tensor>? value)
    {
        base.IsValid(context, value);
        if (!MayBeNonFinite && value is { IsUsable: true, Value: { } tensor })
        {
            context.CheckEntries(tensor, double.IsFinite, entry => $"is {PythonName(entry)}, but every input is a finite number");
        }

        return true;
    }

    /// <inheritdoc/>
    protected override string TextOf(ValidationContext<T> context, FieldProblem problem) =>
        problem.RowLength is { } length && Columns?.Invoke(context.InstanceToValidate) is { } known && length != known.Length
            ? string.Create(CultureInfo.InvariantCulture, $"has {length} values, but {known.Text}")
            : problem.Message.Replace("{0}", context.PropertyPath, StringComparison.Ordinal);

    private static ProblemException TooLarge(string place, long count, RequestLimits limits) => ProblemException.OfLimit(
        ProblemTypes.TensorTooLarge,
        string.Create(CultureInfo.InvariantCulture, $"{place} has {count} elements, but the limit is {limits.MaxElements}."),
        limits.MaxElements,
        count);

    private static string PythonName(double value) => double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
}
