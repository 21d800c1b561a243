using System.Reflection;
using System.Text.RegularExpressions;
using GradCheck.Layers;
using GradCheck.Programs;
using GradCheck.Python.Source;

namespace GradCheck.Api.Tests.Architecture;

/// <summary>Which folder uses which, read from the compiled code: arrows run one way, between projects and within each.</summary>
public partial class ArrowTests
{
    private const string Begin = "<!-- arrows -->\n";
    private const string End = "<!-- end of arrows -->";

    /// <summary>Each project with those that it may use, and its folders from the bottom up: a folder may use those before it. <c>.</c> is the project's own folder.</summary>
    private static readonly Dictionary<string, (Assembly Code, string[] Projects, string[] Folders)> Rooms = new()
    {
        ["GradCheck"] = (typeof(Layer).Assembly, [],
        [
            "Faults", "Arithmetic", "Tensors", "Layers", "Normalization", "Numeric", "Comparison", "SecondOrder", "Sweep", "Derivations", "Cases",
            "Mistakes", "Diagnosis/Reports", "Diagnosis/Recipes", "Diagnosis/Predictions", "Diagnosis/Hypotheses", "Diagnosis/Search", "Diagnosis/Observations", "Diagnosis/Shapes",
            "Diagnosis/Examples", "Diagnosis/Inputs", "Diagnosis", "Grading",
        ]),
        ["GradCheck.Python"] = (typeof(SourceText).Assembly, [],
        [
            "Source", "Syntax", "Syntax/Lexing", "Syntax/Parsing", "Syntax/Printing", "Budgets", "Objects", "Arrays", "Values", "Text", "Operators", "Classes", "Modules", "Runtime", "Builtins", "NumPy", "NumPy/Random", "Im2col", "Torch/Tensors", "Torch/Autograd", "Torch/Operations", "Torch/Functions", "Torch/Functional", "Torch/Modules", "Torch", "SciPy", ".",
        ]),
        ["GradCheck.Programs"] = (typeof(ProgramChecker).Assembly, ["GradCheck", "GradCheck.Python"],
        [
            "Numbers", "Reports", "Names", "Dialects", "Edits", "Sources", "Returns", "Recording", "Scripts", "Subjects", "Entries", "Classes", "Runs", "Judging", "TestMode", "Blame", "Reading", "Examples", "Search", ".", "Grading",
        ]),
        ["GradCheck.Api"] = (typeof(Program).Assembly, ["GradCheck", "GradCheck.Python", "GradCheck.Programs"],
        [
            "Limits", "Problems", "Fields", "Bodies/Json", "Bodies/Numpy", "Bodies", "Contracts", "Grades", "Requests", "Clients", "Description", "Endpoints", "Setup",
        ]),
    };

    public static TheoryData<string> Names => [.. Rooms.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Folders_UseOnlyThoseBelowThem(string room)
    {
        var folders = Rooms[room].Folders;
        var wrong = UsesOf(room)
            .Where(use => use.To.Room == room && use.To.Folder != use.From && Array.IndexOf(folders, use.To.Folder) >= Array.IndexOf(folders, use.From))
            .Select(use => $"{use.From} uses {use.To.Folder}: {use.What}")
            .Order()
            .ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Folders_AreAllNamed(string room) =>
        Assert.Equal(Rooms[room].Folders.Order(StringComparer.Ordinal), TypesOf(room).Select(type => FolderOf(room, type)).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Projects_UseOnlyThoseBelowThem(string room) =>
        Assert.Empty(UsesOf(room).Select(use => use.To.Room).Where(used => used != room).Distinct().Except(Rooms[room].Projects));

    /// <summary>The table in docs/architecture.md is the one of the code; GRADCHECK_UPDATE=1 stores it.</summary>
    [Fact]
    public void Page_HasTheArrowsOfTheCode()
    {
        var page = Repository.PathOf("docs", "architecture.md");
        var text = File.ReadAllText(page);
        var (start, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        var tables = string.Concat(Rooms.Keys.Select(TableOf));
        if (Environment.GetEnvironmentVariable("GRADCHECK_UPDATE") == "1")
        {
            File.WriteAllText(page, text[..start] + tables + text[end..]);
        }
        else
        {
            Assert.Equal(tables, text[start..end]);
        }
    }

    [Fact]
    public void Page_NamesTypesThatThereAre()
    {
        var text = File.ReadAllText(Repository.PathOf("docs", "architecture.md"));
        var walks = text[text.IndexOf("## Three requests", StringComparison.Ordinal)..text.IndexOf("## The arrows", StringComparison.Ordinal)];
        var named = Quoted().Matches(walks).Select(match => match.Groups[1].Value).Distinct();
        var types = Rooms.Values.SelectMany(room => room.Code.GetTypes()).Select(type => type.Name.Split('`')[0]);

        Assert.Empty(named.Except(types));
    }

    private static string TableOf(string room)
    {
        var uses = UsesOf(room).Where(use => use.To != (room, use.From)).ToLookup(use => use.From, use => use.To.Room == room ? use.To.Folder : $"*{use.To.Room}*");
        var rows = Rooms[room].Folders.Select(folder => $"| {folder} | {string.Join(", ", uses[folder].Distinct().Order(StringComparer.Ordinal))} |\n");
        return $"\n### {room}\n\n| folder | uses |\n| --- | --- |\n{string.Concat(rows)}\n";
    }

    private static IEnumerable<(string From, (string Room, string Folder) To, string What)> UsesOf(string room) =>
        from use in CompiledCode.UsesOf(Rooms[room].Code.Location)
        where RoomOf(use.From) == room
        let used = RoomOf(use.To)
        where used is not null
        select (FolderOf(room, use.From), (used, FolderOf(used, use.To)), $"{use.From} uses {use.To}");

    private static IEnumerable<string> TypesOf(string room) => CompiledCode.UsesOf(Rooms[room].Code.Location).Select(use => use.From).Where(type => RoomOf(type) == room).Distinct();

    // The longest name that fits: GradCheck.Python.Values is not GradCheck's.
    private static string? RoomOf(string type) => Rooms.Keys.Where(room => type.StartsWith(room + ".", StringComparison.Ordinal)).MaxBy(room => room.Length);

    private static string FolderOf(string room, string type) =>
        type[..type.LastIndexOf('.')] is var space && space == room ? "." : space[(room.Length + 1)..].Replace('.', '/');

    [GeneratedRegex("`([A-Z][A-Za-z]+)`")]
    private static partial Regex Quoted();
}
