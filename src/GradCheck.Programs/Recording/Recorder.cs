using GradCheck.Programs.Names;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Returns;
using GradCheck.Python.Arrays;
using GradCheck.Python.Classes;
using GradCheck.Python.Runtime;
using GradCheck.Python.Syntax;
using GradCheck.Python.Syntax.Printing;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Recording;

/// <summary>Keeps what every line of a run made.</summary>
internal sealed class Recorder : RunObserver
{
    /// <summary>So many events are kept, and elements of values in them; what comes later is unchecked.</summary>
    private const int MostEvents = 20_000;

    private const long MostElements = 8_000_000;

    /// <summary>What an object holds is noted in so many calls of its methods.</summary>
    private const int MostFound = 32;

    /// <summary>So many connections between events are kept: an array that is written in line after line connects each with all before it.</summary>
    private const int MostReads = 1_000_000;

    private readonly List<Event> events = [];
    private readonly Dictionary<(int Frame, Statement? Statement, string Name, int Position), Event> known = new(new KeyComparer());
    private readonly Dictionary<(int Frame, string Name), Event> latest = [];
    private readonly Dictionary<(int Frame, string Key), Event> entries = [];
    private readonly Dictionary<Storage, HashSet<Event>> writers = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<int, List<Event>> awaiting = [];
    private readonly Dictionary<int, List<Event>> returned = [];
    private readonly Dictionary<(int Frame, string Name), Value> objects = [];
    private readonly Dictionary<Value, Dictionary<string, Event>> attributes = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Value, int> seen = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Storage, Event> origins = new(ReferenceEqualityComparer.Instance);
    private long elements;
    private long reads;
    private int order;

    /// <summary>What happened, in the order of each line's last execution.</summary>
    public IReadOnlyList<Event> Events => [.. events.OrderBy(item => item.Order)];

    /// <summary>Sees a line of a run, and may put another value in the place of its own.</summary>
    public Func<Assignment, Value>? Substitute { get; init; }

    public override void Called(Frame frame, IReadOnlyDictionary<string, Value> arguments)
    {
        foreach (var (name, value) in arguments)
        {
            var made = Note(frame, null, name, -1, value, false);
            if (made is not null && frame.Caller is { } caller)
            {
                Waiting(awaiting, caller).Add(made);
            }

            if (value is InstanceValue instance)
            {
                objects[(frame.Number, name)] = instance;
                Found(frame, name, instance);
            }
        }
    }

    /// <summary>A value that was left in an object counts as returned.</summary>
    /// <param name="place">The place that stands for it.</param>
    /// <param name="name">Its name: <c>self.dW</c>.</param>
    /// <param name="value">The value.</param>
    public void Left(int place, string name, Value value)
    {
        var memory = (value as NdArray)?.Storage;
        var last = events.Where(item => item is { Statement: not null, IsReturn: false } && (memory is null ? item.Name == name : ReferenceEquals(item.Memory, memory)))
            .OrderBy(item => item.Name == name).ThenBy(item => item.Order).LastOrDefault() ?? events.LastOrDefault(item => item is { Statement: not null, IsReturn: false } && Writes(item.Statement, name));
        if (events.FirstOrDefault(item => item.Frame.Caller is null) is { } top)
        {
            var made = new Event { Order = ++order, Frame = top.Frame, Statement = last?.Statement, Name = Event.ReturnName, Position = place, Value = Snapshot.Of(value), Memory = memory, Stands = last };
            if (last is not null)
            {
                made.Reads.Add(last);
                made.Reads.UnionWith(memory is not null && writers.TryGetValue(memory, out var wrote) ? wrote : []);
            }

            events.Add(made);
        }
    }

    /// <summary>Whether a line writes into a place, such as <c>self.grads[0]</c>.</summary>
    private static bool Writes(Statement statement, string place) => place.Contains('[', StringComparison.Ordinal)
        && NamesMade.TargetsOf(statement).Any(target => Printer.Print(target).Replace('"', '\'').StartsWith(place, StringComparison.Ordinal));

    /// <summary>What an object holds when a method of it is called has a name there, as an argument has.</summary>
    private void Found(Frame frame, string name, InstanceValue instance)
    {
        // A method that is called in a loop would use up what may be kept.
        if (seen.TryGetValue(instance, out var times) && times >= MostFound)
        {
            return;
        }

        seen[instance] = times + 1;
        foreach (var (key, value) in instance.Attributes.Items)
        {
            if (key.Key is StringValue attribute && value is NdArray or FloatValue or IntegerValue
                && Note(frame, null, $"{name}.{attribute.Value}", -1, value, false) is { } made
                && attributes.TryGetValue(instance, out var known) && known.TryGetValue(attribute.Value, out var set) && set != made)
            {
                made.Reads.Add(set);
            }
        }
    }

