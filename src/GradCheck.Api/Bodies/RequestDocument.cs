using System.Text.Json.Nodes;
using GradCheck.Api.Bodies.Numpy;
using GradCheck.Api.Fields;
using GradCheck.Api.Problems;
using GradCheck.Tensors;

namespace GradCheck.Api.Bodies;

/// <summary>The JSON document that says what a request in parts says, with a mark for each of its tensors.</summary>
internal sealed class RequestDocument
{
    private readonly List<KeyValuePair<string, string>> errors = [];

    // Marks and values of arrays: nothing is put into them.
    private readonly HashSet<JsonNode> leaves = new(ReferenceEqualityComparer.Instance);

    // How many of the errors are left to the rules, unless there are others.
    private int left;

    private RequestDocument(JsonObject root) => Root = root;

    /// <summary>The document.</summary>
    public JsonObject Root { get; }

    /// <summary>The tensors that its marks stand for.</summary>
    public AttachedTensors Tensors { get; } = new();

    /// <summary>Puts the arrays of a request where they belong.</summary>
    /// <param name="json">The document that came with them.</param>
    /// <param name="members">The arrays.</param>
    /// <exception cref="ProblemException">An array has no place, or is of a kind that is not read.</exception>
    public static RequestDocument Of(JsonObject json, IEnumerable<Member> members)
    {
        var document = new RequestDocument(json);
        foreach (var member in members)
        {
            document.Put(member);
        }

        return document.errors.Count == document.left ? document : throw ProblemException.OfErrors(document.errors);
    }

    private void Put(Member member)
    {
        var path = FieldText.Shorten(member.Path);
        var steps = MemberPath.Parse(member.Path);
        if (member.Refusal is { } refusal)
        {
            errors.Add(new(path, refusal));
            if (steps is not [.., { Name: "submitted" }, { Name: not null }])
            {
                return;
            }

            // What a student made is the rules' to refuse, or to grade as any other answer that is no tensor.
            left++;
            member = new(member.Path) { Tensor = Field.Wrong<Tensor>(refusal) };
        }

        if (steps is null)
        {
            errors.Add(new(path, "is no place in a request, such as submitted.dx"));
            return;
        }

        var leaf = member.Tensor is not null ? Tensors.Add(member.Tensor) : member.Value!;
        leaves.Add(leaf);
        JsonNode at = Root;
        for (var i = 0; i < steps.Count; i++)
        {
            var next = i + 1 < steps.Count ? (steps[i + 1].Name is null ? new JsonArray() : new JsonObject()) : leaf;
            if (leaves.Contains(at) || !steps[i].Fits(at))
            {
                errors.Add(new(path, "is given in parts and as a whole"));
                return;
            }

            if (steps[i].In(at) is not { } known)
            {
                steps[i].Set(at, next);
                at = next;
            }
            else if (next == leaf)
            {
                errors.Add(new(path, "is given twice"));
                return;
            }
            else
            {
                at = known;
            }
        }
    }
}
