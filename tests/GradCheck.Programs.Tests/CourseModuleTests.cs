using GradCheck.Comparison;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Tests.Support;

namespace GradCheck.Programs.Tests;

/// <summary>Programs that lean on the course's own modules, on inner names of NumPy, or on what is outside of the subset.</summary>
public class CourseModuleTests
{
    private const string Convolution =
        """
        import numpy as np
        from .im2col import *
        try:
            from cs231n.im2col_cython import col2im_cython, im2col_cython
        except ImportError:
            print('run setup.py')
        from debug import debug

        def conv_forward_im2col(x, w, b, conv_param):
            stride, pad = conv_param['stride'], conv_param['pad']
            N, C, H, W = x.shape
            F, _, HH, WW = w.shape
            H_out = (H + 2 * pad - HH) // stride + 1
            W_out = (W + 2 * pad - WW) // stride + 1
            x_cols = im2col_indices(x, HH, WW, padding=pad, stride=stride)
            res = w.reshape((F, -1)).dot(x_cols) + b.reshape(-1, 1)
            out = res.reshape(F, H_out, W_out, N).transpose(3, 0, 1, 2)
            cache = (x, w, b, conv_param, x_cols)
            return out, cache

        def conv_backward_im2col(dout, cache):
            x, w, b, conv_param, x_cols = cache
            stride, pad = conv_param['stride'], conv_param['pad']
            db = np.sum(dout, axis=(0, 2, 3))
            F, C, HH, WW = w.shape
            dout_cols = dout.transpose(1, 2, 3, 0).reshape(F, -1)
            dw = dout_cols.dot(x_cols.T).reshape(w.shape)
            dx_cols = w.reshape(F, -1).T.dot(dout_cols)
            dx = col2im_indices(dx_cols, x.shape, HH, WW, pad, stride)
            return dx, dw, db

        def conv_forward_cython(x, w, b, conv_param):
            debug(x)
            return im2col_cython(x), None
        """;

    [Theory]
    [InlineData(".im2col")]
    [InlineData("cs231n.im2col")]
    [InlineData("im2col")]
    public void Check_AConvolutionOfColumns_IsAMatch(string module)
    {
        var report = Check(Convolution.Replace("from .im2col", $"from {module}", StringComparison.Ordinal));

        Assert.True(report.Verdict == Verdict.Match, report.FirstWrongLine?.Message);
    }

    [Theory]
    [InlineData("dx_cols = w.reshape(F, -1).T.dot(dout_cols)", "dx_cols = 2 * w.reshape(F, -1).T.dot(dout_cols)", 28)]
    [InlineData("dx = col2im_indices(dx_cols, x.shape, HH, WW, pad, stride)", "dx = col2im_indices(x_cols, x.shape, HH, WW, pad, stride)", 29)]
    [InlineData(".reshape(F, -1)\n    dw", ".reshape(F, -1)[::-1]\n    dw", 26)]
    public void Check_AConvolutionOfColumnsWithAWrongLine_BlamesIt(string right, string wrong, int line)
    {
        var report = Check(Convolution.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Equal((Verdict.Mismatch, "conv_backward_im2col", line), (report.Verdict, report.FirstWrongLine?.Function, report.FirstWrongLine?.Line));
    }

    [Fact]
    public void Check_AConvolutionOfWhatWasNotBuilt_IsInconclusive()
    {
        var report = ProgramChecker.Check(new() { Layer = "conv", Code = Convolution.Replace("debug(x)", "pass", StringComparison.Ordinal), ForwardName = "conv_forward_cython", BackwardName = "conv_backward_im2col" });

        Assert.Equal(Verdict.Inconclusive, report.Verdict);
        Assert.Contains("'im2col_cython' comes from 'from cs231n.im2col_cython import im2col_cython'", report.FirstWrongLine?.Message ?? report.Forward.Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("np.pad(x, ", "np.lib.pad(x, ")]
    [InlineData("for n in range(N):\n        for f in range(F):\n            for i in range(H_out):\n                for j in range(W_out):\n                    window", "import itertools\n    for n, f in itertools.product(range(N), range(F)):\n            for i in range(H_out):\n                for j in range(W_out):\n                    window")]
    public void Check_AConvolutionThroughOtherNames_IsAMatch(string own, string other)
    {
        var report = Check(RightProgram.Code("conv_pool").Replace(own, other, StringComparison.Ordinal));

        Assert.True(report.Verdict == Verdict.Match, report.FirstWrongLine?.Message);
    }

    [Fact]
    public void Check_LinesUnderAWith_AreLinesLikeOthers()
    {
        const string Line = "dxmu1 = dxhat * ivar";
        string Under(string line) => $"with np.errstate(divide='ignore', invalid='ignore'):\n        {line}";
        var right = RightProgram.CheckStaged((Line, Under(Line)));
        var wrong = RightProgram.CheckStaged((Line, Under("dxmu1 = dxhat * ivar * 2")));

        Assert.True(right.Verdict == Verdict.Match, right.FirstWrongLine?.Message);
        Assert.Equal((Verdict.Mismatch, "dxmu1 = dxhat * ivar * 2"), (wrong.Verdict, wrong.FirstWrongLine?.Source));
    }

    [Theory]
    [InlineData("pools = np.array({})")]
    [InlineData("pools = np.tile({}, (2, 3))")]
    [InlineData("pools = np.empty((2, 2), dtype=object)")]
    [InlineData("pools = np.lib.apply_along_axis(np.sum, 0, x)")]
    [InlineData("pools = np.core.umath.add(x, x)")]
    [InlineData("debug(x)")]
    public void Check_WhatIsOutsideOfTheSubset_IsInconclusive(string line)
    {
        var report = RightProgram.CheckStaged(("out, cache = None, None", $"out, cache = None, None\n    from debug import debug\n    {line}"));

        Assert.True(report.Verdict == Verdict.Inconclusive, $"{report.Verdict}: {report.FirstWrongLine?.Message}");
    }

    [Theory]
    [InlineData("dxhat = dout.reshape(N, np.prod(x_shape) / N)")]
    [InlineData("dxhat = dout.reshape(np.prod(x_shape) / N, N)")]
    [InlineData("dxhat = np.zeros(np.prod(x_shape) / N)")]
    [InlineData("dxhat = np.zeros((N, np.mean([4.0])))")]
    [InlineData("dxhat = np.zeros((N, 8 / 2))")]
    [InlineData("dxhat = np.zeros(8 / 2)")]
    public void Check_AFloatForASize_IsADivisionOfPython2(string line)
    {
        var first = RightProgram.CheckStaged(("N, D = dout.shape", $"N, D = dout.shape\n    x_shape = dout.shape\n    {line}")).FirstWrongLine!;

        Assert.Equal("python_2_division", first.Finding.Code);
    }

    [Fact]
    public void Check_ARaggedArray_IsAnError() =>
        Assert.Equal(Verdict.Mismatch, RightProgram.CheckStaged(("out, cache = None, None", "out, cache = None, None\n    rows = np.array([[1, 2], [3]])")).Verdict);

    private static ProgramReport Check(string code) => RightProgram.Check("conv", code);
}
