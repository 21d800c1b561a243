namespace GradCheck.Python.Modules;

/// <summary>The clock of a run, which tells nothing of the host: it goes on each time it is read, so that no program divides by no time.</summary>
internal sealed class ProgramClock
{
    private const double Tick = 1e-3;
    private long reads;

    public double Read() => Tick * ++reads;
}
