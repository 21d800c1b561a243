namespace GradCheck.Programs.Subjects;

/// <summary>Inverted dropout, which draws its own mask: judged at several rates by the values that come through.</summary>
internal static class DropoutCases
{
    /// <summary>The cases.</summary>
    public static Subject Of(Subject subject, ulong seed)
    {
        var draw = new Draw(seed);
        return subject with
        {
            IsRandom = true,

            // As many values as it takes to tell a share of 0.3 from the 0.38 of randn() > 0.3.
            Trials = [On("p = 0.3", draw, 0.3, 50, 60), On("p = 0.6", draw, 0.6, 40, 30), On("p = 0.85", draw, 0.85, 30, 50)],
            HeldBackCases = new(() =>
            {
                var other = new Draw(~seed);
                return [On("p = 0.2", other, 0.2, 50, 40), On("p = 0.75", other, 0.75, 40, 50)];
            }),
        };
    }

    /// <summary>The dictionary that the course passes to a dropout layer.</summary>
    public static Ingredient Parameters(string mode, double p) =>
        Ingredient.Parameters("dropout_param", Ingredient.Text("mode", mode), Ingredient.Number("p", p), Ingredient.Integer("seed", 123));

    private static Trial On(string name, Draw draw, double p, params int[] shape)
    {
        var x = draw.AwayFromZero(shape);
        return new()
        {
            Name = name,
            Ingredients = [Ingredient.Input("x", shape, x), Parameters("train", p)],
            Extras = [Ingredient.Number("p", p), Ingredient.Text("mode", "train")],
            Dout = new(shape, draw.Normal(shape)),
            Fault = output => DropoutRules.CodeOf(new(shape, x), output, p),
        };
    }
}
