namespace GradCheck.Programs.Subjects;

/// <summary>The cases of dense layers and losses.</summary>
internal static class CourseCases
{
    /// <summary>Those of the affine layer.</summary>
    public static Subject Affine(Subject subject, ulong seed)
    {
        var draw = new Draw(seed);
        return subject with
        {
            Trials =
            [
                AffineOn("ordinary data", draw, 9, 4, 2, 3),
                AffineOn("samples of three axes", draw, 7, 3, 2, 5, 4),
                AffineOn("samples of one axis", draw, 4, 6, 9),
            ],
            Fringe = [("batch_of_one", AffineOn("a batch of one sample", draw, 4, 1, 2, 5))],
            HeldBackCases = new(() =>
            {
                var other = new Draw(~seed);
                return [AffineOn("data held back", other, 3, 5, 7, 2), AffineOn("data held back, of one axis", other, 8, 5, 3)];
            }),
        };
    }

    /// <summary>Those of an affine layer as a class, which takes rows: of samples of more axes only the course speaks.</summary>
    public static Subject AffineRows(Subject subject, ulong seed)
    {
        var draw = new Draw(seed);
        return subject with
        {
            Trials = [AffineOn("ordinary data", draw, 3, 5, 4), AffineOn("more columns than rows", draw, 4, 6, 9), AffineOn("more outputs than inputs", draw, 7, 4, 2)],
            Fringe = [("batch_of_one", AffineOn("a batch of one sample", draw, 4, 1, 6))],
            HeldBackCases = new(() =>
            {
                var other = new Draw(~seed);
                return [AffineOn("data held back", other, 3, 5, 7), AffineOn("data held back, of few columns", other, 8, 5, 3)];
            }),
        };
    }

    /// <summary>Those of the ReLU.</summary>
    public static Subject Relu(Subject subject, ulong seed)
    {
        var draw = new Draw(seed);
        return subject with
        {
            Trials = [ReluOn("ordinary data", draw, 4, 6), ReluOn("more rows than columns", draw, 7, 3), ReluOn("many columns", draw, 5, 11)],
            Fringe = [("batch_of_one", ReluOn("a batch of one sample", draw, 1, 6)), ("four_axes", ReluOn("a batch of images", draw, 3, 2, 5, 4))],
            HeldBackCases = new(() => [ReluOn("data held back", new(~seed), 8, 5)]),
        };
    }

    /// <summary>Those of a loss of scores and labels.</summary>
    public static Subject Loss(Subject subject, ulong seed)
    {
        var draw = new Draw(seed);
        Trial On(string name, int samples, int classes, double size) => LossOn(subject.Id, name, draw, samples, classes, size);
        return subject with
        {
            Trials = [On("ordinary scores", 6, 4, 1), On("large scores", 7, 3, 3), On("more classes than samples", 5, 8, 1)],
            Fringe = [("huge_scores", On("scores in the thousands", 6, 4, 2000)), ("batch_of_one", On("a batch of one sample", 1, 4, 1))],
            HeldBackCases = new(() =>
            {
                var other = new Draw(~seed);
                return [LossOn(subject.Id, "scores held back", other, 8, 5, 2), LossOn(subject.Id, "scores held back, of many classes", other, 4, 9, 1)];
            }),
        };
    }

    private static Trial AffineOn(string name, Draw draw, int outputs, params int[] x)
    {
        var features = x.Skip(1).Aggregate(1, (a, b) => a * b);
        return References.TrialOf(
            "affine",
            name,
            draw.Normal,
            Ingredient.Input("x", x, draw.Normal(x)),
            Ingredient.Input("w", [features, outputs], draw.Normal(features * outputs)),
            Ingredient.Input("b", [outputs], draw.Normal(outputs)));
    }

    private static Trial ReluOn(string name, Draw draw, params int[] x) =>
        References.TrialOf("relu", name, draw.Normal, Ingredient.Input("x", x, draw.AwayFromZero(x)));

    private static Trial LossOn(string id, string name, Draw draw, int samples, int classes, double size) => References.TrialOf(
        id,
        name,
        null,
        Ingredient.Input("x", [samples, classes], Array.ConvertAll(draw.Normal(samples * classes), score => size * score)),
        Ingredient.Labels("y", draw.Labels(samples, classes)));
}
