using FluentValidation;
using GradCheck.Api.Contracts;
using GradCheck.Api.Fields;
using GradCheck.Api.Limits;
using GradCheck.Cases;
using GradCheck.Layers;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Source;
using GradCheck.Tensors;

namespace GradCheck.Api.Requests;

/// <summary>The rules of <see cref="ProgramCheckRequest"/>.</summary>
internal sealed class ProgramCheckRequestValidator : AbstractValidator<ProgramCheckRequest>
{
    private static readonly string[] Profiles = [.. CaseProfiles.All.Select(CaseProfiles.NameOf)];

    /// <summary>The long parts of an answer.</summary>
    public static readonly IReadOnlyList<string> Parts = ["lines", "graph", "example"];

    private static readonly string[] ConventionNames = ["ddof", "momentum_of", "running_ddof", "channels", "normalized_shape"];

    private static readonly string[] BatchNames = ["x", "gamma", "beta"];

    private readonly RequestLimits limits;
    private readonly bool mayBeEmpty;

    /// <summary>Makes the rules.</summary>
    /// <param name="limits">The most elements of a tensor.</param>
    /// <param name="mayBeEmpty">Whether there may be no code, or only a part of it.</param>
    public ProgramCheckRequestValidator(RequestLimits limits, bool mayBeEmpty = false)
    {
        (this.limits, this.mayBeEmpty) = (limits, mayBeEmpty);
        RuleFor(request => request).Custom(CheckCode);
        RuleFor(request => request.Layer).Custom((layer, context) => context.CheckName("layer", layer.OrMissing(), ProgramLayers.Ids));
        RuleFor(request => request.ForwardName).Custom((name, context) => CheckText("forward_name", name, context));
        RuleFor(request => request.BackwardName).Custom((name, context) => CheckText("backward_name", name, context));
        RuleFor(request => request.Seed).Custom((seed, context) => context.CheckNumber("seed", seed, value => value >= 0 && value == Math.Floor(value) && value <= CaseRequestValidator.LargestSeed, "but a seed is a whole number from 0 to 9007199254740991"));
        RuleFor(request => request.Profile).Custom((profile, context) => context.CheckName("profile", profile, Profiles));
        RuleFor(request => request.Include).Custom((include, context) => context.CheckNames("include", include, Parts));
        RuleFor(request => request).Custom(CheckConventions);
        RuleFor(request => request).Custom(CheckInputs);
        RuleFor(request => request).Custom((request, context) => context.CheckUnknown(request.Unknown, request.GetType()));
    }

    /// <summary>The batch of a request with inputs of its own for a layer of the catalogue, as the other routes take it.</summary>
    /// <param name="request">The request.</param>
    public static GradientsRequest BatchOf(ProgramCheckRequest request)
    {
        var inputs = request.Inputs!.Value!;
        return ConventionsOf(request) with
        {
            X = inputs.GetValueOrDefault("x"),
            Gamma = inputs.GetValueOrDefault("gamma"),
            Beta = inputs.GetValueOrDefault("beta"),
            Dout = request.Dout?.One,
            Eps = request.Eps,
            Groups = request.Groups,
            NormalizedShape = request.NormalizedShape,
        };
    }

    /// <summary>The conventions that a request declares, as the other routes take them.</summary>
    /// <param name="request">The request.</param>
    public static GradientsRequest ConventionsOf(ProgramCheckRequest request) => new()
    {
        Ddof = request.Ddof,
        MomentumOf = request.MomentumOf,
        RunningDdof = request.RunningDdof,
        Channels = request.Channels,
    };

    private void CheckCode(ProgramCheckRequest request, ValidationContext<ProgramCheckRequest> context)
    {
        foreach (var (name, text) in new[] { ("code", request.Code), ("forward", request.Forward), ("backward", request.Backward) })
        {
            CheckText(name, text, context, mayBeEmpty);
        }

        if (request.Code is null && request.Forward is null && !mayBeEmpty)
        {
            context.AddFailure("code", "is missing: send the file or its functions, or the lines of the two passes as forward and backward");
        }
        else if (request.Code is not null && (request.Forward is not null || request.Backward is not null))
        {
            context.AddFailure("code", "is given together with forward or backward, which take its place");
        }
        else if (request.Code is null && request.Backward is null && !mayBeEmpty)
        {
            context.AddFailure("backward", "is missing: forward and backward go together");
        }
    }

    private static void CheckText(string name, Field<string>? field, ValidationContext<ProgramCheckRequest> context, bool mayBeEmpty = false)
    {
        if (field is not null && context.IsUsable(name, field) && !mayBeEmpty && string.IsNullOrWhiteSpace(field.Value))
        {
            context.AddFailure(name, "is empty");
        }
    }

    private static void CheckConventions(ProgramCheckRequest request, ValidationContext<ProgramCheckRequest> context)
    {
        var layer = request.Layer?.Value ?? string.Empty;
        if (LayerCatalog.Find(layer) is { } known)
        {
            if (request.Inputs is not null)
            {
                // They are checked with the batch.
                return;
            }

            var rules = new InlineValidator<GradientsRequest>();
            rules.RuleFor(conventions => conventions).Custom((conventions, own) => Conventions.Check(known, conventions, own));
            rules.Validate(ConventionsOf(request)).Errors.ForEach(failure => context.AddFailure(failure.PropertyName, failure.ErrorMessage));
            if (request.NormalizedShape is not null)
            {
                context.AddFailure("normalized_shape", "is given without inputs; it goes with inputs of your own");
            }

            return;
        }

        object?[] given = [request.Ddof, request.MomentumOf, request.RunningDdof, request.Channels, request.NormalizedShape];
        foreach (var (name, value) in ConventionNames.Zip(given))
        {
            if (value is not null && ProgramLayers.Ids.Contains(layer))
            {
                context.AddFailure(name, $"is given, but {layer} is no normalization layer, whose conventions these are");
            }
        }
    }

