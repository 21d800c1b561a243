using GradCheck.Cases;
using GradCheck.Programs.Names;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Returns;
using GradCheck.Tensors;

namespace GradCheck.Programs.Subjects;

/// <summary>The gradients that come in for the outputs of a custom function: the client's, by name or one after the other, else from the seed; 1 for a loss.</summary>
/// <param name="request">The request.</param>
internal sealed class IncomingGradients(ProgramRequest request)
{
    private static readonly HashSet<string> Losses = [.. "loss cost j l totalloss dataloss objective error err nll crossentropy mse".Split(' ')];

    /// <summary>The gradient of each output, or why those of the client do not fit.</summary>
    public (IReadOnlyList<Snapshot>? Douts, string? Fault) For(Wiring wiring)
    {
        var outputs = wiring.Outputs;
        if (outputs.Count == 0)
        {
            return (null, null);
        }

        // Nothing takes it: a loss goes back from 1.
        if (wiring.Incoming.Count == 0 && outputs is [{ Numbers: { Values.Length: 1 } alone }])
        {
            return ([new(alone.Shape, [1.0])], null);
        }

        var given = new Tensor?[outputs.Count];
        if (request.Dout is { } dout)
        {
            if (outputs.Count == 1)
            {
                given[0] = dout;
            }
            else if (Split(dout, outputs) is { } parts)
            {
                given = parts;
            }
            else
            {
                return (null, $"dout is one tensor, but the function has {outputs.Count} outputs ({Names(outputs)}): give one for each, by name or as a list");
            }
        }

        for (var k = 0; k < request.Douts.Count; k++)
        {
            var (name, value) = request.Douts[k];
            var at = name.Length == 0 ? k : IndexOf(name, outputs);
            if (at < 0 || at >= outputs.Count)
            {
                return (null, name.Length == 0
                    ? $"dout is a list of {request.Douts.Count}, but the function has {outputs.Count} {(outputs.Count == 1 ? "output" : "outputs")} ({Names(outputs)}) that the backward function takes a gradient for"
                    : $"dout has `{name}`, but the outputs that the backward function takes a gradient for are {Names(outputs)}");
            }

            given[at] = value;
        }

        if (request.Douts is [{ Key.Length: 0 }, ..] && request.Douts.Count != outputs.Count)
        {
            return (null, $"dout is a list of {request.Douts.Count}, but the function has {outputs.Count} outputs ({Names(outputs)})");
        }

        var made = new List<Snapshot>();
        for (var k = 0; k < outputs.Count; k++)
        {
            var numbers = outputs[k].Numbers!;
            if (given[k] is { } tensor && !(tensor.Shape.Count == numbers.Values.Length && Near.Fits(tensor.Shape.Sizes, numbers.Shape)))
            {
                return (null, $"dout {(outputs.Count == 1 ? string.Empty : $"of {NameOf(outputs[k], k)} ")}has shape {tensor.Shape}, but the output has {numbers.ShapeText}");
            }

            made.Add(given[k] is { } own ? new(numbers.Shape, [.. own.Values]) : Seeded(outputs[k], k));
        }

        return (made, null);
    }

    private Snapshot Seeded(Part output, int place)
    {
        var shape = output.Numbers!.Shape;
        if (shape.Length == 0 || (output.Numbers.Values.Length == 1 && output.Name is { } name && Losses.Contains(Roles.Plain(name))))
        {
            return new(shape, [1.0]);
        }

        // Another stream for each, so that no two outputs share their gradient.
        var random = new Pcg32(request.Seed, place == 0 ? 4 : 100 + (ulong)place);
        return new(shape, [.. output.Numbers.Values.Select(_ => random.Normal())]);
    }

    /// <summary>A list of tensors of one shape reads as a tensor of one axis more.</summary>
    private static Tensor?[]? Split(Tensor dout, IReadOnlyList<Part> outputs)
    {
        if (dout.Shape.Rank == 0 || dout.Shape.Sizes[0] != outputs.Count || outputs.Any(output => !dout.Shape.Sizes[1..].SequenceEqual(output.Numbers!.Shape)))
        {
            return null;
        }

        var size = dout.Shape.Count / outputs.Count;
        return [.. outputs.Select((output, k) => new Tensor(new Shape(output.Numbers!.Shape), [.. dout.Values.Slice(k * size, size)]))];
    }

    private static int IndexOf(string name, IReadOnlyList<Part> outputs)
    {
        var found = outputs.ToList().FindIndex(output => output.Name == name);
        return found >= 0 ? found
            : outputs.ToList().FindIndex(output => ParameterNames.IsGradientOf(name, output.Name)) is var named and >= 0 ? named
            : outputs.Count == 1 || name is "out" or "dout" ? 0 : -1;
    }

    private static string Names(IReadOnlyList<Part> outputs) => string.Join(", ", outputs.Select(NameOf));

    private static string NameOf(Part output, int place) => output.Name is { } name ? $"`{name}`" : $"output {place + 1}";
}
