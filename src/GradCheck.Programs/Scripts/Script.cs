using GradCheck.Python.Source;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Scripts;

/// <summary>A script as one function: its lines at the top, its training loop run once, and at the end of each gradient's life a line that keeps it.</summary>
/// <param name="Body">The function.</param>
/// <param name="Lives">The gradients, in the order of the text.</param>
/// <param name="Losses">The names of what is differentiated; empty where only a run can tell.</param>
/// <param name="Needed">Where the statements begin that the loss or a gradient depends on.</param>
/// <param name="Free">The names that are read before any line makes them, and where first.</param>
internal sealed record Script(
    FunctionStatement Body,
    IReadOnlyList<GradientLife> Lives,
    IReadOnlySet<string> Losses,
    IReadOnlySet<int> Needed,
    IReadOnlyList<(string Name, Statement At)> Free)
{
    /// <summary>The name of the function, which no program can have.</summary>
    public const string FunctionName = "<script>";

    /// <summary>The names that there are.</summary>
    public IReadOnlySet<string> Known { get; init; } = new HashSet<string>();

    /// <summary>The lines that would have made what the client gives.</summary>
    public IReadOnlyList<Statement> Given { get; init; } = [];

    /// <summary>Where it reads a file, for which a text stands in.</summary>
    public IReadOnlyList<Span> StandIns { get; init; } = [];

    /// <summary>The gradients that only copy what autograd says, those included that are derived elsewhere.</summary>
    public IReadOnlyList<GradientLife> Copied { get; init; } = [];

    /// <summary>The first attempts that nothing is made of and that are written anew: they are told, and not judged.</summary>
    public IReadOnlyList<GradientLife> Drafts { get; init; } = [];

    /// <summary>Whether it is written in torch: what it is given are tensors then.</summary>
    public bool IsTorch { get; init; }

    /// <summary>Reads the file again after a change of its text; null where it is no script any more.</summary>
    public required Func<ProgramTree, Script?> Again { get; init; }

    /// <summary>The names that gradients are taken of: where a line makes one of numbers alone, it is an input.</summary>
    public IReadOnlySet<string> Subjects { get; } = Lives.Select(life => life.Subject).ToHashSet();
}
