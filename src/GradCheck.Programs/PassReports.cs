using GradCheck.Comparison;
using GradCheck.Programs.Blame;
using GradCheck.Programs.Judging;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Runs;
using GradCheck.Programs.Sources;
using GradCheck.Python.Source;

namespace GradCheck.Programs;

/// <summary>Reports what a program returned, against its own forward pass and against the layer.</summary>
/// <param name="program">The program.</param>
/// <param name="examined">Its runs, one a case.</param>
internal sealed class PassReports(ProgramUnderTest program, IReadOnlyList<Examined> examined)
{
    /// <summary>The gradients that some case has not checked: there is no backward function, it stopped, or it does not return them.</summary>
    public IReadOnlyList<string> Unchecked => [.. program.Subject.GradientNames.Where((_, k) => !examined.All(item => !item.IsJudged(k) || IsChecked(item, k)))];

    /// <summary>The forward pass.</summary>
    /// <param name="wrong">The blamed lines.</param>
    /// <param name="view">The program's text.</param>
    public ForwardReport Forward(IReadOnlyList<Blamed> wrong, SourceView view)
    {
        var worst = examined.FirstOrDefault(item => !item.ForwardHolds) ?? examined[0];
        var holds = examined.All(item => item.ForwardHolds);
        var (output, truth) = (worst.Forward.Out, worst.Trial.Truth);
        var note = worst.Forward.Error is { } stopped ? $"{stopped.Type}: {stopped.Message}"
            : output is null ? "no array is returned"
            : truth is not null && !Near.Fits(output.Shape, truth.Out.Shape)
                ? $"has shape {output.ShapeText}, the layer's output has {truth.Out.ShapeText}"
            : null;
        Verdict? verdict = !program.Subject.IsCourse && worst.Forward.Error is null ? null
            : holds ? Verdict.Match
            : IsStopped(worst.Forward.Error) ? Verdict.Inconclusive : Verdict.Mismatch;
        return new(
            program.Script is null ? program.ForwardName : null,
            verdict,
            truth is null ? null : Near.Error(output, truth.Out),
            output?.Shape,
            note,
            holds ? null : worst.Trial.Name,
            verdict == Verdict.Mismatch && wrong.Count > 0 ? [WrongLineWriter.Write(wrong[0], view).Finding] : []);
    }

    /// <summary>Each gradient; none where there is no backward function.</summary>
    public IReadOnlyList<GradientReport> Backward() =>
        !program.HasGradients ? [] : [.. program.Subject.Inputs.Index().Where(input => examined.Any(item => item.IsJudged(input.Index))).Select(input => Gradient(input.Item, input.Index))];

    private GradientReport Gradient(string input, int k)
    {
        var worst = examined.FirstOrDefault(item => !item.Holds(k)) ?? examined[0];
        var holds = examined.All(item => item.Holds(k));
        var (value, own) = (Returned(worst, k), OwnOf(worst, k));
        var layers = examined.Select(item => item.LayerVerdict(k, input)).ToList();
        var right = worst.LayerGradient(input);
        return new(
            program.Subject.GradientNames[k],
            holds ? Verdict.Match : worst.Judge is null || IsStopped(worst.Backward?.Error) ? Verdict.Inconclusive : Verdict.Mismatch,
            own is null ? null : Near.Error(value, own),
            layers.Contains(null) ? null : layers.TrueForAll(layer => layer == Verdict.Match) ? Verdict.Match : Verdict.Mismatch,
            right is null ? null : Near.Error(value, right),
            value?.Shape,
            NoteOf(worst, value, own),
            holds ? null : worst.Trial.Name);
    }

    private static bool IsChecked(Examined item, int k) => item.Backward?.Error is null && Returned(item, k) is not null && OwnOf(item, k) is not null;

    private static Snapshot? Returned(Examined item, int k) => item.Backward is { } run && k < run.Gradients.Count ? run.Gradients[k] : null;

    private static Snapshot? OwnOf(Examined item, int k) => k < item.Own.Count ? item.Own[k] : null;

    private static bool IsStopped(ProgramError? error) => error is { Kind: ProgramErrorKind.Unsupported or ProgramErrorKind.Budget };

    private static string? NoteOf(Examined worst, Snapshot? value, Snapshot? own) =>
        worst.Backward?.Error is { } error ? $"{error.Type}: {error.Message}"
        : worst.Backward is null ? "the backward function was not run, because the forward function gave no output to go back from"
        : value is null ? "no array is returned"
        : own is null || value.Shape.AsSpan().SequenceEqual(own.Shape) ? null
        : worst.Passes is not null && !Near.Fits(value.Shape, own.Shape) && Broadcast.To(value, own.Shape) is not null ? $"has shape {value.ShapeText}, which broadcasts to {own.ShapeText}"
        : Near.Fits(value.Shape, own.Shape) ? $"has shape {value.ShapeText}; taken as {own.ShapeText}"
        : $"has shape {value.ShapeText}, should have {own.ShapeText}";
}
