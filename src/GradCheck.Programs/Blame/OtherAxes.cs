using System.Globalization;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Runs;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Blame;

/// <summary>A shape that is unpacked into another number of names than the layer's array has axes: the code is for another layout, or for one sample.</summary>
internal static class OtherAxes
{
    /// <summary>The code of the mistake.</summary>
    public const string Code = "other_axes";

    /// <summary>The line that unpacks the shape, with the axes that there are; null where the error is of another kind.</summary>
    /// <param name="program">The program.</param>
    /// <param name="error">What ended the run.</param>
    /// <param name="events">The run.</param>
    public static Blamed? Of(ProgramUnderTest program, ProgramError error, IReadOnlyList<Event> events)
    {
        if (error.Code != ErrorCodes.WrongUnpacking
            || Walk.Statements(program.Tree.Body).OfType<AssignStatement>().LastOrDefault(item => item.Span.Start <= error.Span.Start && error.Span.End <= item.Span.End) is not { } statement
            || statement is not { Targets: [TupleExpression targets], Value: AttributeExpression { Name: "shape", Value: NameExpression array } }
            || events.LastOrDefault(made => made.Name == array.Id && made.Value is not null) is not { Value: { } value } || value.Shape.Length == targets.Elements.Count)
        {
            return null;
        }

        var names = targets.Elements.Select(element => element is NameExpression name ? name.Id : "_").ToList();
        var isImage = value.Shape.Length == 4;
        var words = string.Create(
            CultureInfo.InvariantCulture,
            $"`{array.Id}` has the shape {value.ShapeText} here, {value.Shape.Length} axes{(isImage ? " (N, C, H, W)" : string.Empty)}, and is unpacked into {names.Count} names, ({string.Join(", ", names)})");
        var isLast = isImage && names[^1].StartsWith("c", StringComparison.OrdinalIgnoreCase);
        return new(statement.Span, Code, isLast ? $"{words}, as if the channels stood last" : words) { Statement = statement, IsForward = true };
    }
}
