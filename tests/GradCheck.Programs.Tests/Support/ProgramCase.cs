using System.Text.Json;
using GradCheck.Programs.Reports;

namespace GradCheck.Programs.Tests.Support;

/// <summary>One layer of a program beside the tests: a right one, or one with a wrong line and what must be said of it.</summary>
/// <param name="Folder">The folder it was read from.</param>
/// <param name="Program">The file.</param>
/// <param name="Layer">The layer.</param>
/// <param name="Forward">The forward function.</param>
/// <param name="Backward">The backward function; that of a loss is the forward one.</param>
public sealed record ProgramCase(string Folder, string Program, string Layer, string Forward, string Backward)
{
    private static readonly string Cases = Path.Combine(AppContext.BaseDirectory, "Cases");

    /// <summary>Every layer of every right program, as <c>LAYERS</c> of the programs' generator lists them.</summary>
    public static IReadOnlyList<ProgramCase> Right { get; } =
    [
        .. Of("batchnorm_staged", "batchnorm", "batchnorm"),
        .. Of("batchnorm_paper", "batchnorm", "batchnorm", alt: true),
        .. Of("batchnorm_post", "batchnorm", "batchnorm", alt: true),
        .. Of("layernorm", "layernorm", "layernorm"),
        .. Of("spatial_batchnorm", "spatial_batchnorm", "spatial_batchnorm"),
        .. Of("spatial_groupnorm", "groupnorm", "spatial_groupnorm"),
        .. Of("affine_relu_softmax", "affine", "affine"),
        .. Of("affine_relu_softmax", "relu", "relu"),
        new(Path.Combine(Cases, "right"), "affine_relu_softmax.py", "softmax_loss", "softmax_loss", "softmax_loss"),
        new(Path.Combine(Cases, "right"), "conv_pool.py", "conv", "conv_forward_naive", "conv_backward_naive"),
        new(Path.Combine(Cases, "right"), "conv_pool.py", "max_pool", "max_pool_forward_naive", "max_pool_backward_naive"),
    ];

    /// <summary>Every wrong program beside the tests, and those of the folders, divided by colons, that <c>GRADCHECK_PROGRAMS</c> names.</summary>
    public static IReadOnlyList<ProgramCase> Wrong { get; } =
        [.. (Path.Combine(Cases, "wrong") + ":" + Environment.GetEnvironmentVariable("GRADCHECK_PROGRAMS")).Split(':', StringSplitOptions.RemoveEmptyEntries).SelectMany(Read)];

    /// <summary>The function of the first wrong line; null in a right program.</summary>
    public string? Function { get; init; }

    /// <summary>The first wrong line, from 1.</summary>
    public int Line { get; init; }

    /// <summary>The codes of which any one is a right name for the mistake.</summary>
    public IReadOnlyList<string> Causes { get; init; } = [];

    /// <summary>Whether the wrong line stands in the forward pass.</summary>
    public bool IsForwardWrong { get; init; }

    public string Code => File.ReadAllText(Path.Combine(Folder, Program));

    public ProgramRequest Request => new() { Code = Code, Layer = Layer, ForwardName = Forward, BackwardName = Forward == Backward ? null : Backward };

    public override string ToString() => $"{Program} {Backward}";

    private static IEnumerable<ProgramCase> Of(string file, string layer, string stem, bool alt = false)
    {
        var right = new ProgramCase(Path.Combine(Cases, "right"), file + ".py", layer, stem + "_forward", stem + "_backward");
        return alt ? [right, right with { Backward = stem + "_backward_alt" }] : [right];
    }

    private static IEnumerable<ProgramCase> Read(string folder)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")));
        return [.. document.RootElement.EnumerateArray().Select(entry => new ProgramCase(folder, Text(entry, "program"), Text(entry, "layer"), Text(entry, "forward"), Text(entry, "backward"))
        {
            Function = Text(entry, "function"),
            Line = entry.GetProperty("line").GetInt32(),
            Causes = [.. entry.GetProperty("causes").EnumerateArray().Select(cause => cause.GetString()!)],
            IsForwardWrong = Text(entry, "wrong") == "forward",
        })];
    }

    private static string Text(JsonElement entry, string name) => entry.GetProperty(name).GetString()!;
}
