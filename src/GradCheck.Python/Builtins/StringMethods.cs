using System.Globalization;
using System.Text;
using GradCheck.Python.Operators;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Builtins;

/// <summary>The methods of texts.</summary>
internal static class StringMethods
{
    public static IReadOnlyList<LibraryFunction> All { get; } =
    [
        new("str.format", "self, *args, **kwargs", "Fills {} fields.", (context, a) => BraceFormat.Of(context, Text(a), a.Rest, a.Keywords)),
        new("str.join", "self, iterable, /", "The texts, with this one between them.", Join),
        new("str.split", "self, sep=None, maxsplit=-1", "The parts between separators.", (context, a) => Split(context, a, fromRight: false)),
        new("str.rsplit", "self, sep=None, maxsplit=-1", "The parts between separators, counted from the right.", (context, a) => Split(context, a, fromRight: true)),
        new("str.splitlines", "self, keepends=False", "The lines.", (context, a) => Strings(context, Text(a).ReplaceLineEndings("\n") is { Length: > 0 } text ? (text.EndsWith('\n') ? text[..^1] : text).Split('\n') : [])),
        new("str.strip", "self, chars=None, /", "Without the white space, or other letters, at both ends.", (context, a) => Strip(context, a, start: true, end: true)),
        new("str.lstrip", "self, chars=None, /", "Without them at the start.", (context, a) => Strip(context, a, start: true, end: false)),
        new("str.rstrip", "self, chars=None, /", "Without them at the end.", (context, a) => Strip(context, a, start: false, end: true)),
        new("str.replace", "self, old, new, count=-1, /", "With one part replaced by another.", Replace),
        new("str.startswith", "self, prefix, /", "Whether it starts with a part.", (context, a) => BooleanValue.Of(Parts(context, a["prefix"], "startswith").Any(part => Text(a).StartsWith(part, StringComparison.Ordinal)))),
        new("str.endswith", "self, suffix, /", "Whether it ends with a part.", (context, a) => BooleanValue.Of(Parts(context, a["suffix"], "endswith").Any(part => Text(a).EndsWith(part, StringComparison.Ordinal)))),
        new("str.find", "self, sub, /", "Where a part first stands, or -1.", (context, a) => IntegerValue.Of(Find(context, a))),
        new("str.index", "self, sub, /", "Where a part first stands.", (context, a) => Find(context, a) is >= 0 and var place ? IntegerValue.Of(place) : throw Errors.Value("substring not found", context.Span)),
        new("str.count", "self, sub, /", "How often a part stands in it.", Count),
        new("str.upper", "self, /", "In capitals.", (context, a) => Made(context, Text(a).ToUpperInvariant())),
        new("str.lower", "self, /", "In small letters.", (context, a) => Made(context, Text(a).ToLowerInvariant())),
        new("str.title", "self, /", "Words with a capital.", (context, a) => Made(context, CultureInfo.InvariantCulture.TextInfo.ToTitleCase(Text(a).ToLowerInvariant()))),
        new("str.capitalize", "self, /", "With a capital at the start.", (context, a) => Made(context, Text(a) is { Length: > 0 } text ? char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant() : string.Empty)),
        new("str.isdigit", "self, /", "Whether it is digits alone.", (_, a) => BooleanValue.Of(Text(a).Length > 0 && Text(a).All(char.IsDigit))),
        new("str.isalpha", "self, /", "Whether it is letters alone.", (_, a) => BooleanValue.Of(Text(a).Length > 0 && Text(a).All(char.IsLetter))),
        new("str.center", "self, width, fillchar=' ', /", "Filled at both sides.", (context, a) => Fill(context, a, '^')),
        new("str.ljust", "self, width, fillchar=' ', /", "Filled at the right.", (context, a) => Fill(context, a, '<')),
        new("str.rjust", "self, width, fillchar=' ', /", "Filled at the left.", (context, a) => Fill(context, a, '>')),
        new("str.zfill", "self, width, /", "Filled with zeros behind the sign.", ZeroFill),
    ];

    private static string Text(BoundArguments a) => a["self"] is StringValue text ? text.Value : string.Empty;

    private static StringValue Made(CallContext context, string text)
    {
        context.GrowText(text.Length);
        return new(text);
    }

    private static string Part(CallContext context, Value value) => value is StringValue text ? text.Value : throw Errors.Type($"must be str, not {value.TypeName}", context.Span);

    private static IEnumerable<string> Parts(CallContext context, Value value, string method) => value switch
    {
        StringValue text => [text.Value],
        TupleValue several when several.Items.All(item => item is StringValue) => several.Items.Cast<StringValue>().Select(item => item.Value),
        _ => throw Errors.Type($"{method} first arg must be str or a tuple of str, not {value.TypeName}", context.Span),
    };

    private static ListValue Strings(CallContext context, IReadOnlyList<string> parts)
    {
        context.Grow(parts.Count);
        context.GrowText(parts.Sum(part => (long)part.Length));
        return new([.. parts.Select(part => new StringValue(part))]);
    }

    private static StringValue Join(CallContext context, BoundArguments a)
    {
        if (!Iteration.IsIterable(a["iterable"]))
        {
            throw Errors.Type("can only join an iterable", context.Span);
        }

        var (between, made, number) = (Text(a), new StringBuilder(), 0);
        foreach (var item in Iteration.Of(context, a["iterable"]))
        {
            var part = item is StringValue text ? text.Value : throw Errors.Type($"sequence item {number}: expected str instance, {item.TypeName} found", context.Span);
            context.GrowText((long)part.Length + between.Length + 1);
            made.Append(number++ == 0 ? string.Empty : between).Append(part);
        }

        return new(made.ToString());
    }