    /// <summary>The last event of a name in a call; that of an attribute may be of another call.</summary>
    private Event? LatestOf(int frame, string name)
    {
        var own = latest.GetValueOrDefault((frame, name));
        var dot = name.LastIndexOf('.');
        return dot > 0 && objects.TryGetValue((frame, name[..dot]), out var owner) && attributes.TryGetValue(owner, out var known)
            && known.TryGetValue(name[(dot + 1)..], out var set) && (own is null || set.Order > own.Order) ? set : own;
    }

    public override Value Assigned(Assignment assignment)
    {
        var value = Substitute?.Invoke(assignment) ?? assignment.Value;
        if (Note(assignment.Frame, assignment.Statement, assignment.Name, assignment.Position, value, assignment.InPlace) is { } made)
        {
            Connect(made, NamesRead.Of(assignment.Statement));
            ConnectMemory(made, assignment.InPlace);
            NoteEntries(assignment, made);
            latest[(assignment.Frame.Number, assignment.Name)] = made;
            NoteObject(assignment, value, made);
            if (assignment.InPlace && made.Memory is { } memory)
            {
                if (!writers.TryGetValue(memory, out var known))
                {
                    writers[memory] = known = [];
                }

                known.Add(made);
            }
        }

        return value;
    }

    public override Value Returned(Frame frame, ReturnStatement? statement, Value value)
    {
        if (statement is null)
        {
            return value;
        }

        var items = Part.ItemsOf(value);
        var parts = items ?? [value];
        var made = new List<Event>();
        for (var k = 0; k < parts.Count; k++)
        {
            if (Note(frame, statement, Event.ReturnName, items is null ? -1 : k, parts[k], false) is { } part)
            {
                made.Add(part);
            }
        }

        var whole = statement.Value switch
        {
            TupleExpression tuple => tuple.Elements,
            ListExpression list => list.Elements,
            var shown => DisplayedEntries.ValuesOf(shown),
        };
        foreach (var part in made)
        {
            // A dictionary that was filled key by key: each part comes from its own entry alone.
            if (value is DictionaryValue filled && part.Position >= 0 && part.Position < filled.Items.Count && EntryOf(frame, filled, part.Position) is { } entry)
            {
                part.Reads.Add(entry);
                continue;
            }

            var read = whole is not null && part.Position >= 0 && whole.Count == parts.Count ? NamesRead.Of(whole[part.Position]).ToHashSet() : NamesRead.Of(statement);
            Connect(part, read, keepWaiting: true);
        }

        Forget(frame);
        if (frame.Caller is { } caller)
        {
            Waiting(returned, caller).AddRange(made);
        }

        return value;
    }

    /// <summary>An entry of a dictionary, <c>grads["dx"] = ...</c> or <c>{"dx": dx}</c>, is a value of its own under its key.</summary>
    private void NoteEntries(Assignment assignment, Event whole)
    {
        if (assignment.Value is not DictionaryValue dictionary)
        {
            return;
        }

        var before = whole.Reads.ToList();
        foreach (var (key, value) in DisplayedEntries.Of(assignment.Statement))
        {
            if (value is NameExpression own && own.Id == key && latest.TryGetValue((assignment.Frame.Number, key), out var same))
            {
                entries[(assignment.Frame.Number, key)] = same;
                continue;
            }

            if (key == whole.Name || !dictionary.Items.TryGetValue(DictionaryKey.Of(key), out var entry)
                || Note(assignment.Frame, assignment.Statement, key, -1, entry, false) is not { } made)
            {
                continue;
            }

            // What a function gave that is called here may be in any of the entries.
            var names = NamesRead.Of(value).ToHashSet();
            var named = before.FindAll(read => read.Name != whole.Name && names.Contains(read.Name));
            entries[(assignment.Frame.Number, key)] = made;
            made.Reads.UnionWith(before.Where(read => read.IsReturn || named.Contains(read) || (read.InPlace && named.Exists(item => ReferenceEquals(item.Memory, read.Memory)))));
            whole.Reads.Add(made);
        }
    }

