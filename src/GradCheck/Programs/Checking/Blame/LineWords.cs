namespace GradCheck.Programs.Checking.Blame;

/// <summary>The words of every mistake that is found in a line: code, title, why the numbers come out wrong.</summary>
internal static class LineWords
{
    private static readonly Dictionary<string, (string Title, string Explanation)> Known = new()
    {
        ["eps_omitted"] = ("eps is left out", "The layer divides by sqrt(var + eps); without eps the result differs wherever the variance is not far above eps."),
        ["eps_omitted_in_backward"] = ("eps is left out here, but not in the forward pass", "The forward pass divides by sqrt(var + eps), so every derivative of it has var + eps too; without eps this line is off by little on ordinary data and by a large factor where the variance is small."),
        ["eps_outside_root"] = ("eps is added outside the square root", "sqrt(var) + eps is not sqrt(var + eps): at a variance of 0 they differ by a factor of 1 / sqrt(eps)."),
        ["eps_added_twice"] = ("eps is added once too often", "The value already has eps in it, or none belongs here."),
        ["eps_subtracted"] = ("eps is subtracted", "eps keeps the root away from 0, so it is added."),
        ["different_eps"] = ("another eps is written into the line", "The eps of the arguments is the one to use; a number in the code is right only by chance."),
        ["unbiased_variance"] = ("the variance is divided by m - 1", "Normalization divides by m: the biased variance. m - 1 makes it too large by the factor m / (m - 1)."),
        ["std_instead_of_variance"] = ("a standard deviation where the variance belongs", "np.std is already the root of the variance."),
        ["variance_instead_of_std"] = ("a variance where the standard deviation belongs", "The root is missing."),
        ["std_instead_of_root"] = ("np.std where np.sqrt is meant", "np.std is the standard deviation of the numbers it is given, not their root."),
        ["missing_stride"] = ("the stride is missing", "Window i begins at i * stride."),
        ["divided_by_variance"] = ("divided by the variance instead of its root", "The normalized value is x - mean over the standard deviation, sqrt(var + eps), and so is its derivative."),
        ["multiplied_instead_of_divided"] = ("multiplied where a division belongs, or the other way round", "The operator is the inverse of the right one."),
        ["wrong_power"] = ("the power is wrong", "A derivative lowers the power by one: that of v**-0.5 is -0.5 * v**-1.5, that of 1/s is -1 / s**2."),
        ["sign_flipped"] = ("the sign is wrong", "The value is the right one but for its sign, or that of one term."),
        ["mean_path_sign"] = ("the sign of the mean path is wrong", "x - mean has the derivative -1 by the mean, so the mean path comes with a minus."),
        ["variance_path_sign"] = ("the sign of the variance path is wrong", "1 / sqrt(var + eps) falls as the variance grows, so the variance path comes with a minus."),
        ["missing_factor_two"] = ("a factor of 2 is lost", "The derivative of a square is twice its base."),
        ["extra_factor_two"] = ("a factor of 2 too many, or 1/2 too few", "A constant factor is off by 2."),
        ["missing_gamma"] = ("gamma is missing", "out = gamma * xhat + beta, so the gradient of xhat is dout * gamma."),
        ["gamma_applied_twice"] = ("gamma comes in once too often", "gamma multiplies once, on the way from dout to dxhat."),
        ["missing_inverse_std"] = ("a division by the standard deviation is missing", "xhat is (x - mean) / sqrt(var + eps), so a gradient that passes through it is divided by the root."),
        ["missing_factor"] = ("a factor is missing", "A product's derivative by one factor is the other factor."),
        ["extra_factor"] = ("a factor too many", "The line is right without it."),
        ["extra_term"] = ("a term too many", "The line is right without it."),
        ["not_divided_by_m"] = ("a division by the count is missing", "A mean over m values gives each of them 1/m of its gradient."),
        ["divided_by_m"] = ("divided by the count", "This is a sum, not a mean: there is nothing to divide by."),
        ["wrong_count"] = ("the wrong count", "The number of values that share one mean and one variance is what counts here."),
        ["wrong_size"] = ("the wrong size", "Height and width, and those of image, window and output, are easily taken for one another; they show where the sizes differ."),
        ["mean_instead_of_sum"] = ("a mean where a sum belongs", "A parameter that is shared by many values collects the gradients of all of them: a sum."),
        ["sum_instead_of_mean"] = ("a sum where a mean belongs", "The sum has not been divided by the count."),
        ["sums_over_wrong_axis"] = ("the wrong axis", "The values that share a statistic, or a parameter, are those to reduce over."),
        ["summed_over_everything"] = ("no axis: everything is summed", "Without an axis NumPy reduces the whole array to one number."),
        ["not_reduced"] = ("the sum is missing", "A value that was broadcast in the forward pass collects the gradients of all its copies."),
        ["summed_too_early"] = ("a sum too many", "The values have to stay apart here."),
        ["missing_keepdims"] = ("keepdims is missing", "Without it the reduced axis is gone, and broadcasting lines the result up with another axis."),
        ["wrong_shape"] = ("the wrong shape", "An output has the layer's shape, and a gradient that of what it is the gradient of."),
        ["uses_x_instead_of_xhat"] = ("x where xhat belongs", "gamma multiplies the normalized values."),
        ["uses_centered_x_instead_of_xhat"] = ("x - mean where xhat belongs", "gamma multiplies the normalized values."),
        ["uses_out_instead_of_xhat"] = ("out where xhat belongs", "gamma multiplies the normalized values."),
        ["wrong_mask"] = ("the mask is made from the wrong array", "What passed in the forward pass is what the gradient passes through."),
        ["swapped_indices"] = ("two indices have changed places", "Each index belongs to one axis; the mistake shows where the axes differ in length."),
        ["missing_bias"] = ("the bias is not added", "The layer adds one number to every output of a unit or filter."),
        ["wrong_comparison"] = ("the wrong comparison", "The mask picks other entries than the forward pass did."),
        ["wrong_name"] = ("another array is meant", "The line is right with the other name."),
        ["cache_order"] = ("the cache is unpacked in another order than it was packed", "Each name gets the value that stands at its position."),
        ["swapped_returns"] = ("the gradients are returned in another order", "Each gradient is taken by its position."),
        ["reshape_without_transpose"] = ("a reshape where a transpose belongs", "A reshape keeps the order of the values in memory; to bring the channels to another axis they have to be transposed first."),
        ["wrong_transpose"] = ("the axes are in the wrong order", "A transpose is undone by its inverse, not by itself."),
        ["overwrites_instead_of_adding"] = ("= where += belongs", "Windows overlap, and so do uses of one weight: the contributions add up, and = keeps the last one only."),
        ["adds_instead_of_assigning"] = ("+= where = belongs", "What was there before does not belong into the result."),
        ["missing_parentheses"] = ("parentheses are missing", "The operators bind in another order than the formula has them."),
        ["missing_mean_path"] = ("the mean path is missing", "x moves the mean as well, and the mean moves every value of its group."),
        ["missing_variance_path"] = ("the variance path is missing", "x moves the variance as well, and the variance scales every value of its group."),
        ["statistics_treated_as_constants"] = ("mean and variance are treated as constants", "Only the direct path is here; x moves the mean and the variance too."),
        ["missing_path"] = ("a path is missing", "The forward pass uses the value more than once, and each use sends back a gradient; they add up."),
        ["unfinished"] = ("not finished", "There is nothing to check yet."),
        ["function_missing"] = ("the function is missing", "The file defines no function of that name."),
        ["dropout_not_scaled"] = ("the kept values are not scaled up", "Inverted dropout divides by the probability to keep, so that test time needs no scaling."),
        ["dropout_wrong_scale"] = ("scaled by the wrong probability", "What is kept with probability q is divided by q."),
        ["dropout_wrong_rate"] = ("the wrong share of values is kept", "np.random.rand is uniform on 0 to 1, so rand < q keeps the share q; randn is not uniform."),
        ["python_2"] = ("Python 2", "The code runs in Python 2 alone."),
        ["python_2_division"] = ("a division of whole numbers gives a float", "Python 2 rounds 7 / 2 down to 3; in Python 3 that is 7 // 2, and 7 / 2 is 3.5, which is no index and no size."),
        ["undefined_name"] = ("a name that nothing defines", "Python finds no value under this name."),
        ["undefined_attribute"] = ("an attribute that does not exist", "The value has nothing of that name."),
        ["shape_mismatch"] = ("shapes that do not go together", "NumPy lines shapes up from the last axis; sizes there must be equal or 1."),
        ["wrong_unpacking"] = ("another number of values than names", "The cache was packed with another count than it is unpacked with."),
        ["wrong_arguments"] = ("a call with the wrong arguments", "The function takes others."),
        ["wrong_type"] = ("a value of the wrong type", "The operation has no meaning for it."),
        ["wrong_value"] = ("a value that is not allowed here", "The function refuses it."),
        ["missing_key"] = ("a key that the dictionary has not", "The cache was packed under other keys."),
        ["index_out_of_range"] = ("an index beyond the end", "The array ends before."),
        ["division_by_zero"] = ("a division by zero", "A float of Python cannot be divided by 0."),
        ["overflow"] = ("a number too large", "The result does not fit."),
        ["recursion"] = ("calls without end", "The function calls itself again and again."),
        ["raised"] = ("the program raises this itself", "The raise statement was reached."),
        ["assertion_failed"] = ("an assertion fails", "What the program itself asserts does not hold."),
        ["syntax_error"] = ("not Python", "Python refuses the whole file at this place."),
        ["unsupported"] = ("outside the subset", "The checker does not run Python but a safe subset of it; this is not in it."),
        ["budget_exceeded"] = ("stopped", "The program used up what a check may cost."),
    };

    /// <summary>Every code that a line may be given, in alphabetical order.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. Known.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The words of a code; those of the diagnosis of tensors where the code is one of its own.</summary>
    public static (string Title, string Explanation) Of(string code) => Known.TryGetValue(code, out var words)
        ? words
        : code == "unknown"
            ? ("the reason is not known", "The value departs here, and no small change of the line makes it right.")
            : (code.Replace('_', ' '), "The numbers are those of this mistake.");
}
