using GradCheck.Programs.Reports;
using GradCheck.Programs.Scripts;
using GradCheck.Python.Arrays;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Tensors;

namespace GradCheck.Programs.Subjects;

/// <summary>A script: only its own lines can say what its gradients are.</summary>
internal static class ScriptSubjects
{
    /// <summary>The subject of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="script">The script.</param>
    public static Subject Of(ProgramRequest request, Script script) => new()
    {
        Id = ProgramLayers.Custom,
        Title = "Script",
        ForwardNames = [Script.FunctionName],
        Inputs = [.. script.Lives.Select(life => life.Key)],
        GradientNames = [.. script.Lives.Select(life => life.Name)],
        Trials = [TrialOf(request, script, "your script")],
    };

    private static Trial TrialOf(ProgramRequest request, Script script, string name) => new()
    {
        Name = name,
        Ingredients = [.. request.Inputs.Select(input => Made(input.Key, input.Value, request, script))],
    };

    private static Ingredient Made(string name, Tensor value, ProgramRequest request, Script script)
    {
        int[] shape = [.. value.Shape.Sizes];
        double[] values = [.. value.Values];
        var isDifferentiable = request.Differentiate.Contains(name) || script.Subjects.Contains(name);
        var isWhole = !isDifferentiable && Array.TrueForAll(values, double.IsInteger)
            && (request.Integers.Contains(name) || shape.Length == 0 || (request.Integers.Count == 0 && !request.WholeNumbersAreFloats));
        var made = isWhole && shape.Length == 0 ? Ingredient.Integer(name, (int)values[0])
            : isWhole ? Ingredient.Whole(name, shape, Array.ConvertAll(values, entry => (long)entry))
            : isDifferentiable ? Ingredient.Input(name, shape, values)
            : shape.Length == 0 ? Ingredient.Number(name, values[0])
            : Ingredient.Constant(name, shape, values);
        return script.IsTorch ? made with { Make = session => made.Make(session) is NdArray array ? new TorchTensor(array) : made.Make(session) } : made;
    }
}
