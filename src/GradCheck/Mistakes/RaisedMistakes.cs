namespace GradCheck.Mistakes;

/// <summary>What ends a run.</summary>
internal static class RaisedMistakes
{
    public static Mistake[] All =>
    [
        new("undefined_name") { OfLine = new("a name that nothing defines", "Python finds no value under this name.") },
        new("undefined_attribute") { OfLine = new("an attribute that does not exist", "The value has nothing of that name.") },
        new("shape_mismatch")
        {
            OfLine = new("shapes that do not go together", "NumPy lines shapes up from the last axis; sizes there must be equal or 1."),
        },
        new("wrong_unpacking")
        {
            OfLine = new("another number of values than names", "The cache was packed with another count than it is unpacked with."),
        },
        new("wrong_arguments") { OfLine = new("a call with the wrong arguments", "The function takes others.") },
        new("wrong_type") { OfLine = new("a value of the wrong type", "The operation has no meaning for it.") },
        new("wrong_value") { OfLine = new("a value that is not allowed here", "The function refuses it.") },
        new("missing_key") { OfLine = new("a key that the dictionary has not", "The cache was packed under other keys.") },
        new("index_out_of_range") { OfLine = new("an index beyond the end", "The array ends before.") },
        new("division_by_zero") { OfLine = new("a division by zero", "A float of Python cannot be divided by 0.") },
        new("overflow") { OfLine = new("a number too large", "The result does not fit.") },
        new("recursion") { OfLine = new("calls without end", "The function calls itself again and again.") },
        new("raised") { OfLine = new("the program raises this itself", "The raise statement was reached.") },
        new("assertion_failed") { OfLine = new("an assertion fails", "What the program itself asserts does not hold.") },
    ];
}
