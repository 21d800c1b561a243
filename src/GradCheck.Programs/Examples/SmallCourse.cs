using GradCheck.Programs.Subjects;

namespace GradCheck.Programs.Examples;

/// <summary>Small cases of the course's other layers.</summary>
internal static class SmallCourse
{
    private const int Most = 12;

    // (N, C, H, W) of x, then the window, the stride and for a convolution the filters and the padding.
    private static readonly int[][] Images =
    [
        [1, 1, 1, 2], [1, 1, 2, 1], [1, 1, 1, 3], [1, 1, 3, 1], [1, 1, 2, 2], [1, 2, 1, 2], [1, 2, 2, 1], [2, 1, 1, 2], [2, 1, 2, 1], [1, 1, 1, 4], [1, 1, 4, 1], [1, 1, 1, 5], [1, 1, 5, 1],
        [1, 1, 2, 3], [1, 1, 3, 2], [1, 2, 1, 3], [1, 2, 3, 1], [2, 1, 1, 3], [2, 1, 3, 1], [1, 1, 2, 4], [1, 1, 4, 2], [1, 2, 2, 2], [2, 1, 2, 2], [1, 1, 3, 3], [1, 1, 2, 5], [1, 1, 5, 2], [1, 1, 3, 4], [1, 1, 4, 3], [1, 2, 2, 3],
        [2, 1, 3, 2], [2, 2, 2, 2], [1, 1, 4, 4], [1, 1, 3, 5], [1, 1, 5, 3], [1, 1, 4, 5], [1, 1, 5, 4],
    ];

    private static readonly int[][] Windows = [[1, 1], [1, 2], [2, 1], [2, 2], [1, 3], [3, 1], [2, 3], [3, 2]];

    /// <summary>The cases of a layer, the smallest first; none for one that has none.</summary>
    /// <param name="id">The layer.</param>
    public static IEnumerable<Trial> Of(string id) => id switch
    {
        "affine" => Filled(Features(), (sizes, numbers) => Trial(id, [Array("x", sizes[..^1], numbers), Array("w", [sizes[1..^1].Aggregate(1, (a, b) => a * b), sizes[^1]], numbers), Ingredient.Input("b", [sizes[^1]], numbers.Shifts(sizes[^1]))], numbers)),
        "relu" => Filled(SmallShapes.Of(1, 4).Concat(SmallShapes.Of(2, 6)), (sizes, numbers) => Trial(id, [Array("x", sizes, numbers)], numbers)),
        "softmax_loss" or "svm_loss" => Filled(SmallShapes.Of(2, Most).Where(sizes => sizes[1] > 1), (sizes, numbers) => Trial(id, [Array("x", sizes, numbers), Ingredient.Labels("y", numbers.Labels(sizes[0], sizes[1]))], null)),
        "conv" => Filled(Convolutions(), (sizes, numbers) => Trial(
            id,
            [
                Array("x", sizes[..4], numbers),
                Array("w", [sizes[4], sizes[1], sizes[5], sizes[6]], numbers),
                Ingredient.Input("b", [sizes[4]], numbers.Shifts(sizes[4])),
                Ingredient.Parameters("conv_param", Ingredient.Integer("stride", sizes[7]), Ingredient.Integer("pad", sizes[8])),
            ],
            numbers)),
        "max_pool" => Filled(Pools(), (sizes, numbers) => Trial(
            id,
            [Array("x", sizes[..4], numbers), Ingredient.Parameters("pool_param", Ingredient.Integer("pool_height", sizes[4]), Ingredient.Integer("pool_width", sizes[5]), Ingredient.Integer("stride", sizes[6]))],
            numbers)),
        "dropout" => Filled(SmallShapes.Of(2, 6), Dropout),
        _ => [],
    };

    // The sizes of x, and the number of outputs.
    private static IEnumerable<int[]> Features() =>
        from sizes in SmallShapes.Of(2, 6).Concat(SmallShapes.Of(3, 8))
        from outputs in (int[])[1, 2, 3]
        select (int[])[.. sizes, outputs];

    private static IEnumerable<int[]> Convolutions() =>
        from image in Images
        from window in Windows
        from stride in (int[])[1, 2, 3]
        from pad in (int[])[0, 1]
        where Fits(image[2] + (2 * pad), window[0], stride) && Fits(image[3] + (2 * pad), window[1], stride) && window[0] <= image[2] + pad && window[1] <= image[3] + pad
        from filters in (int[])[1, 2]
        where window[0] * window[1] * filters * image[1] <= Most
        select (int[])[.. image, filters, .. window, stride, pad];

    private static IEnumerable<int[]> Pools() =>
        from image in Images
        from window in Windows
        where window[0] * window[1] > 1
        from stride in (int[])[1, 2, 3]
        where Fits(image[2], window[0], stride) && Fits(image[3], window[1], stride)
        select (int[])[.. image, .. window, stride];

    private static bool Fits(int size, int window, int stride) => size >= window && (size - window) % stride == 0;

    private static IEnumerable<Trial> Filled(IEnumerable<int[]> shapes, Func<int[], SmallNumbers, Trial> make) =>
        shapes.SelectMany(sizes => (int[])[0, 1, 2], (sizes, fill) => make(sizes, new(fill)));

    private static Ingredient Array(string name, int[] shape, SmallNumbers numbers) => Ingredient.Input(name, shape, numbers.Different(shape.Aggregate(1, (a, b) => a * b)));

    private static Trial Trial(string id, Ingredient[] ingredients, SmallNumbers? incoming) =>
        References.TrialOf(id, "a small batch", incoming is null ? null : shape => incoming.Incoming(shape.Aggregate(1, (a, b) => a * b)), ingredients);

    // The mask is the program's own, so there is nothing to hold the output against.
    private static Trial Dropout(int[] sizes, SmallNumbers numbers) => new()
    {
        Name = "a small batch",
        Ingredients = [Array("x", sizes, numbers), DropoutCases.Parameters("train", 0.5)],
        Extras = [Ingredient.Number("p", 0.5), Ingredient.Text("mode", "train")],
        Dout = new(sizes, numbers.Different(sizes.Aggregate(1, (a, b) => a * b))),
    };
}
