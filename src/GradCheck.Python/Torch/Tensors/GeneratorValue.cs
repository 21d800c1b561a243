using GradCheck.Python.Builtins;
using GradCheck.Python.NumPy;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Tensors;

/// <summary><c>torch.Generator()</c>: random numbers of its own.</summary>
/// <param name="numbers">The numbers.</param>
internal sealed class GeneratorValue(MersenneTwister numbers) : ObjectValue
{
    public MersenneTwister Numbers { get; private set; } = numbers;

    public override string TypeName => "torch.Generator";

    public override Value? Attribute(CallContext context, string name) => name switch
    {
        "manual_seed" => new LibraryValue(new("Generator.manual_seed", "seed", "Starts its numbers anew.", (inner, arguments) =>
        {
            Numbers = new((uint)(Arguments.Long(inner, arguments["seed"]) & uint.MaxValue));
            return this;
        })),
        "seed" or "initial_seed" => new LibraryValue(new("Generator." + name, string.Empty, "Its seed.", (_, _) => IntegerValue.Of(0))),
        "device" => DeviceValue.Cpu,
        _ => null,
    };
}
