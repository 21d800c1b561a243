using System.Globalization;
using System.Text.Json.Nodes;

namespace GradCheck.Api.Bodies;

/// <summary>Where in a request an array belongs, as a place is written in a problem: <c>cases[0].submitted.dx</c>.</summary>
internal static class MemberPath
{
    private const int MostSteps = 16;
    private const int LargestIndex = 9999;

    /// <summary>Reads a path.</summary>
    /// <param name="path">Its text.</param>
    /// <returns>Its steps, outermost first; null where it is none.</returns>
    public static IReadOnlyList<Step>? Parse(string path)
    {
        var steps = new List<Step>();
        foreach (var part in path.Split('.', MostSteps + 1))
        {
            var bracket = part.IndexOf('[', StringComparison.Ordinal);
            steps.Add(new(bracket < 0 ? part : part[..bracket], 0));
            for (var rest = bracket < 0 ? string.Empty : part[bracket..]; rest.Length > 0;)
            {
                var end = rest.IndexOf(']', StringComparison.Ordinal);
                if (rest[0] != '[' || end < 0 || !int.TryParse(rest.AsSpan(1, end - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index > LargestIndex)
                {
                    return null;
                }

                steps.Add(new(null, index));
                rest = rest[(end + 1)..];
            }
        }

        return steps.Count <= MostSteps && steps[0].Name!.Length > 0 ? steps : null;
    }

    /// <summary>One step: to a field of an object, or to an item of a list.</summary>
    /// <param name="Name">The field; null for an item.</param>
    /// <param name="Index">The item, from 0.</param>
    internal sealed record Step(string? Name, int Index)
    {
        /// <summary>Whether the step leads into a node.</summary>
        /// <param name="node">The node.</param>
        public bool Fits(JsonNode node) => Name is null ? node is JsonArray : node is JsonObject;

        /// <summary>What it leads to; null for nothing yet.</summary>
        /// <param name="node">A node that it fits.</param>
        public JsonNode? In(JsonNode node) => Name is not null ? node[Name] : Index < node.AsArray().Count ? node[Index] : null;

        /// <summary>Puts something where it leads; items of a list that are left out are null.</summary>
        /// <param name="node">A node that it fits.</param>
        /// <param name="value">What to put there.</param>
        public void Set(JsonNode node, JsonNode value)
        {
            if (Name is not null)
            {
                node[Name] = value;
                return;
            }

            var list = node.AsArray();
            while (list.Count <= Index)
            {
                list.Add(null);
            }

            list[Index] = value;
        }
    }
}
