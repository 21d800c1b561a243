using System.Runtime.CompilerServices;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Operators;

/// <summary>Dictionaries and sets: their keys, and what growing costs.</summary>
internal static class Keys
{
    private const int EntryBytes = 120;

    /// <summary>The key of a value.</summary>
    /// <exception cref="ProgramException">The value cannot be hashed.</exception>
    public static DictionaryKey Of(CallContext context, Value value)
    {
        if (value is StringValue text)
        {
            return DictionaryKey.Of(text.Value);
        }

        return DictionaryKey.Of(value, size => EnterKey(context, size), out var culprit)
            ?? throw (culprit is ObjectValue { KeyTrouble: { } trouble } ? Errors.Unsupported(trouble, context.Span) : Errors.Type($"unhashable type: '{culprit!.TypeName}'", context.Span));
    }

    public static void Set(CallContext context, DictionaryValue dictionary, Value key, Value value)
    {
        var found = Of(context, key);
        if (dictionary.Items.TryGetValue(found, out _))
        {
            dictionary.Items[found] = value;
            return;
        }

        Grow(context, found);
        dictionary.Items.Add(found, value);
    }

    public static void Add(CallContext context, SetValue set, Value value) => Add(context, set, Of(context, value));

    public static void Add(CallContext context, SetValue set, DictionaryKey key)
    {
        context.Budget.Work(1, context.Span);
        if (!set.Items.ContainsKey(key))
        {
            Grow(context, key);
            set.Items.Add(key, NoneValue.Instance);
        }
    }

    /// <summary><c>dictionary.update(other)</c>, where the other is a dictionary or gives pairs.</summary>
    public static void Update(CallContext context, DictionaryValue dictionary, Value other)
    {
        if (other is DictionaryValue source)
        {
            for (var place = 0; place < source.Items.Count; place++)
            {
                var (key, value) = source.Items.GetAt(place);
                context.Budget.Work(1, context.Span);
                Set(context, dictionary, key.Key, value);
            }

            return;
        }

        var number = 0;
        foreach (var item in Iteration.Of(context, other))
        {
            if (!Iteration.IsIterable(item))
            {
                throw Errors.Type($"cannot convert dictionary update sequence element #{number} to a sequence", context.Span);
            }

            var pair = Iteration.ToList(context, item);
            if (pair.Count != 2)
            {
                throw Errors.Value($"dictionary update sequence element #{number} has length {pair.Count}; 2 is required", context.Span);
            }

            Set(context, dictionary, pair[0], pair[1]);
            number++;
        }
    }

    /// <summary>One value more of a walk through nested values.</summary>
    public static void Enter(CallContext context)
    {
        context.Budget.Step(context.Span);
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Exceptions.TooDeep(string.Empty, context.Span);
        }
    }

    // The key of a tuple spells out all that is in it.
    private static void EnterKey(CallContext context, int size)
    {
        Enter(context);
        context.Budget.Work(size, context.Span);
        context.Budget.Allocate(2L * (CallContext.LetterBytes * (size + 8L)), context.Span);
    }

    private static void Grow(CallContext context, DictionaryKey key) => context.Budget.Allocate(EntryBytes + (2L * key.Text.Length), context.Span);
}
