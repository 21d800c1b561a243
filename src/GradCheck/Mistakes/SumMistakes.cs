namespace GradCheck.Mistakes;

/// <summary>Mistakes in what the sums of the backward pass are made of.</summary>
internal static class SumMistakes
{
    public static Mistake[] All =>
    [
        new("sums_over_wrong_axis")
        {
            OfTensor = at => new(
                "The sums in dx run over the wrong axis",
                "The sums of the backward pass belong to the elements that were normalized together. The submitted dx sums "
                    + "along another axis, and mixes elements that never met in the forward pass.",
                Equations.Closed,
                $"Sum over the elements that were normalized together, {at.Layer.GroupAxis()}; keep the reduced axes so that "
                    + "the result broadcasts.",
                "Which elements were normalized together in the forward pass, and over which do you sum here?"),
            OfLine = new("the wrong axis", "The values that share a statistic, or a parameter, are those to reduce over."),
        },
        new("mean_over_whole_batch")
        {
            OfTensor = at => new(
                "The sums in dx run over the whole batch",
                "The means of the backward pass are taken without an axis, over every element of the batch. Each "
                    + $"{at.Layer.GroupWord} has its own.",
                Equations.Closed,
                $"Give the axis, so that each sum runs over one group only: {at.Layer.GroupAxis()}.",
                "What does a mean reduce over when it is given no axis?"),
        },
        new("jacobian_treated_as_diagonal")
        {
            OfTensor = at => new(
                "Only the diagonal of the Jacobian is kept",
                $"Every xhat of a group depends on every x of it, through {at.Layer.Statistics()}. The submitted dx keeps only "
                    + "what an entry does to its own xhat.",
                Equations.Closed,
                $"Sum over the group: the terms with {at.Layer.Statistics()} collect dxhat from all its elements.",
                "Does one entry of x change only its own xhat, or all the xhat of its group?"),
            OfLine = new(
                "only the diagonal of the Jacobian",
                "Each output of a softmax depends on every input of its group, so da * a * (1 - a) leaves out the other "
                    + "entries: da = a * (g - sum(g * a))."),
        },
        new("wrong_count", Family.Count)
        {
            OfTensor = at => new(
                "The statistics are divided by the wrong count",
                "The paths through the statistics are divided by a count that is not the number of elements normalized "
                    + "together, but that of another axis.",
                Equations.Closed,
                $"Divide by m, the number of elements of one {at.Layer.GroupWord}: {at.Layer.Count()}.",
                "How many elements are normalized together, and by which count do you divide?"),
            OfLine = new("the wrong count", "The number of values that were averaged is what counts here, such as those that share one mean and one variance."),
        },
        new("gamma_outside_sums")
        {
            OfTensor = at => new(
                "gamma is taken out of the sums",
                "The sums of the backward pass collect dout alone, and gamma multiplies the result. In batch normalization "
                    + $"gamma is the same for all elements of a group and may leave the sums. Here each {at.Layer.ParameterWord} of a "
                    + "group has its own, so it has to stay inside.",
                Equations.Closed,
                "Begin with dxhat = dout * gamma, and sum dxhat and dxhat * xhat.",
                "Is gamma the same for all elements that you sum over?"),
        },
        new("uses_x_instead_of_xhat")
        {
            OfTensor = at => new(
                "dgamma uses x instead of xhat",
                "gamma multiplies xhat, the normalized batch. The submission multiplies dout by x as it came in.",
                Equations.Of(at.Tensor),
                "Use xhat: dgamma = sum(dout * xhat).",
                "Which tensor does gamma multiply in the forward pass?"),
            OfLine = new("x where xhat belongs", "gamma multiplies the normalized values."),
        },
        new("uses_centered_x_instead_of_xhat", Family.Std | Family.Factor)
        {
            OfTensor = at => new(
                "dgamma uses x minus its mean instead of xhat",
                "gamma multiplies xhat, which is divided by the standard deviation. The submission uses x minus its mean, "
                    + "before that division.",
                Equations.Of(at.Tensor),
                "Use xhat: dgamma = sum(dout * xhat).",
                "Is the tensor that you multiply dout by already divided by the standard deviation?"),
            OfLine = new("x - mean where xhat belongs", "gamma multiplies the normalized values."),
        },
        new("uses_out_instead_of_xhat", Family.Gamma | Family.Beta)
        {
            OfTensor = at => new(
                "dgamma uses out instead of xhat",
                "The submission multiplies dout by the output of the layer, which is already scaled and shifted.",
                Equations.Of(at.Tensor),
                "Use xhat: dgamma = sum(dout * xhat).",
                "Which tensor does gamma multiply in the forward pass, before or after the shift?"),
            OfLine = new("out where xhat belongs", "gamma multiplies the normalized values."),
        },
        new("uses_gamma_instead_of_xhat")
        {
            OfTensor = at => new(
                "dgamma uses gamma instead of xhat",
                "The submission multiplies dout by gamma itself. In the forward pass gamma is multiplied by xhat, and the "
                    + "derivative with respect to one factor is the other.",
                Equations.Of(at.Tensor),
                "Use xhat: dgamma = sum(dout * xhat).",
                "What is the derivative of a product with respect to one of its factors?"),
        },
        new("sums_of_group")
        {
            OfTensor = at => new(
                "The sum runs over the whole group",
                $"Each {at.Layer.ParameterWord} has a parameter of its own. The submission sums over all {at.Layer.ParameterWords} "
                    + "of a group, so that they share one value.",
                Equations.Of(at.Tensor),
                $"Sum over the elements of one {at.Layer.ParameterWord}: {at.Layer.ParameterSumAxis()}.",
                "How many values does gamma have, and how many different ones does your gradient have?"),
        },
        new("sums_stop_early")
        {
            OfTensor = at => new(
                "A sum leaves out an element",
                "The numbers are those of a sum that runs over all elements but the last, or but the first.",
                Equations.Of(at.Tensor),
                "Let the loop run over all of them: range(m) is 0 to m - 1, and a slice ends before its end.",
                "How many terms does your sum have?"),
        },
        new("summed_over_everything")
        {
            OfTensor = at => new(
                "The sum runs over everything",
                "Everything is summed into one number, as happens where no axis is given. Each parameter has its own sum, over "
                    + "the elements that it acts on.",
                Equations.Of(at.Tensor),
                $"Give the axis: np.sum(..., {at.Layer.ParameterSumAxis()}).",
                "How many numbers does your sum leave?"),
            OfShape = at => new(
                "A single number",
                $"There is one number where the shape {at.Seen[1]} is right: sums and means reduce everything when they are given no axis.",
                Equations.Of(at.Tensor),
                $"Give the axis: {ShapeMistakes.AxisOf(at)}.",
                "What does a sum return when it is given no axis?"),
            OfLine = new("no axis: everything is summed", "Without an axis NumPy reduces the whole array to one number."),
        },
        new("dout_ignored")
        {
            OfTensor = _ => new(
                "dout is ignored",
                "The numbers are those of a dout that is 1 everywhere: the gradient of the plain sum of out. The gradient that "
                    + "comes from the layers above is not used.",
                @"\frac{\partial L}{\partial x_i} = \sum_j \frac{\partial L}{\partial y_j} \frac{\partial y_j}{\partial x_i}",
                "Begin the chain rule with dout: dbeta = sum(dout), dgamma = sum(dout * xhat), dxhat = dout * gamma.",
                "Does your answer change when dout changes?"),
            OfLine = new("a gradient that comes in is left out", "Each output has a gradient of its own that comes in, and all of them are added where their ways meet."),
        },
    ];
}
