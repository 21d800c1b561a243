using GradCheck.Programs.Reports;
using GradCheck.Tensors;

namespace GradCheck.Programs.Tests.Entries;

/// <summary>Passes that are no layer of the course, and their checks.</summary>
internal static class CustomPass
{
    public const string LstmLike = """
        import numpy as np

        def step_forward(x, prev_h, prev_c):
            next_c = prev_c * x + prev_h
            next_h = np.tanh(next_c)
            return next_h, next_c, (x, prev_c, next_h)

        def step_backward(dnext_h, dnext_c, cache):
            x, prev_c, next_h = cache
            dc = dnext_c + dnext_h * (1 - next_h ** 2)
            return dc * prev_c, dc, dc * x
        """;

    public const string Affine = """
        import numpy as np
        def affine_forward(x, w, b):
            return x.reshape(x.shape[0], -1).dot(w) + b, (x, w)
        def affine_backward(dout, cache):
            x, w = cache
            dx = dout.dot(w.T).reshape(x.shape)
            dw = x.reshape(x.shape[0], -1).T.dot(dout)
            db = dout.sum(axis=0)
            return dx, dw, db
        """;

    public static ProgramReport Lstm(string code, IReadOnlyList<KeyValuePair<string, Tensor>>? douts = null) => ProgramChecker.Check(LstmRequest(code) with { Douts = douts ?? [] });

    public static ProgramRequest LstmRequest(string code) => RequestOf(code, ["x", "prev_h", "prev_c"], Vector("x", 0.5, -1), Vector("prev_h", 0.2, 0.7), Vector("prev_c", 1.5, 0.3));

    public static ProgramReport Custom(string code, string[] differentiate, params KeyValuePair<string, Tensor>[] inputs) => ProgramChecker.Check(RequestOf(code, differentiate, inputs));

    public static ProgramRequest RequestOf(string code, string[] differentiate, params KeyValuePair<string, Tensor>[] inputs) => new()
    {
        Layer = "custom",
        Code = code,
        Inputs = inputs,
        Differentiate = differentiate,
    };

    public static KeyValuePair<string, Tensor> Vector(string name, params double[] values) => new(name, new(new Shape(values.Length), values));
}
