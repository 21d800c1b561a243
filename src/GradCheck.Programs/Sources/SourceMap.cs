using System.Globalization;
using System.Text;
using GradCheck.Programs.Reports;
using GradCheck.Python.Source;

namespace GradCheck.Programs.Sources;

/// <summary>A text made of segments one after the other, each with lines of its own: one for a file, one for each of two snippets, one for each cell of a notebook.</summary>
/// <param name="Source">The whole text, as it is parsed.</param>
/// <param name="Segments">The segments, in the order of the text.</param>
internal sealed record SourceMap(SourceText Source, IReadOnlyList<Segment> Segments)
{
    /// <summary>The cells that cannot be read and so do not run, as in a notebook; none outside of notebooks.</summary>
    public IReadOnlyList<FaultyCell> FaultyCells { get; init; } = [];

    /// <summary>The text of a request: its file, its cells, or else its two snippets.</summary>
    /// <param name="request">The request.</param>
    public static SourceMap Of(ProgramRequest request)
    {
        if (request.Notebook is { } cells)
        {
            return NotebookText.Of(cells);
        }

        if (request.Code is { } code)
        {
            return new(new(code), [new(0)]);
        }

        var forward = new SourceText(request.ForwardSnippet ?? string.Empty).Text;
        forward = forward.EndsWith('\n') ? forward : forward + "\n";
        return new(new(forward + request.BackwardSnippet), [new(0, "forward"), new(forward.Length, "backward")]);
    }

    /// <summary>The segment of an offset.</summary>
    /// <param name="offset">The offset, from 0.</param>
    public Segment At(int offset)
    {
        var (low, high) = (0, Segments.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Segments[middle].Start <= offset ? (middle + 1, high) : (low, middle);
        }

        return Segments[Math.Max(low - 1, 0)];
    }

    /// <summary>The line of an offset, from 1, counted from the first line of its segment.</summary>
    /// <param name="offset">The offset, from 0.</param>
    public int LineOf(int offset) => Source.LineOf(offset) - Source.LineOf(At(offset).Start) + 1;

    /// <summary>The line of an offset with its cell, as words name it.</summary>
    /// <param name="offset">The offset, from 0.</param>
    public string PlaceOf(int offset) => string.Create(CultureInfo.InvariantCulture, $"{LineOf(offset)}{(At(offset).Cell is { } cell ? $" of cell {cell}" : null)}");

    /// <summary>The same text with pieces of it typed over.</summary>
    /// <param name="typed">The pieces, which do not overlap, and what stands in their place.</param>
    public SourceMap With(IEnumerable<(Span Place, string Text)> typed)
    {
        var text = new StringBuilder(Source.Text);
        var segments = Segments;
        foreach (var (place, line) in typed.OrderByDescending(item => item.Place.Start))
        {
            var longer = line.Length - (place.End - place.Start);
            text.Remove(place.Start, place.End - place.Start).Insert(place.Start, line);
            segments = [.. segments.Select(segment => place.Start < segment.Start ? segment with { Start = segment.Start + longer } : segment)];
        }

        return new(new(text.ToString()), segments) { FaultyCells = FaultyCells };
    }
}
