using System.Globalization;
using FluentValidation;
using FluentValidation.Results;
using FluentValidation.Validators;
using GradCheck.Api.Fields;
using GradCheck.Api.Problems;

namespace GradCheck.Api.Requests;

/// <summary>Tells what is wrong with a field itself, each thing at its place.</summary>
/// <typeparam name="T">The request.</typeparam>
/// <typeparam name="TValue">What the field holds.</typeparam>
/// <param name="limit">The problem of a field that holds too much, of its place and count; without it that is a failure as any other.</param>
internal class ReadableValidator<T, TValue>(Func<string, long, ProblemException>? limit = null) : PropertyValidator<T, Field<TValue>?>
{
    /// <inheritdoc/>
    public override string Name => "Readable";

    /// <inheritdoc/>
    public override bool IsValid(ValidationContext<T> context, Field<TValue>? value)
    {
        foreach (var problem in value?.Problems ?? [])
        {
            context.AddFailure(new ValidationFailure(context.PropertyPath + problem.Place, TextOf(context, problem)));
        }

        if (value?.OversizeCount is { } count)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"has {count} entries, which is more than it can use");
            context.AddFailure(new ValidationFailure(context.PropertyPath, text) { CustomState = limit?.Invoke(context.PropertyPath, count) });
        }

        // Whatever there is to say is said.
        return true;
    }

    /// <summary>A problem in words.</summary>
    /// <param name="context">Where it is told.</param>
    /// <param name="problem">The problem.</param>
    protected virtual string TextOf(ValidationContext<T> context, FieldProblem problem) => problem.Message;
}