    private static ListValue Split(CallContext context, BoundArguments a, bool fromRight)
    {
        var text = Text(a);
        var most = Numbers.SmallIndex(context, a["maxsplit"]);
        most = most < 0 ? long.MaxValue : most;
        context.Budget.Work(text.Length, context.Span);
        var byBlank = !a.Has("sep");
        var separator = byBlank ? string.Empty : Part(context, a["sep"]);
        if (!byBlank && separator.Length == 0)
        {
            throw Errors.Value("empty separator", context.Span);
        }

        var parts = new List<string>();
        var left = !byBlank ? text : fromRight ? text.TrimEnd() : text.TrimStart();
        while (parts.Count < most && left.Length > 0)
        {
            context.Grow(1);
            var (place, length) = byBlank ? Blank(left, fromRight) : (fromRight ? left.LastIndexOf(separator, StringComparison.Ordinal) : left.IndexOf(separator, StringComparison.Ordinal), separator.Length);
            if (place < 0)
            {
                break;
            }

            context.Budget.Work(left.Length / 16, context.Span);
            parts.Add(fromRight ? left[(place + length)..] : left[..place]);
            left = fromRight ? left[..place] : left[(place + length)..];
        }

        if (!byBlank || left.Length > 0)
        {
            parts.Add(left);
        }

        if (fromRight)
        {
            parts.Reverse();
        }

        return Strings(context, parts);
    }

    private static (int Place, int Length) Blank(string text, bool fromRight)
    {
        var (start, end) = (0, 0);
        if (fromRight)
        {
            end = text.Length;
            while (end > 0 && !char.IsWhiteSpace(text[end - 1]))
            {
                end--;
            }

            start = end;
            while (start > 0 && char.IsWhiteSpace(text[start - 1]))
            {
                start--;
            }

            return end == 0 ? (-1, 0) : (start, end - start);
        }

        while (start < text.Length && !char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        end = start;
        while (end < text.Length && char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        return start == text.Length ? (-1, 0) : (start, end - start);
    }

    private static StringValue Strip(CallContext context, BoundArguments a, bool start, bool end)
    {
        var text = Text(a);
        var letters = a.Has("chars") ? Part(context, a["chars"]).ToCharArray() : null;
        context.Budget.Work(text.Length, context.Span);
        text = start ? text.TrimStart(letters) : text;
        return Made(context, end ? text.TrimEnd(letters) : text);
    }

    private static StringValue Replace(CallContext context, BoundArguments a)
    {
        var (text, old, fresh) = (Text(a), Part(context, a["old"]), Part(context, a["new"]));
        var most = Numbers.SmallIndex(context, a["count"]);
        var made = new StringBuilder();
        context.Budget.Work(text.Length, context.Span);
        var at = 0;
        for (var done = 0L; most < 0 || done < most; done++)
        {
            var next = old.Length == 0 ? (done == 0 ? 0 : at + 1) : text.IndexOf(old, at, StringComparison.Ordinal);
            if (next < 0 || next > text.Length)
            {
                break;
            }

            context.GrowText((long)next - at + fresh.Length + 1);
            made.Append(text, at, next - at).Append(fresh);
            at = next + old.Length;
        }

        context.GrowText(text.Length - at);
        return new(made.Append(text, at, text.Length - at).ToString());
    }

    private static int Find(CallContext context, BoundArguments a)
    {
        context.Budget.Work(Text(a).Length, context.Span);
        return Text(a).IndexOf(Part(context, a["sub"]), StringComparison.Ordinal);
    }

    private static IntegerValue Count(CallContext context, BoundArguments a)
    {
        var (text, part) = (Text(a), Part(context, a["sub"]));
        context.Budget.Work(text.Length, context.Span);
        if (part.Length == 0)
        {
            return IntegerValue.Of(text.Length + 1);
        }

        var count = 0;
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + part.Length, StringComparison.Ordinal))
        {
            count++;
        }

        return IntegerValue.Of(count);
    }

    private static StringValue Fill(CallContext context, BoundArguments a, char align)
    {
        var fill = Part(context, a["fillchar"]);
        if (fill.Length != 1)
        {
            throw Errors.Type("The fill character must be exactly one character long", context.Span);
        }

        var text = Text(a);
        var missing = Numbers.SmallIndex(context, a["width"]) - text.Length;
        if (missing <= 0)
        {
            return new(text);
        }

        context.GrowText(text.Length + missing);

        // CPython puts the odd letter to the left where the width is odd.
        var left = align == '<' ? 0 : align == '>' ? missing : (missing / 2) + (missing & (text.Length + missing) & 1);
        return new(new string(fill[0], (int)left) + text + new string(fill[0], (int)(missing - left)));
    }

    private static StringValue ZeroFill(CallContext context, BoundArguments a)
    {
        var text = Text(a);
        var missing = Numbers.SmallIndex(context, a["width"]) - text.Length;
        if (missing <= 0)
        {
            return new(text);
        }

        context.GrowText(text.Length + missing);
        var sign = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        return new(text[..sign] + new string('0', (int)missing) + text[sign..]);
    }
}
