using System.Globalization;
using FluentValidation;
using FluentValidation.Results;
using GradCheck.Api.Contracts;
using GradCheck.Api.Fields;
using GradCheck.Api.Limits;
using GradCheck.Layers;
using GradCheck.Programs;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Source;
using GradCheck.Tensors;

namespace GradCheck.Api.Requests;

/// <summary>The rules of what a program is run on: the conventions of its layer, and inputs of its own.</summary>
internal sealed class ProgramInputsValidator : RequestValidator<ProgramCheckRequest>
{
    private const string GoesWithInputs = "is given without inputs; it goes with inputs of your own";
    private const double LargestLabel = 1e6;

    private static readonly string[] BatchNames = ["x", "gamma", "beta"];
    private static readonly string[] OwnFields = ["dout", "eps", "groups", "ddof", "momentum_of", "running_ddof", "channels", "normalized_shape"];

    private readonly Dictionary<string, ConventionsValidator> conventions = LayerCatalog.All.ToDictionary(layer => layer.Id, layer => new ConventionsValidator(layer));
    private readonly Dictionary<string, GradientsRequestValidator> batches;

    /// <summary>Makes the rules.</summary>
    /// <param name="limits">The most elements of a tensor.</param>
    public ProgramInputsValidator(RequestLimits limits)
    {
        batches = LayerCatalog.All.ToDictionary(layer => layer.Id, layer => new GradientsRequestValidator(layer, limits));
        When(request => request.Inputs is null, RuleForNoInputs);
        When(request => request.Inputs is { IsUsable: true } && !IsForSeveral(request), () => RuleForInputs(new TensorValidator<ProgramCheckRequest>(limits)));
        RuleForField(request => request.Integers);
        RuleForItems(request => request.Integers).HasNoFault(FaultOfInteger);
        RuleFor(request => request.Dout).Null().When(request => request.Inputs is { IsUsable: true } && IsForSeveral(request))
            .WithMessage(request => $"is given for several outputs, but {LayerOf(request)} has one: give one tensor");
        When(request => !IsNormalization(request) && ProgramLayers.Ids.Contains(LayerOf(request)), () =>
        {
            RuleFor(request => request.Ddof).Null().WithMessage(Text);
            RuleFor(request => request.MomentumOf).Null().WithMessage(Text);
            RuleFor(request => request.RunningDdof).Null().WithMessage(Text);
            RuleFor(request => request.Channels).Null().WithMessage(Text);
            RuleFor(request => request.NormalizedShape).Null().WithMessage(Text);

            static string Text(ProgramCheckRequest request) => $"is given, but {LayerOf(request)} is no normalization layer, whose conventions these are";
        });
    }

    private static string LayerOf(ProgramCheckRequest request) => request.Layer?.Value ?? string.Empty;

    private static bool IsCustom(ProgramCheckRequest request) => LayerOf(request) == ProgramLayers.Custom;

    /// <summary>Whether it has arguments of its own; a script or a class may make all that it needs.</summary>
    private static bool NeedsInputs(ProgramCheckRequest request) => IsCustom(request) && !IsAlone(request);

    /// <summary>Whether it is a script or a class, which need not be told what to differentiate.</summary>
    private static bool IsAlone(ProgramCheckRequest request) => request.Form is { } form
        ? form.Value is not ("functions" or null)
        : ProgramForms.Find(request.Code?.Value, request.Notebook?.Value?.Cells) is not ProgramForm.Functions;

    private static bool IsNormalization(ProgramCheckRequest request) => LayerCatalog.Find(LayerOf(request)) is not null;

    private static bool IsForSeveral(ProgramCheckRequest request) => !IsCustom(request) && request.Dout is { One: null };

    private void RuleForNoInputs()
    {
        RuleFor(request => request.Inputs).NotNull().When(NeedsInputs).WithMessage("is missing: a custom function has no cases of its own");
        When(request => !IsCustom(request), () =>
        {
            RuleFor(request => request.Dout).Null().WithMessage(GoesWithInputs);
            RuleFor(request => request.Eps).Null().WithMessage(GoesWithInputs);
            RuleFor(request => request.Groups).Null().WithMessage(GoesWithInputs);
        });
        When(IsNormalization, () =>
        {
            RuleFor(request => request.NormalizedShape).Null().WithMessage(GoesWithInputs);
            RuleFor(request => request).Custom((request, context) => Copy(conventions[LayerOf(request)].Validate(ProgramBatch.ConventionsOf(request)), context));
        });
    }