    /// <summary>A value that came by a way that no name tells, such as <c>layers[0].dW</c>, is that of the line which made it.</summary>
    private void ConnectMemory(Event made, bool isInPlace)
    {
        if (made.Memory is not { } memory || isInPlace)
        {
            return;
        }

        if (!origins.TryGetValue(memory, out var origin))
        {
            origins[memory] = made;
        }
        else if (origin != made && !made.Reads.Any(read => ReferenceEquals(read.Memory, memory)))
        {
            made.Reads.Add(origin);
        }
    }

    /// <summary>Keeps whose attribute was set, and which name stands for which object.</summary>
    private void NoteObject(Assignment assignment, Value value, Event made)
    {
        if (value is InstanceValue)
        {
            objects[(assignment.Frame.Number, assignment.Name)] = value;
        }

        if (assignment.Object is { } owner)
        {
            if (!attributes.TryGetValue(owner, out var known))
            {
                attributes[owner] = known = [];
            }

            known[assignment.Name[(assignment.Name.LastIndexOf('.') + 1)..]] = made;
        }
    }

    private Event? EntryOf(Frame frame, DictionaryValue dictionary, int position)
    {
        var key = dictionary.Items.ElementAt(position).Key;
        return entries.FirstOrDefault(entry => entry.Key.Frame == frame.Number && DictionaryKey.Of(entry.Key.Key).Equals(key)).Value;
    }

    private static List<Event> Waiting(Dictionary<int, List<Event>> lists, Frame frame)
    {
        if (!lists.TryGetValue(frame.Number, out var list))
        {
            lists[frame.Number] = list = [];
        }

        return list;
    }

    private Event? Note(Frame frame, Statement? statement, string name, int position, Value value, bool inPlace)
    {
        var key = (frame.Number, statement, name, position);
        if (!known.TryGetValue(key, out var made))
        {
            if (events.Count >= MostEvents)
            {
                return null;
            }

            made = new() { Order = 0, Frame = frame, Statement = statement, Name = name, Position = position, InPlace = inPlace };
            known[key] = made;
            events.Add(made);
            if (statement is null)
            {
                latest[(frame.Number, name)] = made;
            }
        }

        made.Order = ++order;
        made.Count++;
        made.Memory = (value as NdArray)?.Storage;
        var size = value is NdArray array ? array.Size : 1;
        elements += size;
        made.Value = elements <= MostElements ? Snapshot.Of(value) : null;
        return made;
    }

    /// <summary>Says what went into an event: the names it reads, and what the functions it called were given and gave.</summary>
    private void Connect(Event made, IReadOnlySet<string> names, bool keepWaiting = false)
    {
        if (reads > MostReads)
        {
            return;
        }

        var frame = made.Frame.Number;
        var read = names.Select(name => LatestOf(frame, name)).OfType<Event>().Where(item => item != made).ToList();

        // What was written through another name of the same memory has been read as well.
        read.AddRange(read.Where(item => item.Memory is not null && writers.ContainsKey(item.Memory)).SelectMany(item => writers[item.Memory!]).Where(item => item != made).ToList());
        made.Reads.UnionWith(read);
        reads += read.Count;
        if (awaiting.TryGetValue(frame, out var parameters))
        {
            parameters.ForEach(parameter => parameter.Reads.UnionWith(read.Where(item => item != parameter)));
        }

        if (returned.TryGetValue(frame, out var results))
        {
            made.Reads.UnionWith(results.Where(result => made.Position < 0 || result.Position < 0 || result.Position == made.Position));
        }

        if (!keepWaiting && (made.Position < 0 || IsLastOf(made)))
        {
            Forget(made.Frame);
        }
    }

    private static bool IsLastOf(Event made) =>
        made.Statement is not AssignStatement { Targets: [TupleExpression tuple] } || made.Position == tuple.Elements.Count - 1;

    private void Forget(Frame frame)
    {
        awaiting.Remove(frame.Number);
        returned.Remove(frame.Number);
    }

    /// <summary>Statements by identity: two lines that read the same are two.</summary>
    private sealed class KeyComparer : IEqualityComparer<(int Frame, Statement? Statement, string Name, int Position)>
    {
        public bool Equals((int Frame, Statement? Statement, string Name, int Position) x, (int Frame, Statement? Statement, string Name, int Position) y) =>
            x.Frame == y.Frame && ReferenceEquals(x.Statement, y.Statement) && x.Name == y.Name && x.Position == y.Position;

        public int GetHashCode((int Frame, Statement? Statement, string Name, int Position) key) =>
            HashCode.Combine(key.Frame, key.Statement is null ? 0 : System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(key.Statement), key.Name, key.Position);
    }
}
