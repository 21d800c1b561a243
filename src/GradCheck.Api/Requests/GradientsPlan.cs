using GradCheck.Api.Contracts;
namespace GradCheck.Api.Requests;

/// <summary>Gradients that were asked for.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Numeric">Numeric gradients; null where none were asked for.</param>
/// <param name="Include">What else to answer with.</param>
internal sealed record GradientsPlan(Batch Batch, NumericPlan? Numeric, IReadOnlyList<GradientsPart> Include);
