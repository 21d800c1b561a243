namespace GradCheck.Mistakes;

/// <summary>Mistakes in the terms and factors of a line.</summary>
internal static class TermMistakes
{
    public static Mistake[] All =>
    [
        new("eps_added_twice", Family.Eps)
        {
            OfLine = new("eps is added once too often", "The value already has eps in it, or none belongs here."),
        },
        new("variance_instead_of_std") { OfLine = new("a variance where the standard deviation belongs", "The root is missing.") },
        new("std_instead_of_root")
        {
            OfLine = new(
                "np.std where np.sqrt is meant",
                "np.std is the standard deviation of the numbers it is given, not their root."),
        },
        new("multiplied_instead_of_divided")
        {
            OfLine = new(
                "multiplied where a division belongs, or the other way round",
                "The operator is the inverse of the right one."),
        },
        new("wrong_power")
        {
            OfLine = new(
                "the power is wrong",
                "A derivative lowers the power by one: that of v**-0.5 is -0.5 * v**-1.5, that of 1/s is -1 / s**2."),
        },
        new("missing_factor_two") { OfLine = new("a factor of 2 is lost", "The derivative of a square is twice its base.") },
        new("extra_factor_two") { OfLine = new("a factor of 2 too many, or 1/2 too few", "A constant factor is off by 2.") },
        new("missing_factor") { OfLine = new("a factor is missing", "A product's derivative by one factor is the other factor.") },
        new("extra_factor") { OfLine = new("a factor too many", "The line is right without it.") },
        new("missing_term")
        {
            OfLine = new(
                "a term is missing",
                "The value is used more than once, or a gradient comes in from another side: what each use sends back is added."),
        },
        new("extra_term") { OfLine = new("a term too many", "The line is right without it.") },
        new("misplaced_term")
        {
            OfLine = new(
                "a gradient is added in the wrong place",
                "What comes in from another side is added to the gradient of the value that it belongs to, not before the step "
                    + "that it does not go through."),
        },
        new("missing_path")
        {
            OfLine = new(
                "a path is missing",
                "The forward pass uses the value more than once, and each use sends back a gradient; they add up."),
        },
        new("x_not_centered")
        {
            OfLine = new(
                "x where x - mean belongs",
                "The derivative of the variance is 2 (x - mean) / m: the values enter less their mean."),
        },
        new("divided_by_m")
        {
            OfLine = new(
                "divided by the count once too often",
                "Either this is a sum, with nothing to divide by, or another line divides by the count already."),
        },
        new("sum_instead_of_mean") { OfLine = new("a sum where a mean belongs", "The sum has not been divided by the count.") },
        new("summed_too_early") { OfLine = new("a sum too many", "The values have to stay apart here.") },
        new("dropped_operand") { OfLine = new("an operand is missing", "The formula has one more.") },
        new("missing_parentheses")
        {
            OfLine = new("parentheses are missing", "The operators bind in another order than the formula has them."),
        },
        new("wrong_operator") { OfLine = new("the wrong operator", "The line is right with another sign between the same operands.") },
        new("added_instead_of_multiplied")
        {
            OfLine = new("+ where * belongs", "The chain rule multiplies by each derivative on the way; only what comes by different ways is added."),
        },
        new("multiplied_instead_of_added")
        {
            OfLine = new("* where + belongs", "What comes back by different ways is added; only the derivatives along one way are multiplied."),
        },
        new("wrong_derivative")
        {
            OfLine = new(
                "the derivative of another function",
                "Written with what the function gave, that of a tanh t is 1 - t**2, that of a sigmoid s is s * (1 - s), that of a ReLU "
                    + "is 1 where something passed and 0 elsewhere."),
        },
        new("missing_root") { OfLine = new("the root is missing", "The forward pass divides by the root of the count.") },
        new("wrong_order") { OfLine = new("the pieces are put together in another order", "The forward pass took them apart in its own order; the way back puts them where they came from.") },
        new("changed_in_place")
        {
            OfLine = new(
                "a name for the same array, which is changed later",
                "b = a makes no copy: what b += ... changes is a as well. b = a.copy() keeps them apart."),
        },
        new("wrong_number") { OfLine = new("the wrong number", "The line is right with another number in this place.") },
        new("wrong_function")
        {
            OfLine = new("another function is meant", "The line is right with the other function of the same arguments."),
        },
        new("extra_function") { OfLine = new("a function too many", "The layer does not apply it to the values here.") },
        new("wrong_comparison") { OfLine = new("the wrong comparison", "The mask picks other entries than the forward pass did.") },
        new("wrong_name") { OfLine = new("another array is meant", "The line is right with the other name.") },
        new("swapped_arguments") { OfLine = new("two arguments have changed places", "Each argument is taken by its position.") },
        new("attribute_not_updated") { OfLine = new("a gradient is not kept where it belongs", "Whoever takes the gradient reads it from the object.") },
        new("stale_value")
        {
            OfLine = new(
                "a value from before its source was changed",
                "A name that is given a new value does not change what was made from it before."),
        },
    ];
}
