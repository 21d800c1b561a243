using GradCheck.Api.Contracts;
using GradCheck.Api.Limits;
namespace GradCheck.Api.Requests;

/// <summary>The rules of <see cref="ProgramCheckRequest"/>.</summary>
/// <param name="limits">What a request may hold and cost.</param>
internal sealed class ProgramCheckRequestValidator(RequestLimits limits) : ProgramRequestValidator<ProgramCheckRequest, ProgramPlan>(limits, mayBeEmpty: false)
{
    /// <inheritdoc/>
    protected override ProgramPlan PlanOf(ProgramCheckRequest request) => ProgramOf(request);
}
