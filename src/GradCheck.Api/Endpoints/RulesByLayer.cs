using System.Collections.Concurrent;
using FluentValidation;
using GradCheck.Layers;

namespace GradCheck.Api.Endpoints;

/// <summary>The rules of a body for each layer, made when a layer is first asked about.</summary>
/// <typeparam name="TRequest">The contract of the body.</typeparam>
/// <param name="make">Makes those of a layer.</param>
internal sealed class RulesByLayer<TRequest>(Func<Layer, IValidator<TRequest>> make)
{
    private readonly ConcurrentDictionary<string, IValidator<TRequest>> made = new();

    /// <summary>The rules of a layer.</summary>
    /// <param name="layer">The layer.</param>
    public IValidator<TRequest> this[Layer layer] => made.GetOrAdd(layer.Id, _ => make(layer));
}
