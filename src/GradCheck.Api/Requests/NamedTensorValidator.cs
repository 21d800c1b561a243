using FluentValidation;
using FluentValidation.Validators;
using GradCheck.Api.Fields;
using GradCheck.Tensors;

namespace GradCheck.Api.Requests;

/// <summary>Tells what is wrong with a tensor of several by name.</summary>
/// <typeparam name="T">The request.</typeparam>
/// <param name="tensor">What is to be told of a tensor.</param>
internal sealed class NamedTensorValidator<T>(TensorValidator<T> tensor) : PropertyValidator<T, KeyValuePair<string, Field<Tensor>>>
{
    /// <inheritdoc/>
    public override string Name => "Named";

    /// <inheritdoc/>
    public override bool IsValid(ValidationContext<T> context, KeyValuePair<string, Field<Tensor>> value) => tensor.IsValid(context, value.Value);
}
