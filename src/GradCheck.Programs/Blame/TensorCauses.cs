using GradCheck.Diagnosis;
using GradCheck.Mistakes;
using GradCheck.Normalization;
using GradCheck.Programs.Judging;
using GradCheck.Programs.Numbers;
using GradCheck.Tensors;

namespace GradCheck.Programs.Blame;

/// <summary>Asks the diagnosis of tensors what a wrong result of a normalization layer comes from.</summary>
internal static class TensorCauses
{
    /// <summary>The code of what the output shows; null where it shows nothing, or the layer is none of the catalogue.</summary>
    public static string? OfForward(IReadOnlyList<Examined> examined) =>
        First(examined, item => item.Forward.Out is { } output ? [(TensorId.Out, output)] : []);

    /// <summary>The code of what the gradients show.</summary>
    public static string? OfBackward(IReadOnlyList<Examined> examined) => First(examined, item =>
    {
        var gradients = item.Backward?.Gradients ?? [];
        TensorId[] names = [TensorId.Dx, TensorId.Dgamma, TensorId.Dbeta];
        return [.. names.Zip(gradients).Where(pair => pair.Second is not null).Select(pair => (pair.First, pair.Second!))];
    });

    private static string? First(IReadOnlyList<Examined> examined, Func<Examined, IReadOnlyList<(TensorId, Snapshot)>> submitted)
    {
        foreach (var item in examined.Where(item => item.Trial.Batch is not null))
        {
            var tensors = submitted(item).Where(pair => pair.Item2.Values.Length > 0).ToDictionary(pair => pair.Item1, pair => TensorOf(pair.Item2, item, pair.Item1));
            if (tensors.Count == 0)
            {
                continue;
            }

            var report = Checker.Check(Pass.Of(item.Trial.Batch!), tensors);
            var code = report.Tensors.SelectMany(tensor => tensor.Findings).Select(finding => finding.Code).FirstOrDefault(code => !MistakeTable.IsOf(code, Family.Vague));
            if (code is not null)
            {
                return code;
            }
        }

        return null;
    }

    private static Tensor TensorOf(Snapshot value, Examined item, TensorId id)
    {
        var vector = id is TensorId.Dgamma or TensorId.Dbeta && value.Values.Length == item.Trial.Batch!.Gamma.Shape.Count;
        return new(vector ? new Shape(value.Values.Length) : new Shape(value.Shape), [.. value.Values]);
    }
}
