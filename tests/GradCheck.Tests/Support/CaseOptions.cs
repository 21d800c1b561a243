using System.Text.Json;
using GradCheck.Layers;

namespace GradCheck.Tests.Support;

/// <summary>The parameters of a file of tests/golden or tests/mistakes, as a request would give them.</summary>
internal static class CaseOptions
{
    public static LayerOptions Of(JsonElement parameters, RunningStatistics? running) => new()
    {
        Eps = parameters.GetProperty("eps").GetDouble(),
        Momentum = parameters.TryGetProperty("momentum", out var momentum) ? momentum.GetDouble() : LayerOptions.DefaultMomentum,
        MomentumOf = Says(parameters, "momentum_of", "new") ? MomentumOf.New : MomentumOf.Old,
        Ddof = parameters.TryGetProperty("ddof", out var ddof) ? ddof.GetInt32() : 0,
        RunningDdof = parameters.TryGetProperty("running_ddof", out var runningDdof) ? runningDdof.GetInt32() : null,
        Channels = Says(parameters, "channels", "last") ? ChannelOrder.Last : ChannelOrder.First,
        NormalizedAxes = parameters.TryGetProperty("normalized_shape", out var normalized) ? normalized.GetArrayLength() : null,
        Groups = parameters.TryGetProperty("groups", out var groups) ? groups.GetInt32() : null,
        Mode = Says(parameters, "mode", "eval") ? Mode.Eval : Mode.Train,
        Running = running,
    };

    private static bool Says(JsonElement parameters, string name, string value) =>
        parameters.TryGetProperty(name, out var given) && given.GetString() == value;
}
