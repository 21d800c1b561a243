using GradCheck.Python.Arrays;
using GradCheck.Python.Classes;
using GradCheck.Python.Runtime;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Recording;

/// <summary>Copies what a forward pass left behind, so that each run of the backward pass finds it untouched.</summary>
internal sealed class ValueCopies
{
    private readonly Interpreter? owner;

    /// <summary>Copies for one run.</summary>
    /// <param name="owner">Runs the copies: classes and functions are those of its own file; null to leave them as they are.</param>
    public ValueCopies(Interpreter? owner = null) => this.owner = owner;

    /// <summary>What is nested deeper than this stays shared: no cache of a student is, and a hostile one must not use up the stack.</summary>
    public const int MostDepth = 500;

    private readonly Dictionary<object, object> made = new(ReferenceEqualityComparer.Instance);

    /// <summary>A copy that shares no memory with the original; what shared memory still does so among the copies. Off the tape.</summary>
    public static Value Of(Value value) => new ValueCopies().Copy(value);

    /// <summary>A copy; the same value gives the same copy each time.</summary>
    public Value Copy(Value value) => Copy(value, 0);

    private Value Copy(Value value, int depth)
    {
        switch (depth < MostDepth ? value : NoneValue.Instance)
        {
            case NdArray array:
                return array.Kin(new NdArray(Copy(array.Storage), array.Offset, array.Shape, array.Strides, array.IsScalar) { OwnsMemory = array.OwnsMemory });
            case FloatValue number:
                return new FloatValue(number.Value);
            case TupleValue tuple:
                // Once for each tuple, not for each way to it, of which there may be 2 to the 100.
                if (made.TryGetValue(tuple, out var known))
                {
                    return (Value)known;
                }

                var parts = new TupleValue([.. tuple.Items.Select(item => Copy(item, depth + 1))]);
                made[tuple] = parts;
                return parts;
            case ListValue list:
                if (made.TryGetValue(list, out known))
                {
                    return (Value)known;
                }

                var copy = new ListValue([]);
                made[list] = copy;
                copy.Items.AddRange(list.Items.Select(item => Copy(item, depth + 1)));
                return copy;
            case InstanceValue instance:
                if (made.TryGetValue(instance, out known))
                {
                    return (Value)known;
                }

                var twin = new InstanceValue((ClassValue)OfFile(instance.Class)) { Arguments = instance.Arguments };
                made[instance] = twin;
                foreach (var (key, item) in instance.Attributes.Items)
                {
                    twin.Attributes.Items[key] = Copy(item, depth + 1);
                }

                return twin;
            case MethodValue method:
                return new MethodValue(OfFile(method.Function), Copy(method.Self, depth + 1));
            case ClassValue or FunctionValue:
                return OfFile(value);
            case DictionaryValue dictionary:
                if (made.TryGetValue(dictionary, out known))
                {
                    return (Value)known;
                }

                var items = new DictionaryValue();
                made[dictionary] = items;
                foreach (var (key, item) in dictionary.Items)
                {
                    items.Items[key] = Copy(item, depth + 1);
                }

                return items;
            default:
                return value;
        }
    }

    /// <summary>The class or the function of the same name in the file that is run: an edited one has others.</summary>
    private Value OfFile(Value value) => owner is null ? value : value switch
    {
        ClassValue { IsLibrary: false } of when owner.Globals.GetValueOrDefault(of.Name) is ClassValue own => own,
        FunctionValue { Class.Class: ClassValue of } method when owner.Globals.GetValueOrDefault(of.Name) is ClassValue own && own.Members.GetValueOrDefault(method.Name) is FunctionValue found => found,
        FunctionValue function when function.QualifiedName == function.Name && owner.Globals.GetValueOrDefault(function.Name) is FunctionValue found => found,
        _ => value,
    };

    private Storage Copy(Storage storage)
    {
        if (!made.TryGetValue(storage, out var known))
        {
            known = storage.DType == DType.Float64 ? new Storage([.. storage.Floats]) : new Storage(storage.DType, [.. storage.Integers]);
            made[storage] = known;
        }

        return (Storage)known;
    }
}
