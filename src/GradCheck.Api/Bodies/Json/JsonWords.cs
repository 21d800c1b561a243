using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using GradCheck.Api.Fields;

namespace GradCheck.Api.Bodies.Json;

/// <summary>What stands where JSON has something else, and what to write: mostly Python, and what NumPy prints.</summary>
internal static partial class JsonWords
{
    private const int LongestLook = 80;

    private static readonly SearchValues<byte> EndOfScalar = SearchValues.Create(" \t\r\n,]}:[{(\"'#=;"u8);

    // A word of Python and what JSON, as it is read here, has for it.
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["None"] = "null",
        ["True"] = "true",
        ["False"] = "false",
        ["undefined"] = "null",
        ["nan"] = "NaN",
        ["NAN"] = "NaN",
        ["np.nan"] = "NaN",
        ["math.nan"] = "NaN",
        ["nil"] = "null",
        ["NULL"] = "null",
        ["Null"] = "null",
        ["TRUE"] = "true",
        ["FALSE"] = "false",
        ["inf"] = "Infinity",
        ["Inf"] = "Infinity",
        ["np.inf"] = "Infinity",
        ["math.inf"] = "Infinity",
        ["infinity"] = "Infinity",
        ["+Infinity"] = "Infinity",
        ["+inf"] = "Infinity",
        ["-inf"] = "-Infinity",
        ["-Inf"] = "-Infinity",
        ["-np.inf"] = "-Infinity",
        ["-math.inf"] = "-Infinity",
        ["-nan"] = "NaN",
        ["-NaN"] = "NaN",
    };

    /// <summary>What a body that is no object starts with: the rest of a sentence.</summary>
    /// <param name="text">The body from its first character.</param>
    public static string OfStart(ReadOnlySpan<byte> text)
    {
        if (text[0] is 0xFE or 0xFF || (text.Length > 1 && (text[1] == 0 || text[0] == 0)))
        {
            return ", and it is no UTF-8 but seems to be UTF-16: save or encode it as UTF-8";
        }

        var look = Look(text);
        return text[0] switch
        {
            (byte)'[' => " but is an array: put it into the field it belongs to, as in {\"x\": [[1, 2], [3, 4]]}",
            (byte)'"' => " but is a string: if it was made by json.dumps of a text that was JSON already, send that text",
            (byte)'\'' => $" but with a single quote: JSON's quotes are double",
            (byte)'(' => " but with a parenthesis, as a tuple of Python",
            _ when Code().IsMatch(look) => " but is code of Python: put it into the field code, as json.dumps({\"code\": text}) does",
            _ when Form().IsMatch(look) => " but is a form: send JSON, with requests.post(url, json=...)",
            _ when Rune.DecodeFromUtf8(text, out var rune, out _) == OperationStatus.Done && !Rune.IsControl(rune) => $" but with `{rune}`",
            _ => string.Empty,
        };
    }

    /// <summary>What stands after the end of the body's object.</summary>
    /// <param name="rest">The text from there.</param>
    public static string AfterTheEnd(ReadOnlySpan<byte> rest) => rest[0] switch
    {
        (byte)'}' or (byte)']' => $"there is `{(char)rest[0]}` too many: every bracket before it is closed already",
        (byte)'{' => "a second object begins: a body holds one",
        (byte)',' => "there is a comma after the end of the object: leave it out",
        _ when Comment(rest) is { } comment => comment,
        _ => $"there is more text after the end of the object: {Quote(Look(rest))}",
    };

    /// <summary>What is wrong with an escape in a string; null where nothing is.</summary>
    /// <param name="rest">The text from the backslash, of two bytes at least.</param>
    public static string? OfEscape(ReadOnlySpan<byte> rest)
    {
        if (rest[1] == 'u')
        {
            var digits = rest[2..Math.Min(rest.Length, 6)];
            return digits.Length == 4 && digits.IndexOfAnyExceptInRange((byte)'0', (byte)'f') < 0 && Encoding.ASCII.GetString(digits).All(char.IsAsciiHexDigit)
                ? null
                : "there is `\\u` without the four hexadecimal digits of a character";
        }

        if ("\"\\/bfnrt"u8.Contains(rest[1]))
        {
            return null;
        }

        var what = rest[1] switch
        {
            (byte)'\n' or (byte)'\r' => "there is a backslash at the end of a line, in a string",
            (byte)'\'' => "there is `\\'` in a string: a single quote needs no backslash",
            _ when Rune.DecodeFromUtf8(rest[1..], out var rune, out _) == OperationStatus.Done && !Rune.IsControl(rune) => $"there is `\\{rune}` in a string, which JSON does not have",
            _ => "there is a backslash in a string, and what follows it is no escape of JSON",
        };
        return rest[1] == '\'' ? what : $"{what}: a backslash itself is written `\\\\`, as json.dumps does";
    }

    /// <summary>What stands where the name of a field belongs.</summary>
    /// <param name="rest">The text from there.</param>
    public static string InPlaceOfAName(ReadOnlySpan<byte> rest)
    {
        if (Comment(rest) is { } comment)
        {
            return comment;
        }

        var look = Look(rest);
        return SingleQuoted().Match(look) is { Success: true } quoted ? $"the name is in single quotes: write \"{quoted.Groups[1].Value}\""
            : Typographic(look) ? "there is a typographic quote: JSON's quotes are `\"`"
            : Name().Match(look) is { Success: true, Value: var name } ? $"the name has no quotes: write \"{FieldText.Shorten(name)}\""
            : Unseen(look) ?? $"there is {Quote(look)}, but the name of a field belongs here, in double quotes";
    }

    /// <summary>What stands between two values in place of a comma or a closing bracket.</summary>
    /// <param name="text">The body.</param>
    /// <param name="at">The byte.</param>
    /// <param name="inObject">Whether the values are those of fields.</param>
    public static string BetweenValues(ReadOnlySpan<byte> text, int at, bool inObject)
    {
        var rest = text[at..];
        if (Comment(rest) is { } comment)
        {
            return comment;
        }

        var before = text[..at].TrimEnd(" \t\r\n"u8);
        var look = Look(rest);
        if (rest[0] == '"' && before[^1] == '"')
        {
            return inObject && Field().IsMatch(look)
                ? "a comma is missing before the next field"
                : "a string follows a string: put a comma between them, or write one string; a double quote inside a string is written `\\\"`";
        }

        if (inObject && Field().IsMatch(look))
        {
            return $"a comma is missing before the next field";
        }

        return rest[0] switch
        {
            (byte)'[' or (byte)'{' => $"a comma is missing before `{(char)rest[0]}`{Numpy(inObject)}",
            (byte)'"' => "a comma is missing before the string",
            (byte)')' => "there is `)`: JSON has square brackets in the place of a tuple's parentheses",
            (byte)'(' => "there is `(`, a call of Python: JSON has values alone; x.tolist() gives an array as one",
            (byte)'*' or (byte)'/' or (byte)'+' or (byte)'%' or (byte)'-' when IsArithmetic(before, rest) => $"there is `{(char)rest[0]}`: JSON has no arithmetic; write the number that it makes",
            (byte)';' => "there is a semicolon: between values JSON has a comma",
            (byte)':' => "there is a colon that follows no name of a field",
            (byte)'=' => "there is `=`: between a field and its value JSON has a colon",
            >= (byte)'0' and <= (byte)'9' or (byte)'-' or (byte)'.' => $"a comma is missing before {Quote(Scalar(rest))}{Numpy(inObject)}",
            _ => Unseen(look) ?? $"there is {Quote(look)}, but a comma or a closing bracket belongs here",
        };
    }

    /// <summary>What stands where a value belongs; null where it is a number or a word that is read.</summary>
    /// <param name="rest">The text from there.</param>
    /// <param name="field">The field whose value belongs here; null in an array.</param>
    /// <param name="isFirst">Whether an array begins here.</param>
    /// <param name="length">Receives how long the number or word is.</param>
    public static string? InPlaceOfAValue(ReadOnlySpan<byte> rest, string? field, bool isFirst, out int length)
    {
        if (Comment(rest) is { } comment)
        {
            length = 0;
            return comment;
        }

        var scalar = Scalar(rest);
        length = scalar.Length;
        if (scalar is "null" or "true" or "false" or "NaN" or "Infinity" or "-Infinity" || JsonNumber().IsMatch(scalar))
        {
            return null;
        }

        if (rest[0] is (byte)',' or (byte)']' or (byte)'}')
        {
            return field is not null ? $"the value of {field} is missing"
                : rest[0] == ',' ? isFirst ? "there is a comma before the first value: leave it out" : "there is a comma too many: leave it out"
                : $"there is `{(char)rest[0]}` where a value belongs";
        }

        var look = Look(rest);
        if (Words.TryGetValue(scalar, out var word))
        {
            return scalar == "None" ? "there is `None`: JSON has null; a field that has no value is left out" : $"there is `{scalar}`: write {word}";
        }

        return Number(scalar, look, field is not null)
            ?? (Maker().Match(look) is { Success: true, Value: var maker } ? $"there is `{maker}...)`, as Python prints an array: write its brackets alone, as x.tolist() gives them"
            : NotFinite().Match(look) is { Success: true } call ? $"there is `{call.Value}`: write {(call.Groups[1].Value == "nan" ? "NaN" : call.Groups[1].Value.StartsWith('-') ? "-Infinity" : "Infinity")}"
            : Arithmetic().IsMatch(look) ? $"there is {Quote(scalar)}: JSON has no arithmetic; write the number that it makes"
            : look.StartsWith("...", StringComparison.Ordinal) ? "there are three points, as NumPy prints a large array: send every number, as x.tolist() gives them"
            : rest[0] == '(' ? "there is `(`, as of a tuple of Python: JSON has square brackets in its place"
            : rest[0] == '\'' ? look.StartsWith("'''", StringComparison.Ordinal) ? "there are three single quotes: in JSON a string has one double quote on each side, and its line breaks are written `\\n`, as json.dumps does" : "there is a string in single quotes: JSON's quotes are double; json.dumps makes them"
            : Typographic(look) ? "there is a typographic quote: JSON's quotes are `\"`"
            : Prefixed().IsMatch(look) ? $"there is `{look[..(look.IndexOfAny(['"', '\'']) + 1)]}`, a string of Python with a prefix: leave the prefix out, and escape the text as json.dumps does"
            : Unseen(look) ?? $"there is {Quote(look)}, but a value belongs here: a number, an array, a string in double quotes, true, false or null");
    }

    // A number that is one in Python or elsewhere; null for what is none.
    private static string? Number(string scalar, string look, bool isField)
    {
        if (PythonNumber().Match(scalar) is not { Success: true } match)
        {
            return null;
        }

        if (scalar.Contains('j', StringComparison.OrdinalIgnoreCase) && scalar.EndsWith('j'))
        {
            return $"there is {Quote(scalar)}, a complex number: JSON has real ones";
        }

        var (sign, body) = scalar[0] is '+' or '-' ? (scalar[0] == '-' ? "-" : string.Empty, scalar[1..]) : (string.Empty, scalar);
        body = body.Replace("_", string.Empty, StringComparison.Ordinal);
        if (body.StartsWith('.'))
        {
            body = "0" + body;
        }

        body = PointAtTheEnd().Replace(body, ".0$1");
        var digits = body.TrimStart('0');
        body = digits.Length == 0 || !char.IsAsciiDigit(digits[0]) ? "0" + digits : digits;
        var right = sign + body.TrimEnd('f', 'F', 'd', 'D', 'L', 'l');
        var spaced = !isField && SpacedNumbers().IsMatch(look) ? "; with commas between the numbers, as x.tolist() gives them" : string.Empty;
        return JsonNumber().IsMatch(right) ? $"there is {Quote(scalar)}, a number that JSON writes {FieldText.Shorten(right)}{(PointAtTheEnd().IsMatch(scalar) ? ": a digit must follow the point" : null)}{spaced}"
            : ExponentMissing().IsMatch(scalar) ? $"there is {Quote(scalar)}, a number without the digits of its exponent"
            : null;
    }

    // A sign with a digit right after it and space before it begins the next number.
    private static bool IsArithmetic(ReadOnlySpan<byte> before, ReadOnlySpan<byte> rest) =>
        before[^1] is >= (byte)'0' and <= (byte)'9' or (byte)'.' && !(rest[0] is (byte)'+' or (byte)'-' && rest.Length > 1 && rest[1] is >= (byte)'0' and <= (byte)'9' or (byte)'.');

    private static string Numpy(bool inObject) => inObject ? string.Empty : "; x.tolist() gives an array with its commas";

    private static string? Comment(ReadOnlySpan<byte> rest) =>
        rest[0] == '#' || rest.StartsWith("//"u8) || rest.StartsWith("/*"u8) ? $"there is a comment: JSON has none; leave it out" : null;

    private static bool Typographic(string look) => look[0] is '\u201C' or '\u201D' or '\u201E' or '\u2018' or '\u2019' or '\u00AB' or '\u00BB';

    // What one does not see in an editor, by its number.
    private static string? Unseen(string look) => look[0] switch
    {
        '\uFEFF' => "there is a byte order mark, U+FEFF, in the middle of the body: leave it out",
        '\u00A0' or '\u200B' or '\u2028' or '\u2029' or (>= '\u2000' and <= '\u200A') or '\u202F' or '\u3000' => string.Create(CultureInfo.InvariantCulture, $"there is the space U+{(int)look[0]:X4}, which JSON does not take for one: write a plain space"),
        '\uFFFD' => "there are bytes that are no UTF-8: encode the body as UTF-8",
        < ' ' => string.Create(CultureInfo.InvariantCulture, $"there is the control character U+{(int)look[0]:X4}"),
        _ => null,
    };

    private static string Scalar(ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOfAny(EndOfScalar);
        return Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
    }

    private static string Look(ReadOnlySpan<byte> rest) => Encoding.UTF8.GetString(rest[..Math.Min(rest.Length, LongestLook)]);

    private static string Quote(string text)
    {
        var line = text.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? text[..end] : text;
        return $"`{FieldText.Shorten(line.TrimEnd())}`";
    }

    [GeneratedRegex(@"^(def |import |from |class |@|#)")]
    private static partial Regex Code();

    [GeneratedRegex(@"^[a-z_]+=")]
    private static partial Regex Form();

    [GeneratedRegex(@"^'([\w.]{1,40})'")]
    private static partial Regex SingleQuoted();

    [GeneratedRegex(@"^[A-Za-z_]\w*")]
    private static partial Regex Name();

    [GeneratedRegex("^\"[^\"\\n]{1,60}\"\\s*:")]
    private static partial Regex Field();

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$")]
    private static partial Regex JsonNumber();

    [GeneratedRegex(@"^[+-]?(\d[\d_]*\.?\d*|\.\d+)([eE][+-]?\d*)?[fFdDlLjJ]?$")]
    private static partial Regex PythonNumber();

    [GeneratedRegex(@"\.([eE]|[fFdD]?$)")]
    private static partial Regex PointAtTheEnd();

    [GeneratedRegex(@"[eE][+-]?$")]
    private static partial Regex ExponentMissing();

    [GeneratedRegex(@"^[+-]?[\d.]+(e[+-]?\d+)?\s+[+-]?[\d.]")]
    private static partial Regex SpacedNumbers();

    [GeneratedRegex(@"^[+-]?[\d.]+(e[+-]?\d+)?\s*[-+*/%]")]
    private static partial Regex Arithmetic();

    [GeneratedRegex(@"^(np\.|numpy\.|torch\.|jnp\.|tf\.)?(array|asarray|ndarray|tensor|Tensor|matrix|float32|float64|int32|int64|Parameter|constant)\(")]
    private static partial Regex Maker();

    [GeneratedRegex("""^float\(\s*['"](nan|[+-]?inf(?:inity)?)['"]\s*\)""")]
    private static partial Regex NotFinite();

    [GeneratedRegex("""^[rRbBfFuU]{1,2}['"]""")]
    private static partial Regex Prefixed();
}
