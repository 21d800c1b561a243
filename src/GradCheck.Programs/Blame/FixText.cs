using GradCheck.Programs.Edits;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Syntax.Printing;

namespace GradCheck.Programs.Blame;

/// <summary>A mended line as a student would type it.</summary>
internal static class FixText
{
    /// <summary>The text of a line after an edit; of a loop or a branch the first line, without its block. Null where the edit cannot be typed as it stands.</summary>
    /// <param name="edit">The edit.</param>
    /// <param name="original">The statement before.</param>
    /// <param name="source">The text that it stands in.</param>
    public static string? Of(Edit edit, Statement original, SourceText source) => edit.NeedsEps ? null : edit.Text ?? Of(edit.Made, original, source);

    /// <summary>The text of a statement that takes the place of another.</summary>
    /// <param name="made">The statement after the edit.</param>
    /// <param name="original">The statement before.</param>
    /// <param name="source">The text that it stands in.</param>
    public static string Of(Statement made, Statement original, SourceText source)
    {
        var text = Printer.Print(made, new Spelling(source, original)).Split('\n')[0];

        // An elif is an if of its own in the tree.
        return made is IfStatement && source.TextOf(original.Span).StartsWith("elif", StringComparison.Ordinal) ? "el" + text : text;
    }

    /// <summary>The piece of the text that such a line takes the place of.</summary>
    /// <param name="original">The statement before.</param>
    /// <param name="source">The text that it stands in.</param>
    public static Span PlaceOf(Statement original, SourceText source)
    {
        if (!Walk.Blocks(original).Any())
        {
            return original.Span;
        }

        // The head ends with the colon behind its last expression.
        var end = Walk.Children(original).Select(part => part.Span.End).Append(original.Span.Start).Max();
        var colon = source.Text.IndexOf(':', end);
        return new(original.Span.Start, colon < 0 ? end : colon + 1);
    }
}
