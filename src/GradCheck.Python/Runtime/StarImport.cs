using GradCheck.Python.Source;

namespace GradCheck.Python.Runtime;

/// <summary>A <c>from module import *</c> of a module that is not here: a name that nothing defines may have come from it.</summary>
/// <param name="Module">The module.</param>
/// <param name="Span">The import.</param>
internal sealed record StarImport(string Module, Span Span);
