using GradCheck.Programs.Reports;
using GradCheck.Programs.Scripts;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Reading;

/// <summary>Finds how a file is called.</summary>
internal static class FormFinder
{
    private static readonly string[] Backward = ["backward", "backprop", "bprop", "back_prop", "bwd"];

    /// <summary>The form of a file: a script where no function and no method of it goes back, and lines outside of functions make gradients.</summary>
    /// <param name="tree">The file.</param>
    public static ProgramForm Of(ProgramTree tree)
    {
        var functions = tree.Body.Concat(tree.Body.OfType<ClassStatement>().SelectMany(made => made.Body)).OfType<FunctionStatement>();
        return !functions.Any(function => Array.Exists(Backward, word => function.Name.Contains(word, StringComparison.OrdinalIgnoreCase)))
            && ScriptReader.HasGradients(tree) ? ProgramForm.Script : ProgramForm.Functions;
    }
}
