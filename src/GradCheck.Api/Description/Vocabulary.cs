using System.Text.Json.Nodes;
using GradCheck.Api.Contracts;
using GradCheck.Api.Requests;
using GradCheck.Numeric;
using GradCheck.Programs;
using GradCheck.Programs.Subjects;
using Microsoft.OpenApi;

namespace GradCheck.Api.Description;

/// <summary>Which names and which whole numbers the fields of a request may hold, from the lists that its rules use.</summary>
internal static class Vocabulary
{
    private static readonly Dictionary<string, IReadOnlyList<string>> Names = new()
    {
        ["channels"] = Conventions.ChannelNames,
        ["form"] = ProgramForms.Ids,
        ["layer"] = ProgramLayers.Ids,
        ["method"] = [.. NumericMethod.All.Select(method => method.Id)],
        ["mode"] = ["train", "eval", "test"],
        ["momentum_of"] = Conventions.MomentumNames,
        ["precision"] = JudgingRules.Precisions,
        ["profile"] = CaseRequest.Profiles,
        ["reveal"] = JudgingRules.Reveals,
        ["tensor"] = SubmittedTensors.Names,
    };

    private static readonly string[] WholeNumbers = ["c", "case", "d", "ddof", "groups", "h", "l", "n", "running_ddof", "seed", "t", "w"];

    /// <summary>Writes them into the description of a request.</summary>
    /// <param name="properties">Its properties.</param>
    public static void Write(IEnumerable<KeyValuePair<string, IOpenApiSchema>> properties)
    {
        foreach (var (name, property) in properties)
        {
            if (property is not OpenApiSchema described)
            {
                continue;
            }

            if (described.Type == JsonSchemaType.String && Names.TryGetValue(name, out var names))
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
