using System.Globalization;
using GradCheck.Mistakes;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Sources;
using GradCheck.Python.Source;

namespace GradCheck.Programs.Blame;

/// <summary>Says what is wrong with a line.</summary>
internal static class WrongLineWriter
{
    /// <summary>Beyond twice its size, what a value is off by is told as times, not as percent.</summary>
    private const double MostPercent = 2;

    /// <summary>Below this share, a power of ten says it.</summary>
    private const double LeastPercent = 1e-4;

    /// <summary>Beyond this, a power of ten says it.</summary>
    private const double MostDigits = 1e6;

    /// <summary>So far off is only what is measured by the rounding of a 0.</summary>
    private const double Everything = 1e12;

    /// <summary>The report of a blamed line.</summary>
    public static WrongLine Write(Blamed blamed, SourceView view) => Write(blamed, view, isFirst: true);

    /// <summary>The report of a blamed line, the first or a further one.</summary>
    public static WrongLine Write(Blamed blamed, SourceView view, bool isFirst)
    {
        var (title, explanation) = MistakeTable.OfLine(blamed.Code);
        var span = blamed.Edit?.Changed is { } changed && view.Source.LineOf(changed.Start) != view.Source.LineOf(blamed.Span.Start) ? changed : blamed.Span;
        var fix = blamed is { Edit: { } found, Statement: { } original } ? FixText.Of(found, original, view.Source) : null;
        var with = blamed.Edit?.Also is not { } also ? null
            : also.Words ?? $"together with line {view.Map.PlaceOf(also.Old.Span.Start)}";
        var tried = fix is null ? null : blamed.MakesAllRight
            ? blamed.IsForward ? $"With this line{Beside(with)} the output is the layer's, on every case." : $"With this line{Beside(with)} every gradient that depends on it is right, on every case."
            : "With this line its own value is right, on every case; with the further lines all is.";
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
            parts.Add(blamed.MakesAllRight ? $"Tried: `{fix}`{Beside(with)} makes it right." : $"Tried: `{fix}` makes this line right; the further lines are wrong as well.");
        }
        else if (blamed.Edit is { NeedsEps: true })
        {
            parts.Add(blamed.IsForward
                ? "eps is not at hand here: take it from the arguments, as `eps = bn_param[\"eps\"]` does, or hand it on to this function."
                : "eps is not at hand here: put it into the cache in the forward function, and take it out of the cache here.");
        }

        return new(
            view.FunctionOf(span.Start),
            view.LineOf(span.Start),
            view.ColumnOf(span.Start),
            view.Source.LineOf(span.Start) == view.Source.LineOf(Math.Max(span.Start, span.End - 1)) ? view.ColumnOf(span.End) : null,
            view.TextOf(span.Start),
            string.Join(' ', parts),
            new(blamed.Code, title, explanation, fix, tried, fix is null ? null : blamed.Confirmed))
        {
            Cell = view.CellOf(span.Start),
        };
    }

    /// <summary>The report of what ended a run.</summary>
    public static WrongLine Write(ProgramError error, SourceView view) =>
        Write(new Blamed(error.Span, error.Code, error.Kind == ProgramErrorKind.Python ? $"{error.Type}: {error.Message}" : error.Message), view);

    /// <summary>What a mistake in an earlier line ends in.</summary>
    public static string LeadsTo(ProgramError error, SourceText source) =>
        $"it leads to {error.Type} in line {source.PlaceOf(error.Span.Start)}: {error.Message}";

    /// <summary>The line as it would be right; null where there is none that can be put in as it stands.</summary>
    private static string? Beside(string? words) => words is null ? null : $" {words}";

    private static string? Off(Blamed blamed)
    {
        var errors = blamed.Errors.Where(error => error.Share > Near.Share).ToList();

        // One unit in a sentence: percent up to twice the size, times where any is beyond.
        var inTimes = errors.Exists(error => error.Share >= MostPercent);
        return errors.Count == 0 ? null : "off by " + Listed(errors.Select(error => $"{Amount(error.Share!.Value, inTimes)} on {error.Case}"));
    }

    /// <summary>Several amounts in a row: <c>1% on a, by 2% on b and by 3% on c</c>.</summary>
    private static string Listed(IEnumerable<string> amounts)
    {
        var all = amounts.ToList();
        return all.Count == 1 ? all[0] : $"{string.Join(", by ", all.Take(all.Count - 1))} and by {all[^1]}";
    }

    /// <summary>A share of the largest entry, as one would say it.</summary>
    private static string Amount(double share, bool inTimes) => share switch
    {
        double.PositiveInfinity => "a number that is not finite",
        >= Everything => "all of its size, since 0 is right,",
        >= MostDigits => string.Create(CultureInfo.InvariantCulture, $"{share:0e+0} times its size"),
        _ when inTimes => string.Create(CultureInfo.InvariantCulture, $"{Rounded(share)} times its size"),
        >= LeastPercent => string.Create(CultureInfo.InvariantCulture, $"{Rounded(share * 100)}% of its size"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0e+0}% of its size"),
    };

    /// <summary>Two digits of a small number, no fraction of a large one.</summary>
    private static string Rounded(double value) => value.ToString(value < 10 ? "0.##" : "0", CultureInfo.InvariantCulture) is var text && text != "0" ? text : value.ToString("0e+0", CultureInfo.InvariantCulture);

    private static string Sentence(string words) =>
        (char.IsLower(words[0]) ? char.ToUpperInvariant(words[0]) + words[1..] : words) + (words[^1] is '.' or '?' or '!' ? string.Empty : ".");
}
