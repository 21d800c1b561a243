using GradCheck.Api.Contracts;
using GradCheck.Api.Limits;
using GradCheck.Layers;
using GradCheck.Sweep;

namespace GradCheck.Api.Requests;

/// <summary>The rules of <see cref="StepSweepRequest"/>: those of a batch, and what its sweep may cost.</summary>
/// <param name="layer">The layer.</param>
/// <param name="limits">What a request may hold and cost.</param>
internal sealed class StepSweepRequestValidator(Layer layer, RequestLimits limits) : BatchValidator<StepSweepRequest>(layer, limits)
{
    /// <inheritdoc/>
    protected override Batch PlanOf(StepSweepRequest request)
    {
        var batch = base.PlanOf(request);
        NumericPlan.Spend("Sweeps of the step", batch.Input, StepSweep.WorkOf(batch.Input), Limits);
        return batch;
    }
}
