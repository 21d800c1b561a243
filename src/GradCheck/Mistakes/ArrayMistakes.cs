namespace GradCheck.Mistakes;

/// <summary>Mistakes in the axes, the windows and the indices of arrays.</summary>
internal static class ArrayMistakes
{
    public static Mistake[] All =>
    [
        new("missing_stride") { OfLine = new("the stride is missing", "Window i begins at i * stride.") },
        new("wrong_size")
        {
            OfLine = new(
                "the wrong size",
                "Height and width, and those of image, window and output, are easily taken for one another; they show where "
                    + "the sizes differ."),
        },
        new("missing_keepdims")
        {
            OfLine = new(
                "keepdims is missing",
                "Without it the reduced axis is gone, and broadcasting lines the result up with another axis."),
        },
        new("wrong_range") { OfLine = new("the loop does not run over all", "range(n) counts from 0 to n - 1: that is every one of n.") },
        new("wrong_window")
        {
            OfLine = new("the wrong bounds of a slice", "A slice without a bound goes on to the end, or begins at the start."),
        },
        new("wrong_start")
        {
            OfLine = new("what is added to does not begin at zero", "A sum that is built up term by term begins with zeros."),
        },
        new("wrong_mask")
        {
            OfLine = new(
                "the mask is made from the wrong array",
                "What passed in the forward pass is what the gradient passes through."),
        },
        new("wrong_indices")
        {
            OfLine = new(
                "the indices pick other entries",
                "h[t] is not h[t - 1], and a[:, y] is all rows at all of these columns, where a[np.arange(N), y] is one entry of each row."),
        },
        new("swapped_indices")
        {
            OfLine = new(
                "two indices have changed places",
                "Each index belongs to one axis; the mistake shows where the axes differ in length."),
        },
        new("wrong_transpose")
        {
            OfLine = new("the axes are in the wrong order", "A transpose is undone by its inverse, not by itself."),
        },
        new("other_axes")
        {
            OfLine = new(
                "the array has other axes",
                "The layer's images are (N, C, H, W), the channels second, and its rows (N, D): code for one sample, or for "
                    + "channels that stand last, is another layer's."),
        },
        new("wrong_layout")
        {
            OfLine = new(
                "the array is laid out for other statistics",
                "The function that gets it is right; what it is given has the axes in another order or grouping."),
        },
        new("padding_not_cut")
        {
            OfLine = new(
                "the padding is not cut off on both sides",
                "What was padded begins at pad: the gradient of x is the piece pad:pad + H of it."),
        },
        new("overwrites_instead_of_adding")
        {
            OfLine = new(
                "= where += belongs",
                "Windows overlap, and so do uses of one weight: the contributions add up, and = keeps the last one only."),
        },
        new("adds_instead_of_assigning") { OfLine = new("+= where = belongs", "What was there before does not belong into the result.") },
    ];
}