    private void RuleForInputs(TensorValidator<ProgramCheckRequest> tensor)
    {
        When(IsNormalization, () =>
        {
            RuleForTensors(request => request.Inputs).HasNoFault((request, input) => FaultOfName(request, input.Key, BatchNames));
            RuleFor(request => request).Custom((request, context) => Copy(batches[LayerOf(request)].Validate(ProgramBatch.Of(request)), context));
        }).Otherwise(() =>
        {
            RuleForTensors(request => request.Inputs).SetValidator(new NamedTensorValidator<ProgramCheckRequest>(tensor));
            RuleFor(request => request.Dout!.One).SetValidator(tensor).OverridePropertyName("dout").When(request => request.Dout is { Several.Count: 0 } || (request.Dout is not null && !IsCustom(request)));
        });
        When(IsCustom, () =>
        {
            RuleForEach(request => request.Dout!.Several)
                .OverrideIndexer((_, _, dout, place) => dout.Key.Length == 0 ? string.Create(CultureInfo.InvariantCulture, $"[{place}]") : $".{FieldText.Shorten(dout.Key)}")
                .SetValidator(new NamedTensorValidator<ProgramCheckRequest>(tensor)).OverridePropertyName("dout").When(request => request.Dout is not null);
            RuleFor(request => request.Inputs!.Value).NotEmpty().When(NeedsInputs).WithMessage("is empty");
            RuleFor(request => request.Differentiate).NotNull().When(request => request.Inputs!.Value!.Count > 0 && !IsAlone(request)).WithMessage("is missing");
            RuleForField(request => request.Differentiate).NotEmpty().WithMessage("is empty: name the inputs whose gradients the backward function returns");
            RuleForItems(request => request.Differentiate).HasNoFault((request, name) =>
                request.Inputs!.Value!.ContainsKey(name) || IsAlone(request) || MayHaveParameters(request) ? null : FieldText.UnknownName(name, [.. request.Inputs.Value.Keys]));
        });
        RuleFor(request => request.Inputs).Null().When(request => CourseOf(request) is { Inputs.Count: 0 })
            .WithMessage(request => $"is given, but {LayerOf(request)} is run on cases of its own alone: its values are random");
        When(request => CourseOf(request) is { Inputs.Count: > 0 }, () =>
        {
            RuleForTensors(request => request.Inputs).HasNoFault((request, input) => FaultOfName(request, input.Key, [.. CourseOf(request)!.Inputs.Select(known => known.Name)]));
            RuleFor(request => request).Custom(CheckCourse);
        });
    }

    // A class may have parameters of its own, which only a run tells.
    private static bool MayHaveParameters(ProgramCheckRequest request) => request.ClassName is not null || request.Init is not null || request.Form?.Value == "class";

    private static CourseLayer? CourseOf(ProgramCheckRequest request) => CourseLayers.Find(LayerOf(request));

    private static string? FaultOfName(ProgramCheckRequest request, string name, IReadOnlyList<string> known) =>
        known.Contains(name) ? null : $"is no input of {LayerOf(request)}{NearestName.Clause(name, known)}";

    // A whole number is one that the inputs hold.
    private static string? FaultOfInteger(ProgramCheckRequest request, string name) =>
        request.Inputs is not { IsUsable: true, Value: { } inputs } ? request.Inputs is null ? $"is {name}, but there are no inputs" : null
        : !inputs.TryGetValue(name, out var input) ? FieldText.UnknownName(name, [.. inputs.Keys])
        : input is { IsUsable: true, Value: { } tensor } && tensor.Values.ToArray().Any(value => !double.IsInteger(value)) ? $"is {name}, but that input has a number that is not whole"
        : null;

    // Where each input of a layer of the course is a tensor: whether they go together.
    private static void CheckCourse(ProgramCheckRequest request, ValidationContext<ProgramCheckRequest> context)
    {
        var (layer, inputs) = (CourseOf(request)!, request.Inputs!.Value!);
        var missing = layer.Inputs.Select(input => input.Name).Except(inputs.Keys).ToList();
        missing.ForEach(name => context.AddFailure($"inputs.{name}", "is missing"));
        if (missing.Count > 0 || inputs.Count != layer.Inputs.Count || request.Dout is { One.IsUsable: false } || !inputs.Values.All(input => input is { IsUsable: true, Value: { } tensor } && IsFinite(tensor)))
        {
            return;
        }

        foreach (var input in layer.Inputs)
        {
            var value = inputs[input.Name].Value!;
            if (input.Kind == CourseInputKind.Whole && !(value.Shape.Rank == 0 && double.IsInteger(value[0]) && value[0] >= input.Least && value[0] <= CourseInput.Most))
            {
                context.AddFailure($"inputs.{input.Name}", $"is no whole number from {input.Least} to {CourseInput.Most}");
                return;
            }

            if (input.Kind == CourseInputKind.Labels && value.Values.ToArray().Any(label => !double.IsInteger(label) || Math.Abs(label) > LargestLabel))
            {
                context.AddFailure($"inputs.{input.Name}", "holds labels: whole numbers");
                return;
            }
        }

        var given = layer.Inputs.Select(input => KeyValuePair.Create(input.Name, inputs[input.Name].Value!));
        if (ProgramLayers.FaultOf(new() { Layer = layer.Id, Inputs = [.. given], Dout = request.Dout?.One?.Value }) is { } fault)
        {
            context.AddFailure("inputs", $"do not go together: {fault}");
        }
    }

    private static bool IsFinite(Tensor tensor) => !tensor.Values.ContainsAnyExceptInRange(double.MinValue, double.MaxValue);

    // What is wrong with a batch, at the places that it has here.
    private static void Copy(ValidationResult found, ValidationContext<ProgramCheckRequest> context)
    {
        foreach (var failure in found.Errors)
        {
            var isOwn = OwnFields.Contains(failure.PropertyName.Split('[', '.')[0]);
            context.AddFailure(new ValidationFailure(isOwn ? failure.PropertyName : $"inputs.{failure.PropertyName}", failure.ErrorMessage) { CustomState = failure.CustomState });
        }
    }
}
