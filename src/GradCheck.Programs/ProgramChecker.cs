using System.Diagnostics;
using GradCheck.Faults;
using GradCheck.Programs.Reading;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Runs;
using GradCheck.Programs.Sources;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Budgets;

namespace GradCheck.Programs;

/// <summary>Checks a student's program line by line, without running Python.</summary>
/// <remarks>
/// Each case is run forward on a tape; reverse mode then says what every gradient through the program's own forward pass
/// is, and the backward pass is held against that. Budgets bound what it may cost; see <see cref="BudgetLimits"/>.
/// </remarks>
public static class ProgramChecker
{
    /// <summary>Checks a program.</summary>
    /// <param name="request">The program, and what it is held against.</param>
    /// <param name="limits">What it may cost; null for the defaults.</param>
    /// <param name="cancellation">Ends the check.</param>
    /// <exception cref="ArgumentException">The layer is not known.</exception>
    /// <exception cref="OperationCanceledException">The check was ended.</exception>
    public static ProgramReport Check(ProgramRequest request, BudgetLimits? limits = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!ProgramLayers.Ids.Contains(request.Layer))
        {
            throw new ArgumentException($"no layer has the id '{request.Layer}'", nameof(request));
        }

        var cost = new CheckCost(limits ?? BudgetLimits.Default, Stopwatch.StartNew(), cancellation);
        ProgramReport Once(ProgramRequest reading) =>
            ProgramReader.Check(reading, cost, (program, view) => new Examination(reading, view, cost).Of(program));
        return DeepStack.Run(() => SearchFaults.Try("check", () => Retake.Check(request, Once), () => Refusals.Failed(request)));
    }
}
