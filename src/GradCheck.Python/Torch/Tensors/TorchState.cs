using GradCheck.Python.Builtins;

namespace GradCheck.Python.Torch.Tensors;

/// <summary>What torch keeps for one run.</summary>
internal sealed class TorchState
{
    /// <summary>What a run starts from that was not seeded: always the same, so that a report can be repeated.</summary>
    private const uint Unseeded = 0;

    /// <summary>The type of floats that are made without a type.</summary>
    public TensorType Default { get; set; } = TensorType.Float32;

    /// <summary>Whether autograd records: false under <c>no_grad</c>.</summary>
    public bool IsRecording { get; set; } = true;

    /// <summary>The tensors that may be given a <c>.grad</c>: leaves that require one, and those that retain theirs.</summary>
    public List<TorchTensor> Watched { get; } = [];

    /// <summary>What was told once and need not be told again.</summary>
    public HashSet<string> Told { get; } = new(StringComparer.Ordinal);

    /// <summary>The nodes of the tape whose graph a backward pass has let go of.</summary>
    public HashSet<int> Freed { get; } = [];

    /// <summary>Where random numbers come from that no generator is named for.</summary>
    public MersenneTwister Generator { get; set; } = new(Unseeded);
}
