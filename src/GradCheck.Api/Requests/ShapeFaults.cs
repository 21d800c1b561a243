using System.Globalization;
using GradCheck.Tensors;

namespace GradCheck.Api.Requests;

/// <summary>What is wrong with the shape of a tensor beside another, in a student's words.</summary>
internal static class ShapeFaults
{
    // The usual one, and that with the axes of x kept.
    private const int MostShapes = 2;

    /// <summary>What is wrong with the shape of a tensor; null where nothing is.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="shapes">The shapes it may have, the usual one first.</param>
    /// <param name="reason">Why: <c>x has 5 columns</c>.</param>
    public static string? Of(Tensor tensor, IReadOnlyList<Shape> shapes, string reason) =>
        shapes.Contains(tensor.Shape) ? null
        : tensor.Shape.Rank == 1 && shapes[0].Rank == 1 ? string.Create(CultureInfo.InvariantCulture, $"has {tensor.Shape.Count} value{(tensor.Shape.Count == 1 ? string.Empty : "s")}, but {reason}")
        : $"has shape {tensor.Shape}, but should have {string.Join(" or ", shapes.Take(MostShapes))}, because {reason}";

    /// <summary>What is wrong with the shape of a parameter, which may be a number for all; null where nothing is.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="shapes">The shapes it may have, the usual one first.</param>
    /// <param name="reason">Why: <c>x has 5 columns</c>.</param>
    public static string? OfParameter(string name, Tensor parameter, IReadOnlyList<Shape> shapes, string reason)
    {
        var isMisshapen = parameter.Shape.Count == shapes[0].Count;
        return parameter.Shape.Rank == 0 ? null : Of(parameter, shapes, isMisshapen ? $"{reason}; it has as many values: {name}.reshape({Inner(shapes[0])})" : reason);
    }

    private static string Inner(Shape shape) => string.Join(", ", shape.Sizes.ToArray().Select(size => size.ToString(CultureInfo.InvariantCulture)));
}
