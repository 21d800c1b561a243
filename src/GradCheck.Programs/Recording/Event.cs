using GradCheck.Programs.Numbers;
using GradCheck.Python.Arrays;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Recording;

/// <summary>A name that got a value during a run, or a function that returned one.</summary>
/// <remarks>A line that is executed again and again is one event: the last time counts.</remarks>
internal sealed class Event
{
    /// <summary>A line, or the head of a loop, that made no value.</summary>
    /// <param name="statement">The line.</param>
    /// <param name="frame">The call that it belongs to.</param>
    public static Event Unseen(Statement statement, Frame frame) =>
        new() { Order = int.MaxValue, Frame = frame, Statement = statement, Name = string.Empty, Position = -1 };

    /// <summary>Its place in the order of the run, that of its last execution.</summary>
    public required int Order { get; set; }

    public required Frame Frame { get; init; }

    /// <summary>The statement; null for a parameter.</summary>
    public required Statement? Statement { get; init; }

    /// <summary>The name; for what a function returns, <see cref="ReturnName"/>.</summary>
    public required string Name { get; init; }

    /// <summary>Its place in a tuple of targets, or of returned values; -1 where it stands alone.</summary>
    public required int Position { get; init; }

    /// <summary>The numbers; null for a value that has none.</summary>
    public Snapshot? Value { get; set; }

    /// <summary>How often it was executed.</summary>
    public int Count { get; set; }

    /// <summary>Whether it wrote into memory that existed before.</summary>
    public bool InPlace { get; init; }

    /// <summary>The memory of an array, which other names may share.</summary>
    public Storage? Memory { get; set; }

    /// <summary>The event that left the value in an object, where it is such a one that counts as returned; null for any other.</summary>
    public Event? Stands { get; init; }

    /// <summary>The events whose values went into it.</summary>
    public HashSet<Event> Reads { get; } = [];

    /// <summary>Positions from here on stand for what was left in an object.</summary>
    public const int FirstLeft = 10_000;

    /// <summary>The name of the events of <c>return</c>.</summary>
    public const string ReturnName = "return";

    public bool IsReturn => Name == ReturnName;

    /// <summary>Whether its line stands nowhere in a script: it was put in so that the run can be watched.</summary>
    public bool IsAdded => Frame.Function.StartsWith('<') && Statement is { } line && line.Span.Start == line.Span.End;

    /// <summary>Whether another run's value is that of the same name, line and place.</summary>
    public bool IsSameAs(Event other) =>
        Name == other.Name && Position == other.Position && Frame.Function == other.Frame.Function && Statement?.Span == other.Statement?.Span;
}
