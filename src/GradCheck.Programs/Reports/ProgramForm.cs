namespace GradCheck.Programs.Reports;

/// <summary>How code is called.</summary>
public enum ProgramForm
{
    /// <summary>A forward function and a backward function, or one function that returns a loss and its gradients.</summary>
    Functions,

    /// <summary>A class with a forward and a backward method.</summary>
    Class,

    /// <summary>Lines without a function: a forward pass, a loss, and the gradients behind it.</summary>
    Script,
}
