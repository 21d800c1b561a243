using GradCheck.Api.Contracts;
using GradCheck.Api.Limits;
using GradCheck.Api.Problems;
using GradCheck.Cases;
using GradCheck.Layers;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Budgets;
using GradCheck.Python.Values;

namespace GradCheck.Api.Requests;

/// <summary>A program that passed its rules.</summary>
/// <param name="Request">What to check.</param>
/// <param name="Limits">What it may cost.</param>
/// <param name="Include">Which long parts of the answer are asked for.</param>
internal sealed record CheckedProgram(ProgramRequest Request, BudgetLimits Limits, IReadOnlyList<string> Include)
{
    /// <summary>Makes a domain request of one that its validator passed.</summary>
    /// <param name="request">The request.</param>
    /// <param name="limits">The limits of the service.</param>
    /// <exception cref="ProblemException">A group of the batch cannot be normalized.</exception>
    public static CheckedProgram From(ProgramCheckRequest request, RequestLimits limits)
    {
        var id = request.Layer!.Value!;
        var layer = LayerCatalog.Find(id);
        var inputs = request.Inputs?.Value;
        return new(
            new()
            {
                Code = request.Code?.Value,
                ForwardSnippet = request.Forward?.Value,
                BackwardSnippet = request.Backward?.Value,
                Layer = id,
                ForwardName = request.ForwardName?.Value,
                BackwardName = request.BackwardName?.Value,
                Seed = (ulong)(request.Seed?.Value ?? 1),
                Profile = request.Profile is null ? null : CaseProfiles.Find(request.Profile.Value!),
                Batch = inputs is null || layer is null ? null : CheckedInput.From(layer, ProgramCheckRequestValidator.BatchOf(request)).Input,
                Conventions = layer is null ? new() : Conventions.OptionsOf(layer, ProgramCheckRequestValidator.ConventionsOf(request)),
                Inputs = inputs is null || layer is not null ? [] : [.. Ordered(id, inputs.Keys).Select(name => KeyValuePair.Create(name, inputs[name].Value!))],
                Differentiate = request.Differentiate?.Value ?? [],
                Dout = request.Dout is { Several.Count: > 0 } ? null : request.Dout?.One?.Value,
                Douts = [.. (request.Dout?.Several ?? []).Select(dout => KeyValuePair.Create(dout.Key, dout.Value.Value!))],
                Parts = PartsOf(request.Include?.Value ?? ProgramCheckRequestValidator.Parts),
            },
            BudgetLimits.Default with { Steps = limits.MaxProgramSteps, Elements = limits.MaxProgramElements, Time = TimeSpan.FromSeconds(limits.MaxProgramSeconds) },
            request.Include?.Value ?? ProgramCheckRequestValidator.Parts);
    }

    private static ReportParts PartsOf(IReadOnlyList<string> include) =>
        include.Aggregate(ReportParts.None, (parts, name) => parts | Enum.Parse<ReportParts>(name, ignoreCase: true));

    private static IEnumerable<string> Ordered(string id, IEnumerable<string> given) =>
        CourseLayers.Find(id) is { } layer ? layer.Inputs.Select(input => input.Name) : given;
}
