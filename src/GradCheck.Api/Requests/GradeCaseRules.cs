using System.Globalization;
using FluentValidation;
using GradCheck.Api.Contracts;
using GradCheck.Api.Fields;
using GradCheck.Arithmetic;
using GradCheck.Comparison;
using GradCheck.Layers;
using GradCheck.Python.Source;
using GradCheck.Tensors;

namespace GradCheck.Api.Requests;

/// <summary>The rules of one case of a <see cref="GradeRequest"/>.</summary>
/// <param name="layer">The layer.</param>
/// <remarks>
/// What a student's code gave is no part of them: null, ragged rows and text where a tensor belongs are graded, as nothing
/// that a submission holds may keep a grader from its result.
/// </remarks>
internal sealed class GradeCaseRules(Layer layer)
{
    // Whole numbers are written out up to here; a seed may have 16 digits.
    private const double LargestWhole = 1e16;

    private static readonly string[] Names = [.. TensorNames.All.Select(TensorNames.Of)];

    private readonly CaseRequestValidator validator = new(layer);
    private readonly string[] sizes = CaseRequestValidator.SizesOf(layer);

    /// <summary>A case as it would be asked for with <c>GET /v1/{layer}/cases/{seed}</c>.</summary>
    /// <param name="request">The case, its seed given.</param>
    public static CaseRequest RequestOf(GradeCaseRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var query = SizesOf(request).Where(size => size.Field is { IsUsable: true }).Select(size => KeyValuePair.Create(size.Name, Text(size.Field!.Value))).ToList();
        if (request.Profile is { IsUsable: true } profile)
        {
            query.Add(new("profile", profile.Value!));
        }

        if (request.Ddof is { IsUsable: true } ddof)
        {
            query.Add(new("ddof", Text(ddof.Value)));
        }

        if (request.Channels is { IsUsable: true } channels)
        {
            query.Add(new("channels", channels.Value!));
        }

        return new(request.Seed is { IsUsable: true } seed ? Text(seed.Value) : "0", query);
    }

    /// <summary>Failures for what is wrong with a case.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <param name="place">Where it stands: <c>cases[2]</c>.</param>
    /// <param name="field">What the wire held.</param>
    /// <param name="context">Where failures go.</param>
    public void Check<T>(string place, Field<GradeCaseRequest> field, ValidationContext<T> context)
    {
        if (!context.IsUsable(place, field))
        {
            return;
        }

        var request = field.Value!;
        context.IsUsable($"{place}.seed", request.Seed.OrMissing());
        context.CheckOptional($"{place}.profile", request.Profile);
        context.CheckOptional($"{place}.error", request.Error);
        context.CheckOptional($"{place}.ddof", request.Ddof);
        context.CheckOptional($"{place}.channels", request.Channels);
        foreach (var (name, size) in SizesOf(request))
        {
            context.CheckOptional($"{place}.{name}", size);
            if (size is not null && !sizes.Contains(name))
            {
                context.AddFailure($"{place}.{name}", $"is given, but the sizes of {layer.Id} are {string.Join(", ", sizes)}");
            }
        }

        var asked = RequestOf(request);
        foreach (var error in validator.Validate(asked with { Query = [.. asked.Query.Where(entry => entry.Key is "profile" or "ddof" or "channels" || sizes.Contains(entry.Key))] }).Errors)
        {
            context.AddFailure($"{place}.{error.PropertyName}", error.ErrorMessage);
        }

        CheckSubmitted($"{place}.submitted", request.Submitted, context);
        context.CheckUnknown(request.Unknown, typeof(GradeCaseRequest), $"{place}.");
    }

    /// <summary>The tensor that a field names, where a case of the layer has it; otherwise null, with a failure.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <param name="place">Where the field stands.</param>
    /// <param name="field">What the wire held.</param>
    /// <param name="context">Where failures go.</param>
    public string? CheckTensor<T>(string place, Field<string> field, ValidationContext<T> context)
    {
        if (field is not { IsUsable: true, Value: { } name } || WhyAbsent(name) is not { } reason)
        {
            return context.CheckName(place, field, [.. Names.Where(known => WhyAbsent(known) is null)]);
        }

        context.AddFailure(place, $"is {name}, which no case of {layer.Id} has: {reason}");
        return null;
    }

    private void CheckSubmitted<T>(string place, Field<IReadOnlyDictionary<string, Field<Tensor>>>? field, ValidationContext<T> context)
    {
        if (field is null || !context.IsUsable(place, field))
        {
            return;
        }

        foreach (var name in field.Value!.Keys)
        {
            if (!Names.Contains(name))
            {
                context.AddFailure($"{place}.{FieldRules.Shorten(name)}", $"is no tensor that can be submitted{NearestName.Clause(name, Names)}");
            }
            else if (WhyAbsent(name) is { } reason)
            {
                context.AddFailure($"{place}.{name}", $"cannot be judged: {reason}");
            }
        }
    }

    private string? WhyAbsent(string name) => name switch
    {
        "running_mean" or "running_var" => "it has no running_mean and running_var to update",
        "dmean" when !layer.SubtractsMean => $"{layer.Id} subtracts no mean",
        _ => null,
    };

    private static (string Name, Field<double>? Field)[] SizesOf(GradeCaseRequest request) =>
        [
            ("n", request.N), ("d", request.D), ("c", request.C), ("h", request.H), ("w", request.W),
            ("t", request.T), ("l", request.L), ("groups", request.Groups),
        ];

    private static string Text(double value) =>
        value == Math.Floor(value) && Math.Abs(value) < LargestWhole ? ((long)value).ToString(CultureInfo.InvariantCulture) : NumberText.Of(value);
}
