using System.Text.Json;

namespace GradCheck.Api.Fields;

/// <summary><c>include</c> of a request: the parts of an answer that it asks for, of those that its route knows.</summary>
/// <typeparam name="T">The parts.</typeparam>
internal sealed class PartsFieldConverter<T> : FieldConverter<Field<IReadOnlyList<T>>>
    where T : struct, Enum
{
    private static readonly NamesFieldConverter Names = new();

    /// <inheritdoc/>
    public override Field<IReadOnlyList<T>> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var known = WireNames.Of<T>();
        var names = Names.Read(ref reader, typeToConvert, options);
        if (!names.IsUsable)
        {
            return new() { Problems = names.Problems };
        }

        return new()
        {
            Value = [.. names.Value!.Where(known.Contains).Select(name => Enum.GetValues<T>()[known.Index().First(entry => entry.Item == name).Index])],
            Problems = [.. names.Value!.Index().Where(name => !known.Contains(name.Item)).Select(name => new FieldProblem(NumberReader.PlaceOf([name.Index]), FieldText.UnknownName(name.Item, known)))],
        };
    }
}
