using System.Globalization;
using System.Text;
using GradCheck.Python.Operators;
using GradCheck.Python.Source;
using GradCheck.Python.Text;
using GradCheck.Python.Values;

namespace GradCheck.Python.Builtins;

/// <summary><c>"{} {0:.3f} {name[key]!r}".format(...)</c>.</summary>
internal sealed class BraceFormat
{
    private readonly CallContext context;
    private readonly IReadOnlyList<Value> positional;
    private readonly IReadOnlyList<KeyValuePair<string, Value>> keywords;
    private int automatic;
    private bool manual;

    private BraceFormat(CallContext context, IReadOnlyList<Value> positional, IReadOnlyList<KeyValuePair<string, Value>> keywords) =>
        (this.context, this.positional, this.keywords) = (context, positional, keywords);

    public static StringValue Of(CallContext context, string format, IReadOnlyList<Value> positional, IReadOnlyList<KeyValuePair<string, Value>> keywords) =>
        new(new BraceFormat(context, positional, keywords).Fill(format, 2));

    private string Fill(string format, int depth)
    {
        if (depth == 0)
        {
            throw Errors.Value("Max string recursion exceeded", context.Span);
        }

        context.Budget.Work(format.Length, context.Span);
        context.Budget.Allocate(2L * CallContext.LetterBytes * format.Length, context.Span);
        var made = new StringBuilder();
        for (var at = 0; at < format.Length; at++)
        {
            var letter = format[at];
            if (letter is not ('{' or '}'))
            {
                made.Append(letter);
            }
            else if (at + 1 < format.Length && format[at + 1] == letter)
            {
                made.Append(letter);
                at++;
            }
            else if (letter == '}' || at + 1 == format.Length)
            {
                throw Errors.Value($"Single '{letter}' encountered in format string", context.Span);
            }
            else
            {
                var end = EndOf(format, at);
                var text = Field(format[(at + 1)..end], depth);
                context.Budget.Allocate(2L * CallContext.LetterBytes * text.Length, context.Span);
                made.Append(text);
                at = end;
            }
        }

        return made.ToString();
    }

    private int EndOf(string format, int start)
    {
        var open = 0;
        for (var at = start; at < format.Length; at++)
        {
            open += format[at] == '{' ? 1 : format[at] == '}' ? -1 : 0;
            if (open == 0)
            {
                return at;
            }
        }

        throw Errors.Value("expected '}' before end of string", context.Span);
    }

    private string Field(string field, int depth)
    {
        var colon = field.IndexOf(':', StringComparison.Ordinal);
        var (name, spec) = colon < 0 ? (field, string.Empty) : (field[..colon], field[(colon + 1)..]);
        var mark = name.IndexOf('!', StringComparison.Ordinal);
        var conversion = mark < 0 ? string.Empty : name[(mark + 1)..];
        var value = Find(mark < 0 ? name : name[..mark]);
        value = (mark < 0 ? "-" : conversion) switch
        {
            "-" => value,
            "r" or "a" => new StringValue(ValueText.Repr(context, value)),
            "s" => new StringValue(ValueText.Str(context, value)),
            "" => throw Errors.Value("end of string while looking for conversion specifier", context.Span),
            _ => throw Errors.Value($"Unknown conversion specifier {conversion[0]}", context.Span),
        };
        return FormatSpec.Format(context, value, spec.Contains('{', StringComparison.Ordinal) ? Fill(spec, depth - 1) : spec);
    }

    private Value Find(string path)
    {
        var end = path.IndexOfAny(['.', '[']);
        var first = end < 0 ? path : path[..end];
        var value = First(first);
        for (var at = first.Length; at < path.Length;)
        {
            var isIndex = path[at] == '[';
            var stop = isIndex ? path.IndexOf(']', at) : path.IndexOfAny(['.', '['], at + 1);
            if (isIndex && stop < 0)
            {
                throw Errors.Value("Missing ']' in format string", context.Span);
            }

            stop = stop < 0 ? path.Length : stop;
            var key = path[(at + 1)..stop];
            if (key.Length == 0)
            {
                throw Errors.Value("Empty attribute in format string", context.Span);
            }

            value = !isIndex ? Attributes.Get(context, value, key)
                : Subscripts.Get(context, value, int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? IntegerValue.Of(index) : new StringValue(key));
            at = isIndex ? stop + 1 : stop;
            if (isIndex && at < path.Length && path[at] is not ('.' or '['))
            {
                throw Errors.Value("Only '.' or '[' may follow ']' in format field specifier", context.Span);
            }
        }

        return value;
    }

    private Value First(string name)
    {
        if (name.Length > 0 && !name.All(char.IsAsciiDigit))
        {
            foreach (var (key, value) in keywords)
            {
                if (key == name)
                {
                    return value;
                }
            }

            throw Raising.MissingKey(context, new StringValue(name));
        }

        if (name.Length == 0 ? manual : automatic > 0)
        {
            throw Errors.Value(
                manual ? "cannot switch from manual field specification to automatic field numbering" : "cannot switch from automatic field numbering to manual field specification",
                context.Span);
        }

        manual |= name.Length > 0;
        var index = name.Length == 0 ? automatic++ : int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : int.MaxValue;
        return index < positional.Count
            ? positional[index]
            : throw Errors.Index(string.Create(CultureInfo.InvariantCulture, $"Replacement index {index} out of range for positional args tuple"), context.Span);
    }
}
