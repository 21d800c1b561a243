namespace GradCheck.Python.Values;

/// <summary>How CPython words a call that does not fit a function of the program.</summary>
internal sealed class ProgramWords : CallWords
{
    public static ProgramWords Instance { get; } = new();

    public override string NameOf(string function) => function;

    public override string Unexpected(string function, string name) => $"{function}() got an unexpected keyword argument '{name}'";

    public override string Missing(string function, IReadOnlyList<string> names, bool isKeywordOnly)
    {
        var quoted = names.Select(name => $"'{name}'").ToArray();
        var listed = quoted.Length switch
        {
            1 => quoted[0],
            2 => $"{quoted[0]} and {quoted[1]}",
            _ => $"{string.Join(", ", quoted.SkipLast(1))}, and {quoted[^1]}",
        };
        return $"{function}() missing {quoted.Length} required {(isKeywordOnly ? "keyword-only" : "positional")} argument{(quoted.Length == 1 ? string.Empty : "s")}: {listed}";
    }

    public override string TooMany(string function, int least, int most, int given, int named)
    {
        var taken = least == most ? Counted(most) : $"from {least} to {Counted(most)}";
        var also = named == 0
            ? $"{given} {(given == 1 ? "was" : "were")} given"
            : $"{Counted(given)} (and {named} keyword-only argument{(named == 1 ? string.Empty : "s")}) were given";
        return $"{function}() takes {taken} but {also}";
    }
}
