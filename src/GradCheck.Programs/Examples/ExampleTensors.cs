using GradCheck.Programs.Numbers;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Runs;
using GradCheck.Python;
using GradCheck.Python.Arrays;
using GradCheck.Python.Budgets;
using GradCheck.Python.Values;
using GradCheck.Tensors;

namespace GradCheck.Programs.Examples;

/// <summary>The numbers of an example, by the names that they have there.</summary>
internal static class ExampleTensors
{
    /// <summary>The inputs of a run, those in dictionaries included, and the gradients that come in.</summary>
    /// <param name="run">The run.</param>
    /// <param name="budget">What making them may cost.</param>
    public static OrderedDictionary<string, Tensor> InputsOf(ForwardRun run, Budget budget)
    {
        var inputs = new OrderedDictionary<string, Tensor>();
        var session = new RunSession(budget, GradientTape.Off, Languages.Course);
        foreach (var ingredient in run.Trial.Ingredients)
        {
            Add(inputs, ingredient.Name, ingredient.Make(session));
        }

        // A loss goes back from 1, which goes without saying.
        foreach (var (place, dout) in run.Call.Wiring.Incoming.Count == 0 ? [] : (run.Douts ?? []).Index())
        {
            inputs[run.Douts!.Count == 1 ? "dout" : $"d{run.Call.Wiring.Outputs[place].Name ?? $"out{place}"}"] = Of(dout);
        }

        return inputs;
    }

    /// <summary>The values of some names, in the order of the run.</summary>
    /// <param name="events">The values.</param>
    /// <param name="names">The names.</param>
    public static OrderedDictionary<string, Tensor> Of(IEnumerable<Event> events, IReadOnlySet<string> names)
    {
        var values = new OrderedDictionary<string, Tensor>();
        foreach (var made in events.Where(made => names.Contains(made.Name) && made.Value is { Values.Length: > 0 }).OrderBy(made => made.Order))
        {
            values[made.Name] = Of(made.Value!);
        }

        return values;
    }

    /// <summary>Numbers as a tensor.</summary>
    /// <param name="value">The numbers.</param>
    public static Tensor Of(Snapshot value) => new(new Shape(value.Shape), value.Values);

    private static void Add(OrderedDictionary<string, Tensor> inputs, string name, Value value)
    {
        if (value is DictionaryValue items)
        {
            foreach (var (key, item) in items.Items)
            {
                Add(inputs, key.Key is StringValue text ? text.Value : key.Text, item);
            }
        }
        else if (name is not ("momentum" or "seed") && Snapshot.Of(value) is { Values.Length: > 0 } numbers)
        {
            inputs[name] = Of(numbers);
        }
    }
}
