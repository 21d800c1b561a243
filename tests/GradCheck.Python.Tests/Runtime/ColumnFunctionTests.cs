namespace GradCheck.Python.Tests.Runtime;

/// <summary>The course's module <c>im2col</c>: held against the definition, element by element.</summary>
public class ColumnFunctionTests
{
    // Row (c, a, b) of the columns is what the window's place (a, b) sees of channel c; columns go by place, then by image.
    private const string Definition =
        """
        import numpy as np
        from cs231n.im2col import *
        N, C, H, W, fh, fw, p, s = SIZES
        x = np.sin(np.arange(N * C * H * W * 1.)).reshape(N, C, H, W)
        cols = im2col_indices(x, fh, fw, padding=p, stride=s)
        oh, ow = (H + 2 * p - fh) // s + 1, (W + 2 * p - fw) // s + 1
        k, i, j = get_im2col_indices(x.shape, fh, fw, p, s)
        assert k.shape == (C * fh * fw, 1) and i.shape == j.shape == (C * fh * fw, oh * ow)
        padded = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)), mode='constant')
        back = np.zeros_like(padded)
        d = np.cos(cols)
        for n in range(N):
            for c in range(C):
                for a in range(fh):
                    for b in range(fw):
                        for y in range(oh):
                            for z in range(ow):
                                row, column = (c * fh + a) * fw + b, (y * ow + z) * N + n
                                assert cols[row, column] == padded[n, c, y * s + a, z * s + b]
                                back[n, c, y * s + a, z * s + b] += d[row, column]
        assert cols.shape == (C * fh * fw, oh * ow * N)
        image = col2im_indices(d, x.shape, fh, fw, padding=p, stride=s)
        assert image.shape == x.shape
        assert np.abs(image - back[:, :, p:p + H, p:p + W]).max() < 1e-14
        """;

    [Theory]
    [InlineData("2, 3, 4, 4, 3, 3, 1, 1")]
    [InlineData("2, 2, 5, 4, 3, 2, 0, 1")]
    [InlineData("3, 1, 5, 7, 3, 3, 1, 2")]
    [InlineData("1, 2, 4, 6, 2, 2, 0, 2")]
    [InlineData("1, 1, 3, 3, 1, 1, 2, 3")]
    [InlineData("2, 2, 2, 3, 2, 3, 0, 5")]
    public void Columns_OfImages_AreTheWindows(string sizes) =>
        Assert.Null(ProgramRun.Of(Definition.Replace("SIZES", sizes, StringComparison.Ordinal)).Failure);

    [Theory]
    [InlineData("from cs231n.im2col import *", "im2col_indices")]
    [InlineData("from .im2col import *", "im2col_indices")]
    [InlineData("from .im2col import im2col_indices as columns", "columns")]
    [InlineData("from im2col import im2col_indices", "im2col_indices")]
    [InlineData("import im2col", "im2col.im2col_indices")]
    [InlineData("import cs231n.im2col as im", "im.im2col_indices")]
    [InlineData("def im2col_indices(x, h, w): return np.zeros(3)\nfrom .other import *", "im2col_indices")]
    public void Import_InAnyWay_BindsTheFunctions(string import, string function) =>
        Assert.Equal("(9, 4)\n", ProgramRun.Of($"import numpy as np\n{import}\ndef f(x): return {function}(x, 3, 3)\nif f(np.ones((1, 1, 2, 2))).shape == (3,): print((9, 4))\nelse: print(f(np.ones((1, 1, 2, 2))).shape)").Printed);

    [Theory]
    [InlineData("im2col_indices(np.ones((1, 1, 4, 4)), 3, 3, padding=0, stride=2)", "AssertionError")]
    [InlineData("im2col_indices(np.ones((1, 1, 4, 4)), 3, 3, stride=0)", "ZeroDivisionError: integer modulo by zero")]
    [InlineData("im2col_indices(np.ones((4, 4)), 3, 3)", "ValueError: not enough values to unpack (expected 4, got 2)")]
    [InlineData("im2col_indices(np.ones((1, 1, 4, 4)), 3, 3, padding=-1)", "ValueError: index can't contain negative values")]
    [InlineData("im2col_indices(np.ones((1, 1, 4, 4)), 3.0, 3)", "TypeError: 'float' object cannot be interpreted as an integer")]
    [InlineData("im2col_indices(np.ones((1, 1, 4, 4)), 3)", "TypeError: im2col_indices() missing required argument 'field_width'")]
    [InlineData("col2im_indices(np.ones((9, 15)), (1, 1, 4, 4))", "ValueError: array is not broadcastable to correct shape")]
    [InlineData("col2im_indices(np.ones((8, 16)), (1, 1, 4, 4))", "ValueError: cannot reshape array of size 128 into shape (9,newaxis,1)")]
    public void Call_WithWhatDoesNotFit_FailsAsTheDefinitionDoes(string call, string error) =>
        Assert.StartsWith(error, ProgramRun.Of($"import numpy as np\nfrom im2col import *\n{call}").Lines().Single(), StringComparison.Ordinal);
}
