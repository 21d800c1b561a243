namespace GradCheck.Mistakes;

/// <summary>What keeps a program from being judged, or its results from being taken for what they are.</summary>
internal static class ProgramMistakes
{
    public static Mistake[] All =>
    [
        new("cache_order")
        {
            OfLine = new(
                "the cache is unpacked in another order than it was packed",
                "Each name gets the value that stands at its position."),
        },
        new("swapped_returns") { OfLine = new("the gradients are returned in another order", "Each gradient is taken by its position.") },
        new("function_missing") { OfLine = new("the function is missing", "The file defines no function of that name.") },
        new("function_ambiguous")
        {
            OfLine = new(
                "several functions may be meant",
                "Where no function has the name of the course, it has to be the only one that can be meant."),
        },
        new("cannot_be_called")
        {
            OfLine = new(
                "it is not clear how the function is called",
                "What it takes is not given, or what it returns cannot be told apart; that is no mistake of the code."),
        },
        new("unfinished") { OfLine = new("not finished", "There is nothing to check yet.") },
        new("syntax_error") { OfLine = new("not Python", "Python refuses the whole file at this place.") },
        new("python_2") { OfLine = new("Python 2", "The code runs in Python 2 alone.") },
        new("python_2_division")
        {
            OfLine = new(
                "a division of whole numbers gives a float",
                "Python 2 rounds 7 / 2 down to 3; in Python 3 that is 7 // 2, and 7 / 2 is 3.5, which is no index and no size."),
        },
        new("unsupported")
        {
            OfLine = new("outside the subset", "The checker does not run Python but a safe subset of it; this is not in it."),
        },
        new("budget_exceeded") { OfLine = new("stopped", "The program used up what a check may cost.") },
    ];
}
