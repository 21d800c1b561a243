using System.Globalization;
using System.Text;
using GradCheck.Api.Fields;

namespace GradCheck.Api.Bodies.Json;

/// <summary>Walks a body that was refused, once more and without hurry, to the place where it stops being JSON.</summary>
/// <param name="text">The body.</param>
internal ref struct JsonWalk(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> text = text;
    private readonly List<Level> levels = [];
    private int at = 0;

    /// <summary>The place of a fault.</summary>
    /// <param name="At">The byte.</param>
    /// <param name="Path">The place in the request, such as <c>x[0][1]</c>; empty outside every field.</param>
    /// <param name="What">What stands there and what to write: the rest of a sentence.</param>
    internal readonly record struct Found(int At, string Path, string What);

    private enum Wanted
    {
        Value,
        ValueOrEnd,
        Name,
        NameOrEnd,
        Colon,
        CommaOrEnd,
    }

    /// <summary>Finds the first fault of a kind; null where there is none.</summary>
    /// <param name="kind">What to look for; what is not JSON ends the walk in any case.</param>
    public Found? Find(JsonFaultKind kind)
    {
        var wanted = Wanted.Value;
        var comma = -1;
        while (true)
        {
            SkipSpace();
            if (at == text.Length)
            {
                return Unfinished(wanted);
            }

            var next = text[at];
            switch (wanted)
            {
                case Wanted.ValueOrEnd or Wanted.NameOrEnd when next is (byte)']' or (byte)'}' && Closes(next):
                case Wanted.CommaOrEnd when next is (byte)']' or (byte)'}' && Closes(next):
                    at++;
                    levels.RemoveAt(levels.Count - 1);
                    wanted = Wanted.CommaOrEnd;
                    if (levels.Count == 0)
                    {
                        SkipSpace();
                        return at == text.Length ? null : Here(JsonWords.AfterTheEnd(text[at..]));
                    }

                    break;

                case Wanted.Value or Wanted.Name when comma >= 0 && next is (byte)']' or (byte)'}':
                    at = comma;
                    return Here(string.Create(CultureInfo.InvariantCulture, $"there is a comma with nothing after it but `{(char)next}`: leave the comma out"));

                case Wanted.Value or Wanted.ValueOrEnd:
                    if (next is (byte)'[' or (byte)'{')
                    {
                        if (kind == JsonFaultKind.TooDeep && levels.Count == JsonFault.MaxDepth)
                        {
                            levels.Clear();
                            return Here(string.Create(CultureInfo.InvariantCulture, $"the body is nested more than {JsonFault.MaxDepth} deep"));
                        }

                        levels.Add(new(next == '{', at));
                        at++;
                        (wanted, comma) = (next == '{' ? Wanted.NameOrEnd : Wanted.ValueOrEnd, -1);
                        break;
                    }

                    if ((next == '"' ? TextFault() : ScalarFault(wanted)) is { } wrong)
                    {
                        return wrong;
                    }

                    wanted = Wanted.CommaOrEnd;
                    break;

                case Wanted.Name or Wanted.NameOrEnd:
                    if (next != '"')
                    {
                        return Here(next == ',' ? "there is a comma too many: leave it out" : JsonWords.InPlaceOfAName(text[at..]));
                    }

                    var start = at;
                    if (TextFault() is { } unfinished)
                    {
                        return unfinished;
                    }

                    var name = Encoding.UTF8.GetString(text[(start + 1)..(at - 1)]);
                    levels[^1].Name = FieldText.Shorten(name);
                    if (kind == JsonFaultKind.Repeated && !levels[^1].Names.Add(name))
                    {
                        levels.Clear();
                        at = start;
                        return Here($"the field {FieldText.Shorten(name)} is given twice");
                    }

                    wanted = Wanted.Colon;
                    break;

                case Wanted.Colon:
                    if (next != ':')
                    {
                        return Here(next == '=' ? "there is `=`: between a field and its value JSON has a colon" : "a colon is missing after the name of the field");
                    }

                    at++;
                    (wanted, comma) = (Wanted.Value, -1);
                    break;

                default:
                    if (next != ',')
                    {
                        return Between(next);
                    }

                    comma = at++;
                    levels[^1].Index++;
                    wanted = levels[^1].IsObject ? Wanted.Name : Wanted.Value;
                    break;
            }
        }
    }

    private readonly bool Closes(byte bracket) => levels[^1].IsObject == (bracket == '}');

    private void SkipSpace()
    {
        var skipped = text[at..].IndexOfAnyExcept(" \t\r\n"u8);
        at = skipped < 0 ? text.Length : at + skipped;
    }

    private readonly Found Here(string what) => new(at, Path(), what);

    // What stands where a value is over and a comma or a closing bracket belongs.
    private readonly Found Between(byte next)
    {
        var open = levels[^1];
        if (next is (byte)']' or (byte)'}')
        {
            return Here($"there is `{(char)next}`, but the {(open.IsObject ? "brace `{" : "bracket `[")}` of {JsonFault.PlaceOf(text, open.Opened)} is still open: close it with `{(open.IsObject ? '}' : ']')}` first");
        }

        return Here(JsonWords.BetweenValues(text, at, open.IsObject));
    }

    // At the end of the text with something still to come.
    private readonly Found Unfinished(Wanted wanted)
    {
        var open = levels[^1];
        var what = open.IsObject ? "brace `{" : "bracket `[";
        var missing = wanted == Wanted.Value && open is { IsObject: true, Name: { } name } ? $"the value of {name} is missing, and " : string.Empty;
        return Here($"the body ends: {missing}the {what}` of {JsonFault.PlaceOf(text, open.Opened)} is not closed");
    }

    // A string, left behind where it is one.
    private Found? TextFault()
    {
        if (text[at..].StartsWith("\"\"\""u8))
        {
            return Here("there are three quotes: in JSON a string has one on each side, and its line breaks are written `\\n`, as json.dumps does");
        }

        var start = at;
        for (at++; at < text.Length; at++)
        {
            var next = text[at];
            if (next == '"')
            {
                at++;
                return null;
            }

            if (next < ' ')
            {
                return Here(next switch
                {
                    (byte)'\n' or (byte)'\r' => "there is a raw line break in a string: write `\\n` for it, as json.dumps does",
                    (byte)'\t' => "there is a raw tab in a string: write `\\t` for it, as json.dumps does",
                    _ => string.Create(CultureInfo.InvariantCulture, $"there is a raw control character in a string: write `\\u{next:x4}` for it"),
                });
            }

            if (next == '\\' && at + 1 < text.Length)
            {
                if (JsonWords.OfEscape(text[at..]) is { } wrong)
                {
                    return Here(wrong);
                }

                at++;
            }
            else if (next >= 0x80 && Rune.DecodeFromUtf8(text[at..], out _, out _) != System.Buffers.OperationStatus.Done)
            {
                return Here(string.Create(CultureInfo.InvariantCulture, $"there is the byte 0x{next:X2}, which is no UTF-8: encode the body as UTF-8"));
            }
        }

        at = text.Length;
        return Here($"the body ends in a string, whose quote of {JsonFault.PlaceOf(text, start)} is not closed");
    }

    // A number or a word, left behind where it is one of JSON's or of those that are read besides.
    private Found? ScalarFault(Wanted wanted)
    {
        var rest = text[at..];
        if (JsonWords.InPlaceOfAValue(rest, levels[^1] is { IsObject: true } open ? open.Name : null, wanted == Wanted.ValueOrEnd, out var length) is { } wrong)
        {
            return Here(wrong);
        }

        at += length;
        return null;
    }

    private readonly string Path()
    {
        var path = new StringBuilder();
        foreach (var level in levels)
        {
            if (!level.IsObject)
            {
                path.Append(CultureInfo.InvariantCulture, $"[{level.Index}]");
            }
            else if (level.Name is { } name)
            {
                path.Append(path.Length == 0 ? string.Empty : ".").Append(name);
            }
        }

        return path.ToString();
    }

    private sealed class Level(bool isObject, int opened)
    {
        public bool IsObject { get; } = isObject;

        public int Opened { get; } = opened;

        public HashSet<string> Names { get; } = [];

        public string? Name { get; set; }

        public int Index { get; set; }
    }
}
