using GradCheck.Programs.Reports;
using GradCheck.Tensors;

namespace GradCheck.Programs.Subjects;

/// <summary>A function that is no known layer: only its own forward pass can say what its gradients are.</summary>
internal static class CustomSubjects
{
    /// <summary>The subject of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isLoss">Whether one function returns the loss and its gradients.</param>
    public static Subject Of(ProgramRequest request, bool isLoss = false) => new()
    {
        Id = ProgramLayers.Custom,
        Title = "Custom function",
        ForwardNames = ["forward"],
        BackwardNames = isLoss ? [] : ["backward"],
        Inputs = request.Differentiate,
        Trials =
        [
            new()
            {
                Name = "your inputs",
                Ingredients = [.. request.Inputs.Select(input => Made(input.Key, input.Value, request.Differentiate.Contains(input.Key), request.WholeNumbersAreFloats))],
                Incoming = new IncomingGradients(request).For,
            },
        ],
        HeldBackCases = Variations.HeldBack(request, other => Of(other, isLoss)),
    };

    /// <summary>Whole numbers are ints of Python, as a stride, an index or a label has to be, where no gradient is taken of them.</summary>
    private static Ingredient Made(string name, Tensor value, bool isDifferentiable, bool asFloats)
    {
        int[] shape = [.. value.Shape.Sizes];
        double[] values = [.. value.Values];
        var isWhole = !isDifferentiable && Array.TrueForAll(values, IsWhole) && (shape.Length == 0 || !asFloats);
        return isDifferentiable ? Ingredient.Input(name, shape, values)
            : shape.Length == 0 ? isWhole ? Ingredient.Integer(name, (int)values[0]) : Ingredient.Number(name, values[0])
            : isWhole ? Ingredient.Whole(name, shape, Array.ConvertAll(values, entry => (long)entry))
            : Ingredient.Constant(name, shape, values);
    }

    private static bool IsWhole(double value) => double.IsInteger(value) && Math.Abs(value) < int.MaxValue;
}
