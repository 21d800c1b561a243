using GradCheck.Python.Source;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Search;

/// <summary>Code that is written for another library of arrays: its methods take other arguments, and what NumPy says of them is no mistake of the code.</summary>
internal static class Foreign
{
    private static readonly string[] Libraries = ["tensorflow", "jax", "mxnet", "cupy", "tinygrad"];

    private static readonly string[] Told = [ErrorCodes.WrongArguments, ErrorCodes.UndefinedAttribute, ErrorCodes.WrongType];

    /// <summary>What an error is to be told as; null where it is what it says.</summary>
    /// <param name="tree">The file.</param>
    /// <param name="error">What ended a run; null where nothing did.</param>
    public static ProgramError? Of(ProgramTree tree, ProgramError? error)
    {
        if (error is not { Kind: ProgramErrorKind.Python } || !Told.Contains(error.Code))
        {
            return null;
        }

        var library = Walk.Statements(tree.Body).OfType<ImportStatement>()
            .SelectMany(import => import.From is { } from ? [from] : import.Names.Select(name => name.Name))
            .Select(name => name.Split('.')[0]).FirstOrDefault(Libraries.Contains);
        return library is null ? null : Errors.Unsupported(
            $"the code is written for {library}, which is not read yet; with NumPy's arrays the line ends in {error.Type}: {error.Message}",
            error.Span).Error;
    }
}
