using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Modules;

/// <summary>How functions of torch that are written in Python tell of arguments that do not fit: as those of a program do.</summary>
internal sealed class NetworkWords : CallWords
{
    private const string Maker = ".__init__";

    public static NetworkWords Instance { get; } = new();

    public override string NameOf(string function) => function.EndsWith(Maker, StringComparison.Ordinal) ? base.NameOf(function[..^Maker.Length]) + Maker : base.NameOf(function);

    public override string Unexpected(string function, string name) => ProgramWords.Instance.Unexpected(function, name);

    public override string Missing(string function, IReadOnlyList<string> names, bool isKeywordOnly) => ProgramWords.Instance.Missing(function, names, isKeywordOnly);

    public override string TooMany(string function, int least, int most, int given, int named) => ProgramWords.Instance.TooMany(function, least, most, given, named);
}
