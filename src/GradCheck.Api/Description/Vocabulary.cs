using System.Text.Json;
using System.Text.Json.Nodes;
using GradCheck.Api.Contracts;
using GradCheck.Api.Requests;
using GradCheck.Cases;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Reports;
using GradCheck.Numeric;
using GradCheck.Programs.Subjects;
using Microsoft.OpenApi;

namespace GradCheck.Api.Description;

/// <summary>Which names and which whole numbers the fields of a request may hold, from the lists that its rules use.</summary>
internal static class Vocabulary
{
    private static readonly Dictionary<string, IReadOnlyList<string>> Names = new()
    {
        ["channels"] = Conventions.ChannelNames,
        ["layer"] = ProgramLayers.Ids,
        ["method"] = [.. NumericMethod.All.Select(method => method.Id)],
        ["mode"] = ["train", "eval", "test"],
        ["momentum_of"] = Conventions.MomentumNames,
        ["precision"] = ["float64"],
        ["profile"] = [.. CaseProfiles.All.Select(CaseProfiles.NameOf)],
        ["reveal"] = [.. Enum.GetNames<Reveal>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)],
        ["tensor"] = [.. TensorNames.All.Select(TensorNames.Of)],
    };

    private static readonly Dictionary<Type, IReadOnlyList<string>> Parts = new()
    {
        [typeof(CheckRequest)] = [Includes.Example],
        [typeof(GradientsRequest)] = [Includes.Intermediates, Includes.Paths],
        [typeof(ProgramCheckRequest)] = ProgramCheckRequestValidator.Parts,
        [typeof(ProgramGradeRequest)] = ProgramCheckRequestValidator.Parts,
    };

    private static readonly string[] WholeNumbers = ["c", "case", "d", "ddof", "groups", "h", "l", "n", "running_ddof", "seed", "t", "w"];

    /// <summary>Writes them into the description of a request.</summary>
    /// <param name="request">The contract.</param>
    /// <param name="properties">Its properties.</param>
    public static void Write(Type request, IEnumerable<KeyValuePair<string, IOpenApiSchema>> properties)
    {
        foreach (var (name, property) in properties)
        {
            if (property is not OpenApiSchema described)
            {
                continue;
            }

            if (name == "include" && Parts.TryGetValue(request, out var parts))
            {
                described.Items = new OpenApiSchema { Type = JsonSchemaType.String, Enum = ValuesOf(parts) };
            }
            else if (described.Type == JsonSchemaType.String && Names.TryGetValue(name, out var names))
            {
                described.Enum = ValuesOf(names);
            }
            else if (described.Type == JsonSchemaType.Number && WholeNumbers.Contains(name))
            {
                (described.Type, described.Format) = (JsonSchemaType.Integer, "int64");
                described.Enum = name.EndsWith("ddof", StringComparison.Ordinal) ? [0, 1] : null;
            }
        }
    }

    private static List<JsonNode> ValuesOf(IReadOnlyList<string> names) => [.. names.Select(name => (JsonNode)name)];
}
