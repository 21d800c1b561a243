using GradCheck.Python.Classes;
using GradCheck.Python.NumPy;
using GradCheck.Python.Operators;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Modules;

/// <summary>Modules that hold others by their number.</summary>
internal static class Containers
{
    public static readonly IReadOnlyList<Layer> All =
    [
        new("Sequential", "*args", Through, (context, self, a) => Fill(context, self, a.Rest is [DictionaryValue named] ? named : null, a.Rest), Methods("Sequential")),
        new("ModuleList", "*modules", Refused, (context, self, a) => Fill(context, self, null, a.Rest is [var items] ? Iteration.ToList(context, items) : []), Methods("ModuleList")),
        new("ParameterList", "*values", Refused, (context, self, a) => Fill(context, self, null, a.Rest is [var items] ? Iteration.ToList(context, items) : []), Methods("ParameterList")),
        new("ModuleDict", "*modules", Refused, (context, self, a) => Fill(context, self, a.Rest is [DictionaryValue named] ? named : null, []), Methods("ModuleDict")),
    ];

    private static Value Through(CallContext context, InstanceValue self, IReadOnlyList<Value> inputs)
    {
        var value = inputs.Count == 1 ? inputs[0] : throw Errors.Python("TypeError", ErrorCodes.WrongArguments, $"Sequential.forward() takes 2 positional arguments but {inputs.Count + 1} were given", context.Span);
        foreach (var item in Items(self))
        {
            value = context.Call(item, value);
        }

        return value;
    }

    private static Value Refused(CallContext context, InstanceValue self, IReadOnlyList<Value> inputs) => throw Errors.Python(
        "NotImplementedError", ErrorCodes.WrongValue, $"Module [{self.TypeName}] is missing the required \"forward\" function", context.Span);

    private static void Fill(CallContext context, InstanceValue self, DictionaryValue? named, IReadOnlyList<Value> items)
    {
        if (named is not null)
        {
            foreach (var (key, item) in named.Items)
            {
                self.Keep(context, ((StringValue)key.Key).Value, item);
            }

            return;
        }

        for (var k = 0; k < items.Count; k++)
        {
            self.Keep(context, $"{k}", items[k]);
        }
    }

    private static LibraryFunction[] Methods(string name)
    {
        var prefix = $"torch.nn.{name}.";
        return
        [
            new(prefix + "__len__", "self", "How many it holds.", (_, a) => IntegerValue.Of(Items((InstanceValue)a["self"]).Count)),
            new(prefix + "__iter__", "self", "What it holds, one by one.", (_, a) => new IteratorValue("generator", [.. Items((InstanceValue)a["self"])])),
            new(prefix + "__getitem__", "self, idx", "One of them, or a part.", (context, a) => Item(context, (InstanceValue)a["self"], a["idx"])),
            new(prefix + "append", "self, module", "One more.", (context, a) =>
            {
                var self = (InstanceValue)a["self"];
                self.Keep(context, $"{Items(self).Count}", a["module"]);
                return self;
            }),
        ];
    }

    private static List<Value> Items(InstanceValue self) => [.. self.Attributes.Items.Where(item => item.Key.Key is StringValue { Value: not ("training" or ModuleTree.BufferNames) }).Select(item => item.Value)];

    private static Value Item(CallContext context, InstanceValue self, Value index)
    {
        if (index is StringValue name)
        {
            return self.Own(name.Value) ?? throw Errors.Python("KeyError", ErrorCodes.WrongValue, $"'{name.Value}'", context.Span);
        }

        var items = Items(self);
        if (index is SliceValue)
        {
            var part = Construction.Bare(context, self.Class);
            part.Keep(context, "training", BooleanValue.True);
            Fill(context, part, null, ((ListValue)Subscripts.Get(context, new ListValue(items), index)).Items);
            return part;
        }

        var at = Arguments.Long(context, index);
        return at >= -items.Count && at < items.Count
            ? items[(int)(at < 0 ? at + items.Count : at)]
            : throw Errors.Index($"index {at} is out of range", context.Span);
    }
}
