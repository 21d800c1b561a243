using System.Globalization;
using GradCheck.Programs.Source;
using GradCheck.Programs.Syntax;

namespace GradCheck.Programs.Checking.Blame;

/// <summary>Says what is wrong with a line.</summary>
internal static class WrongLineWriter
{
    /// <summary>The report of a blamed line.</summary>
    public static WrongLine Write(Blamed blamed, SourceView view) => Write(blamed, view, isFirst: true);

    /// <summary>The report of a blamed line, the first or a further one.</summary>
    public static WrongLine Write(Blamed blamed, SourceView view, bool isFirst)
    {
        var (title, explanation) = LineWords.Of(blamed.Code);
        var span = blamed.Edit?.Changed is { } changed && view.Source.LineOf(changed.Start) != view.Source.LineOf(blamed.Span.Start) ? changed : blamed.Span;
        var fix = blamed is { Edit: { } edit, Statement: { } original } ? FixText.Of(edit.Made, original, view.Source) : null;
        var tried = fix is null ? null : blamed.MakesAllRight
            ? blamed.IsForward ? "With this line the output is the layer's, on every case." : "With this line every gradient that depends on it is right, on every case."
            : "With this line its own value is right, on every case; something after it is wrong as well.";
        var name = blamed.At is { IsReturn: false } at ? $"`{at.Name}`" : null;
        var parts = new List<string>();
        if (blamed.Words is { } words)
        {
            parts.Add(Sentence(words));
        }

        parts.Add(name is not null && blamed.Words is null
            ? Sentence($"{(isFirst ? "this is the first line that departs" : "this line is wrong as well")}: {title}")
            : Sentence(title));
        if (name is not null && blamed.Words is null)
        {
            var off = Off(blamed);
            parts.AddRange(blamed.Against is { } against ? [Sentence($"{name} should be {against}{(off is null ? null : $"; it is {off}")}")]
                : off is null ? Array.Empty<string>()
                : [Sentence($"the output is {off}")]);
        }

        parts.Add(explanation);
        if (fix is not null)
        {
            parts.Add(blamed.MakesAllRight ? $"Tried: `{fix}` makes it right." : $"Tried: `{fix}` makes this line right; something after it is wrong as well.");
        }

        return new(
            view.FunctionOf(span.Start),
            view.LineOf(span.Start),
            view.ColumnOf(span.Start),
            view.Source.LineOf(span.Start) == view.Source.LineOf(Math.Max(span.Start, span.End - 1)) ? view.ColumnOf(span.End) : null,
            view.TextOf(span.Start),
            string.Join(' ', parts),
            new(blamed.Code, title, explanation, fix, tried, fix is null ? null : blamed.Confirmed));
    }

    /// <summary>The report of what ended a run.</summary>
    public static WrongLine Write(ProgramError error, SourceView view) =>
        Write(new Blamed(error.Span, error.Code, error.Kind == ProgramErrorKind.Python ? $"{error.Type}: {error.Message}" : error.Message), view);

    /// <summary>What a mistake in an earlier line ends in.</summary>
    public static string LeadsTo(ProgramError error, SourceText source) =>
        string.Create(CultureInfo.InvariantCulture, $"it leads to {error.Type} in line {source.LineOf(error.Span.Start)}: {error.Message}");

    private static string? Off(Blamed blamed)
    {
        var errors = blamed.Errors.Where(error => error.Share > Agreement.Share).ToList();
        return errors.Count == 0 ? null : "off by " + string.Join(" and by ", errors.Select(error => $"{Amount(error.Share!.Value)} on {error.Case}"));
    }

    /// <summary>A share of the largest entry, as one would say it.</summary>
    private static string Amount(double share) => share switch
    {
        double.PositiveInfinity => "a number that is not finite",
        >= 2 and < 1e6 => string.Create(CultureInfo.InvariantCulture, $"{share:0.#} times its size"),
        >= 0.01 and < 2 => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0}% of its size"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{share:0e+0} of its size"),
    };

    private static string Sentence(string words) =>
        (char.IsLower(words[0]) ? char.ToUpperInvariant(words[0]) + words[1..] : words) + (words[^1] is '.' or '?' or '!' ? string.Empty : ".");
}
