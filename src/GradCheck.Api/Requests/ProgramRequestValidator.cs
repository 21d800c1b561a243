using FluentValidation;
using GradCheck.Api.Contracts;
using GradCheck.Api.Limits;
using GradCheck.Api.Problems;
using GradCheck.Cases;
using GradCheck.Layers;
using GradCheck.Programs;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Budgets;

namespace GradCheck.Api.Requests;

/// <summary>The rules of a <see cref="ProgramCheckRequest"/>, the same where it is graded.</summary>
/// <typeparam name="T">The request.</typeparam>
/// <typeparam name="TPlan">What it asks for.</typeparam>
internal abstract class ProgramRequestValidator<T, TPlan> : ReadingValidator<T, TPlan>
    where T : ProgramCheckRequest
{
    private readonly RequestLimits limits;

    /// <summary>Makes the rules.</summary>
    /// <param name="limits">What a request may hold and cost.</param>
    /// <param name="mayBeEmpty">Whether there may be no code, or only a part of it.</param>
    protected ProgramRequestValidator(RequestLimits limits, bool mayBeEmpty)
    {
        this.limits = limits;
        RuleForCode(mayBeEmpty);
        RuleForField(request => request.Layer).IsOneOf(ProgramLayers.Ids);
        RuleForField(request => request.Form).IsOneOf(ProgramForms.Ids);
        RuleForField(request => request.Loss).NotEmpty().WithMessage("is empty");
        RuleForField(request => request.ForwardName).NotEmpty().WithMessage("is empty");
        RuleForField(request => request.BackwardName).NotEmpty().WithMessage("is empty");
        RuleForField(request => request.ClassName).NotEmpty().WithMessage("is empty");
        RuleForField(request => request.Init);
        RuleForField(request => request.Seed).Must(CaseRequest.IsSeed).WithRange(CaseRequest.SeedRange);
        RuleForField(request => request.Profile).IsOneOf(CaseRequest.Profiles);
        RuleForField(request => request.Include);
        RuleForField(request => request.Inputs);
        Include(new ProgramInputsValidator(limits));
        RuleFor(request => request).HasKnownFields();
    }

    /// <summary>The program of a request whose fields passed their rules.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="ProblemException">A group of the batch cannot be normalized.</exception>
    protected ProgramPlan ProgramOf(T request)
    {
        var id = request.Layer!.Value!;
        var layer = LayerCatalog.Find(id);
        var inputs = request.Inputs?.Value;
        IReadOnlyList<ProgramPart> include = request.Include?.Value ?? Enum.GetValues<ProgramPart>();
        return new(
            new()
            {
                Code = request.Code?.Value,
                Notebook = request.Notebook?.Value?.Cells,
                Form = request.Form?.Value is { } form ? ProgramForms.Of(form) : null,
                Loss = request.Loss?.Value,
                Integers = request.Integers?.Value ?? [],
                ForwardSnippet = request.Forward?.Value,
                BackwardSnippet = request.Backward?.Value,
                Layer = id,
                ForwardName = request.ForwardName?.Value,
                BackwardName = request.BackwardName?.Value,
                ClassName = request.ClassName?.Value,
                Init = request.Init?.Value ?? new Dictionary<string, InitValue>(),
                Seed = (ulong)(request.Seed?.Value ?? 1),
                Profile = request.Profile is null ? null : CaseProfiles.Find(request.Profile.Value!),
                Batch = inputs is null || layer is null ? null : Batch.Of(layer, ProgramBatch.Of(request)).Input,
                Conventions = layer is null ? new() : Conventions.OptionsOf(layer, ProgramBatch.ConventionsOf(request)),
                Inputs = inputs is null || layer is not null ? [] : [.. Ordered(id, inputs.Keys).Select(name => KeyValuePair.Create(name, inputs[name].Value!))],
                Differentiate = request.Differentiate?.Value ?? [],
                Dout = request.Dout is { Several.Count: > 0 } ? null : request.Dout?.One?.Value,
                Douts = [.. (request.Dout?.Several ?? []).Select(dout => KeyValuePair.Create(dout.Key, dout.Value.Value!))],
                Parts = include.Aggregate(ReportParts.None, (parts, part) => parts | Enum.Parse<ReportParts>(part.ToString())),
            },
            BudgetLimits.Default with { Steps = limits.MaxProgramSteps, Elements = limits.MaxProgramElements, Time = TimeSpan.FromSeconds(limits.MaxProgramSeconds) },
            include);
    }

    private static IEnumerable<string> Ordered(string id, IEnumerable<string> given) =>
        CourseLayers.Find(id) is { } layer ? layer.Inputs.Select(input => input.Name) : given;

    private void RuleForCode(bool mayBeEmpty)
    {
        foreach (var text in new[] { RuleForField(request => request.Code), RuleForField(request => request.Forward), RuleForField(request => request.Backward) })
        {
            text.NotEmpty().When(_ => !mayBeEmpty).WithMessage("is empty");
        }

        RuleForField(request => request.Notebook);
        RuleFor(request => request.Code).Null().When(request => request.Forward is not null || request.Backward is not null)
            .WithMessage("is given together with forward or backward, which take its place");
        RuleFor(request => request.Notebook).Null().When(request => request.Code is not null || request.Forward is not null || request.Backward is not null)
            .WithMessage("is given together with code, forward or backward, which take its place");
        When(request => request.Code is null && request.Notebook is null && !mayBeEmpty, () =>
        {
            RuleFor(request => request.Code).NotNull().When(request => request.Forward is null)
                .WithMessage("is missing: send the file or its functions, or the lines of the two passes as forward and backward");
            RuleFor(request => request.Backward).NotNull().When(request => request.Forward is not null).WithMessage("is missing: forward and backward go together");
        });
    }
}
