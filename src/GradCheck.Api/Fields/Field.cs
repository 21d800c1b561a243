namespace GradCheck.Api.Fields;

/// <summary>What the wire held for one field: a value, or all that is wrong with it.</summary>
/// <remarks>
/// A converter never throws for a value it cannot use: it says what is wrong and reads on, so that one answer can name
/// every problem of a request.
/// </remarks>
/// <typeparam name="T">What the field holds.</typeparam>
public sealed class Field<T>
{
    /// <summary>The value; meaningless where there are <see cref="Problems"/>.</summary>
    public T? Value { get; init; }

    /// <summary>What is wrong with it, in the order of the text; empty where it can be used.</summary>
    public IReadOnlyList<FieldProblem> Problems { get; init; } = [];

    /// <summary>Integers that a double cannot hold exactly, and so were rounded.</summary>
    public IReadOnlyList<InexactInteger> InexactIntegers { get; init; } = [];

    /// <summary>How many numbers a tensor had, where that is over the limit and none were kept.</summary>
    public long? OversizeCount { get; init; }

    /// <summary>Whether the value can be used.</summary>
    public bool IsUsable => Problems.Count == 0 && OversizeCount is null;
}

/// <summary>Makes fields.</summary>
public static class Field
{
    /// <summary>A field with a single problem.</summary>
    /// <typeparam name="T">What the field holds.</typeparam>
    /// <param name="message">What is wrong with it.</param>
    public static Field<T> Wrong<T>(string message) => new() { Problems = [new(string.Empty, message)] };

    /// <summary>The contract of a field that holds an object, or a list of fields of such; null for any other type.</summary>
    /// <param name="type">The type.</param>
    public static (Type Part, bool IsList)? PartOf(Type type) =>
        Inner(type, typeof(Field<>)) is not { } held ? null
        : held.IsAssignableTo(typeof(IRequestPart)) ? (held, false)
        : Inner(held, typeof(IReadOnlyList<>)) is { } item && Inner(item, typeof(Field<>)) is { } part && part.IsAssignableTo(typeof(IRequestPart)) ? (part, true)
        : null;

    /// <summary>The enumeration whose names a field is a list of; null for any other type.</summary>
    /// <param name="type">The type.</param>
    public static Type? NamesOf(Type type) =>
        Inner(type, typeof(Field<>)) is { } held && Inner(held, typeof(IReadOnlyList<>)) is { IsEnum: true } names ? names : null;

    private static Type? Inner(Type type, Type generic) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == generic ? type.GenericTypeArguments[0] : null;
}
