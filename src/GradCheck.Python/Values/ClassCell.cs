namespace GradCheck.Python.Values;

/// <summary>The class that a method is written in, as <c>super()</c> and private names ask for it: its methods are made before it is.</summary>
/// <param name="name">The name of the class.</param>
internal sealed class ClassCell(string name)
{
    public string Name { get; } = name;

    /// <summary>The class itself; null while its body is run.</summary>
    public Value? Class { get; set; }

    /// <summary>A name as it is written in a class: <c>__x</c> is its own, <c>_Class__x</c>.</summary>
    public static string Mangled(ClassCell? cell, string name) =>
        cell is not null && name.StartsWith("__", StringComparison.Ordinal) && !name.EndsWith("__", StringComparison.Ordinal) && cell.Name.TrimStart('_') is { Length: > 0 } own
            ? $"_{own}{name}"
            : name;
}