    private void CheckInputs(ProgramCheckRequest request, ValidationContext<ProgramCheckRequest> context)
    {
        var layer = request.Layer?.Value ?? string.Empty;
        if (request.Inputs is null)
        {
            if (layer == ProgramLayers.Custom)
            {
                context.AddFailure("inputs", "is missing: a custom function has no cases of its own");
            }

            foreach (var (name, isGiven) in new[] { ("dout", request.Dout is not null), ("eps", request.Eps is not null), ("groups", request.Groups is not null) })
            {
                if (isGiven && layer != ProgramLayers.Custom)
                {
                    context.AddFailure(name, "is given without inputs; it goes with inputs of your own");
                }
            }

            return;
        }

        if (!context.IsUsable("inputs", request.Inputs))
        {
            return;
        }

        var inputs = request.Inputs.Value!;
        if (layer != ProgramLayers.Custom && request.Dout is { One: null })
        {
            context.AddFailure("dout", $"is given for several outputs, but {layer} has one: give one tensor");
            return;
        }

        if (LayerCatalog.Find(layer) is { } known)
        {
            CheckNames(inputs.Keys, BatchNames, layer, context);
            foreach (var failure in new GradientsRequestValidator(known, limits).Validate(BatchOf(request)).Errors)
            {
                var isOwn = failure.PropertyName.StartsWith("dout", StringComparison.Ordinal) || failure.PropertyName is "eps" or "groups" || ConventionNames.Contains(failure.PropertyName);
                context.AddFailure(isOwn ? failure.PropertyName : "inputs." + failure.PropertyName, failure.ErrorMessage);
            }

            return;
        }

        var rules = new TensorRules<ProgramCheckRequest>(context, limits);
        var usable = inputs.Count(input => rules.Usable($"inputs.{FieldRules.Shorten(input.Key)}", input.Value) is not null) == inputs.Count;
        var several = layer == ProgramLayers.Custom ? request.Dout?.Several ?? [] : [];
        var dout = rules.Usable("dout", several.Count > 0 ? null : request.Dout?.One);
        foreach (var (place, (name, tensor)) in several.Index())
        {
            rules.Usable(name.Length == 0 ? $"dout[{place}]" : $"dout.{FieldRules.Shorten(name)}", tensor);
        }

        if (layer == ProgramLayers.Custom)
        {
            CheckDifferentiate(request, inputs, context);
        }
        else if (CourseLayers.Find(layer) is { Inputs.Count: 0 })
        {
            context.AddFailure("inputs", $"is given, but {layer} is run on cases of its own alone: its values are random");
        }
        else if (CourseLayers.Find(layer) is { } course && usable && (dout is not null || request.Dout is null)
            && CheckNames(inputs.Keys, [.. course.Inputs.Select(input => input.Name)], layer, context))
        {
            CheckCourse(course, inputs, dout, context);
        }
    }

    private static void CheckCourse(CourseLayer layer, IReadOnlyDictionary<string, Field<Tensor>> inputs, Tensor? dout, ValidationContext<ProgramCheckRequest> context)
    {
        foreach (var input in layer.Inputs.Where(input => input.Kind == CourseInputKind.Whole))
        {
            var value = inputs[input.Name].Value!;
            if (value.Shape.Rank != 0 || value[0] != Math.Floor(value[0]) || value[0] < input.Least || value[0] > CourseInput.Most)
            {
                context.AddFailure($"inputs.{input.Name}", $"is no whole number from {input.Least} to {CourseInput.Most}");
                return;
            }
        }

        foreach (var input in layer.Inputs.Where(input => input.Kind == CourseInputKind.Labels))
        {
            if (inputs[input.Name].Value!.Values.ToArray().Any(label => label != Math.Floor(label) || Math.Abs(label) > 1e6))
            {
                context.AddFailure($"inputs.{input.Name}", "holds labels: whole numbers");
                return;
            }
        }

        var given = layer.Inputs.Select(input => KeyValuePair.Create(input.Name, inputs[input.Name].Value!));
        if (ProgramLayers.FaultOf(new() { Layer = layer.Id, Inputs = [.. given], Dout = dout }) is { } fault)
        {
            context.AddFailure("inputs", $"do not go together: {fault}");
        }
    }

    private static void CheckDifferentiate(ProgramCheckRequest request, IReadOnlyDictionary<string, Field<Tensor>> inputs, ValidationContext<ProgramCheckRequest> context)
    {
        if (inputs.Count == 0)
        {
            context.AddFailure("inputs", "is empty");
            return;
        }

        context.CheckNames("differentiate", request.Differentiate.OrMissing(), [.. inputs.Keys]);
        if (request.Differentiate is { IsUsable: true, Value.Count: 0 })
        {
            context.AddFailure("differentiate", "is empty: name the inputs whose gradients the backward function returns");
        }
    }

    private static bool CheckNames(IEnumerable<string> given, IReadOnlyList<string> known, string layer, ValidationContext<ProgramCheckRequest> context)
    {
        var names = given.ToList();
        foreach (var name in names.Where(name => !known.Contains(name)))
        {
            context.AddFailure($"inputs.{FieldRules.Shorten(name)}", $"is no input of {layer}{NearestName.Clause(name, known)}");
        }

        var missing = LayerCatalog.Find(layer) is null ? known.Except(names).ToList() : [];
        missing.ForEach(name => context.AddFailure($"inputs.{name}", "is missing"));
        return names.TrueForAll(known.Contains) && missing.Count == 0;
    }
}
