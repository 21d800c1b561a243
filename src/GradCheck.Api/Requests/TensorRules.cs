using System.Globalization;
using FluentValidation;
using GradCheck.Api.Fields;
using GradCheck.Api.Limits;
using GradCheck.Api.Problems;
using GradCheck.Arithmetic;
using GradCheck.Tensors;

namespace GradCheck.Api.Requests;

/// <summary>The rules of one tensor of a request, in a student's words.</summary>
/// <typeparam name="T">The request.</typeparam>
/// <param name="context">Where failures go.</param>
/// <param name="limits">The most elements of a tensor.</param>
internal sealed class TensorRules<T>(ValidationContext<T> context, RequestLimits limits)
{
    private const int MostPlaces = 20;

    // The usual one, and that with the axes of x kept.
    private const int MostShapes = 2;

    /// <summary>The tensor where it can be used and is finite; otherwise null, with a failure for each thing that is wrong with it.</summary>
    /// <param name="name">The field.</param>
    /// <param name="field">What the wire held; null where the field was left out.</param>
    /// <param name="columns">What its rows should be as long as, in words and number, where that is known.</param>
    public Tensor? Usable(string name, Field<Tensor>? field, (string Text, int Length)? columns = null) =>
        Readable(name, field, columns) is { } tensor && IsFinite(name, tensor) ? tensor : null;

    /// <summary>The tensor where it is one, whatever its values; otherwise null, with a failure for each thing that is wrong with it.</summary>
    /// <param name="name">The field.</param>
    /// <param name="field">What the wire held; null where the field was left out.</param>
    /// <param name="columns">What its rows should be as long as, in words and number, where that is known.</param>
    public Tensor? Readable(string name, Field<Tensor>? field, (string Text, int Length)? columns = null)
    {
        if (field is null)
        {
            return null;
        }

        if (field.OversizeCount is { } count)
        {
            throw ProblemException.OfLimit(
                ProblemTypes.TensorTooLarge,
                string.Create(CultureInfo.InvariantCulture, $"{name} has {count} elements, but the limit is {limits.MaxElements}."),
                limits.MaxElements,
                count);
        }

        foreach (var problem in field.Problems)
        {
            var message = columns is { } known && problem.RowLength is { } length && length != known.Length
                ? string.Create(CultureInfo.InvariantCulture, $"has {length} values, but {known.Text}")
                : problem.Message.Replace("{0}", name, StringComparison.Ordinal);
            context.AddFailure($"{name}{problem.Place}", message);
        }

        return field.IsUsable ? field.Value : null;
    }

    /// <summary>A failure unless a tensor has one of the shapes that it may have.</summary>
    /// <param name="name">The field.</param>
    /// <param name="tensor">The tensor; null is passed over.</param>
    /// <param name="shapes">The shapes it may have, the usual one first.</param>
    /// <param name="reason">Why: <c>x has 5 columns</c>.</param>
    public void HasShape(string name, Tensor? tensor, IReadOnlyList<Shape> shapes, string reason)
    {
        if (tensor is null || shapes.Contains(tensor.Shape))
        {
            return;
        }

        context.AddFailure(name, tensor.Shape.Rank == 1 && shapes[0].Rank == 1
            ? string.Create(CultureInfo.InvariantCulture, $"has {tensor.Shape.Count} value{(tensor.Shape.Count == 1 ? string.Empty : "s")}, but {reason}")
            : $"has shape {tensor.Shape}, but should have {string.Join(" or ", shapes.Take(MostShapes))}, because {reason}");
    }

    /// <summary>A failure unless a tensor is a number, or has one of the shapes of a parameter.</summary>
    /// <param name="name">The field.</param>
    /// <param name="tensor">The tensor; null is passed over.</param>
    /// <param name="shapes">The shapes it may have, the usual one first.</param>
    /// <param name="reason">Why: <c>x has 5 columns</c>.</param>
    public void IsParameter(string name, Tensor? tensor, IReadOnlyList<Shape> shapes, string reason)
    {
        if (tensor is null || tensor.Shape.Rank == 0 || shapes.Contains(tensor.Shape))
        {
            return;
        }

        HasShape(name, tensor, shapes, tensor.Shape.Count == shapes[0].Count ? $"{reason}; it has as many values: {name}.reshape({Inner(shapes[0])})" : reason);
    }

    private static string Inner(Shape shape) => string.Join(", ", shape.Sizes.ToArray().Select(size => size.ToString(CultureInfo.InvariantCulture)));

    /// <summary>A failure in words of the caller's own.</summary>
    /// <param name="name">The field.</param>
    /// <param name="message">What is wrong with it.</param>
    public void Fail(string name, string message) => context.AddFailure(name, message);

    /// <summary>A failure for each entry that is negative.</summary>
    /// <param name="name">The field.</param>
    /// <param name="tensor">The tensor; null is passed over.</param>
    /// <param name="reason">Why none may be.</param>
    public void IsNotNegative(string name, Tensor? tensor, string reason) =>
        Each(name, tensor, value => value < 0, value => $"is {NumberText.Of(value)}, but {reason}");

    private bool IsFinite(string name, Tensor tensor) =>
        Each(name, tensor, value => !double.IsFinite(value), value => $"is {PythonName(value)}, but every input is a finite number");

    private bool Each(string name, Tensor? tensor, Func<double, bool> isWrong, Func<double, string> message)
    {
        var found = 0;
        for (var k = 0; k < tensor?.Shape.Count; k++)
        {
            if (isWrong(tensor[k]) && ++found <= MostPlaces)
            {
                context.AddFailure(name + tensor.Shape.PlaceOf(k), message(tensor[k]));
            }
        }

        if (found > MostPlaces)
        {
            context.AddFailure(name, string.Create(CultureInfo.InvariantCulture, $"has {found - MostPlaces} more entries like these"));
        }

        return found == 0;
    }

    private static string PythonName(double value) => double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
}
