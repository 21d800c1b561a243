using GradCheck.Programs.Numbers;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Reports;

namespace GradCheck.Programs.Judging;

/// <summary>Holds the values of a forward pass against those of the layer: its statistics by their names, its output by its place.</summary>
internal static class ForwardJudge
{
    /// <summary>Judges a value of the forward pass.</summary>
    public static Judgement Of(Event made, Examined examined)
    {
        if (made is not { IsReturn: false, Statement: not null, Value: { IsDiscrete: false } value } || examined.Trial.Truth is not { } layer)
        {
            return Judgement.Unchecked;
        }

        if (layer.StageOf(made.Name) is { } stage)
        {
            var form = stage.Forms.FirstOrDefault(form => Near.Close(value.Values, form.Values)) ?? stage.Forms[0];
            return new(stage.Is(value) ? LineVerdict.Match : LineVerdict.Mismatch, stage.Title, form.Values.Length == value.Values.Length ? form.Reshaped(value.Shape) : form, null);
        }

        return IsReturned(made, examined)
            ? new(Near.Holds(value, layer.Out) ? LineVerdict.Match : LineVerdict.Mismatch, "the layer's output", layer.Out, null)
            : Judgement.Unchecked;
    }

    /// <summary>Whether the function returns the value as its output, under its name.</summary>
    private static bool IsReturned(Event made, Examined examined) =>
        examined.Forward.Out is { } output && made.Frame.Caller is null && made.Value!.Values.AsSpan().SequenceEqual(output.Values)
        && examined.Forward.Events.Any(back => back is { IsReturn: true, Frame.Caller: null } && examined.Forward.IsOutput(back) && back.Reads.Contains(made));
}
