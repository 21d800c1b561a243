using GradCheck.Python.Source;

namespace GradCheck.Python.Tests.Syntax;

/// <summary>A program with marks around the piece where something must be: <c>x = «5 6»</c>.</summary>
internal sealed class AnnotatedText
{
    public AnnotatedText(string marked)
    {
        var start = marked.IndexOf('«', StringComparison.Ordinal);
        var end = marked.IndexOf('»', StringComparison.Ordinal) - 1;
        Assert.True(start >= 0 && end >= start, $"no marks in {marked}");
        Source = new(marked.Replace("«", string.Empty, StringComparison.Ordinal).Replace("»", string.Empty, StringComparison.Ordinal));
        Span = new(start, end);
    }

    public SourceText Source { get; }

    public Span Span { get; }

    /// <summary>The text with marks around another span, to compare by eye.</summary>
    public string Mark(Span span) => Source.Text.Insert(span.End, "»").Insert(span.Start, "«");
}
