namespace GradCheck.Programs.Subjects;

/// <summary>The layers that look at windows of an image: convolution and pooling.</summary>
/// <remarks>
/// The verdict is about windows of the course's own tests: square, in a convolution of 3 x 3 with a padding of 1. Other ones
/// are limits: half of the published programs are right within them alone. Sizes are small, since students loop over every
/// one of them, but none could stand for another in every case: the stride is 2, 3 and 1, images are taller than wide and
/// wider than tall.
/// </remarks>
internal static class WindowCases
{
    /// <summary>The convolution.</summary>
    public static Subject Conv(Subject subject, ulong seed)
    {
        var draw = new Draw(seed);
        return subject with
        {
            Trials =
            [
                ConvOn("an image wider than tall, stride 2", draw, [3, 4, 3, 7], [2, 4, 3, 3], 2, 1),
                ConvOn("an image taller than wide, stride 3", draw, [2, 4, 7, 4], [3, 4, 3, 3], 3, 1),
                ConvOn("windows that overlap, stride 1", draw, [4, 3, 3, 2], [2, 3, 3, 3], 1, 1),
            ],
            Limits =
            [
                new("pad_two", ConvOn("pad = 2", draw, [2, 4, 5, 2], [3, 4, 3, 3], 3, 2), IsPromised: true),
                new("filter_size", ConvOn("filters of 4 x 4", draw, [3, 2, 6, 4], [2, 2, 4, 4], 2, 1)),
                new("filters_not_square", ConvOn("filters taller than wide", draw, [2, 4, 4, 6], [3, 4, 3, 2], 3, 1)),
                new("filters_not_square", ConvOn("filters wider than tall", draw, [3, 4, 4, 3], [2, 4, 2, 3], 2, 1)),
            ],
            Fringe =
            [
                ("no_padding", ConvOn("pad = 0", draw, [3, 2, 5, 7], [2, 2, 3, 3], 2, 0)),
                ("batch_of_one", ConvOn("a batch of one sample", draw, [1, 2, 5, 3], [3, 2, 3, 3], 2, 1)),
            ],

            // At stride 1 no division rounds a wrong size away, and five filters are no factor of a formula.
            HeldBackCases = new(() =>
            [
                ConvOn("an image held back", new(~seed), [2, 4, 3, 5], [3, 4, 3, 3], 2, 1),
                ConvOn("an image held back, stride 1", new(~seed), [2, 3, 4, 2], [5, 3, 3, 3], 1, 1),
            ]),
        };
    }

    /// <summary>Max pooling.</summary>
    public static Subject MaxPool(Subject subject, ulong seed)
    {
        var draw = new Draw(seed);
        return subject with
        {
            Trials =
            [
                PoolOn("windows that overlap, stride 2, wider than tall", draw, [2, 3, 5, 9], 3, 3, 2),
                PoolOn("windows apart, stride 3, taller than wide", draw, [2, 3, 11, 5], 2, 2, 3),
                PoolOn("windows that overlap, stride 1", draw, [4, 2, 4, 7], 3, 3, 1),
            ],
            Limits =
            [
                new("windows_not_square", PoolOn("windows taller than wide", draw, [3, 2, 6, 8], 4, 2, 2)),
                new("windows_not_square", PoolOn("windows wider than tall", draw, [2, 4, 3, 6], 2, 3, 1)),
            ],
            Fringe = [("batch_of_one", PoolOn("a batch of one sample", draw, [1, 4, 5, 7], 3, 3, 2))],
            HeldBackCases = new(() =>
            {
                var other = new Draw(~seed);
                return
                [
                    PoolOn("an image held back, stride 2", other, [3, 2, 8, 4], 2, 2, 2),
                    PoolOn("an image held back, stride 1", other, [2, 3, 5, 8], 4, 4, 1),
                ];
            }),
        };
    }

    private static Trial ConvOn(string name, Draw draw, int[] x, int[] w, int stride, int pad) => References.TrialOf(
        "conv",
        name,
        draw.Normal,
        Ingredient.Input("x", x, draw.Normal(x)),
        Ingredient.Input("w", w, draw.Normal(w)),
        Ingredient.Input("b", [w[0]], draw.Normal(w[0])),
        Ingredient.Parameters("conv_param", Ingredient.Integer("stride", stride), Ingredient.Integer("pad", pad)));

    private static Trial PoolOn(string name, Draw draw, int[] x, int height, int width, int stride) => References.TrialOf(
        "max_pool",
        name,
        draw.Normal,
        Ingredient.Input("x", x, draw.Normal(x)),
        Ingredient.Parameters(
            "pool_param",
            Ingredient.Integer("pool_height", height),
            Ingredient.Integer("pool_width", width),
            Ingredient.Integer("stride", stride)));
}
