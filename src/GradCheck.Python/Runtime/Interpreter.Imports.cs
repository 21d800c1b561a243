using GradCheck.Python.Classes;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Python.Runtime;

/// <content>Imports. What is not here is an error when it is used, since most files import more than a layer needs.</content>
internal sealed partial class Interpreter
{
    // How many try statements that would catch an ImportError are being run: inside them a missing module raises it.
    private int importGuards;

    // What imports inside of such a try would have given: when nothing else has, it is as good as what a plain import lacks.
    private readonly Dictionary<string, UnavailableValue> missedImports = new(StringComparer.Ordinal);

    private void Import(ImportStatement import, Scope scope)
    {
        if (import.From == "__future__")
        {
            return;
        }

        foreach (var alias in import.Names)
        {
            if (import.From is null)
            {
                ImportModule(import, alias, scope);
            }
            else
            {
                ImportName(import, import.From, alias, scope);
            }
        }
    }

    private void ImportModule(ImportStatement import, ImportAlias alias, Scope scope)
    {
        var root = alias.Name.Split('.')[0];
        var found = library.Import(alias.Name);
        if (found is null)
        {
            Guard(alias.Name, import.Span);
        }

        // import numpy.random binds numpy; a missing numpy.foo leaves numpy itself usable.
        Bind(alias.Alias ?? root, alias.Alias is not null ? found : library.Import(root), new(alias.Name, string.Empty), scope);
    }

    private void ImportName(ImportStatement import, string from, ImportAlias alias, Scope scope)
    {
        if (library.Import(from) is not { } source)
        {
            Guard(from, import.Span);
            if (alias.Name == "*")
            {
                starImports.Add(new(from, import.Span));
            }

            // A file of the project's own that chooses between NumPy and CuPy.
            var chosen = alias.Name == "*" && from.Split('.')[^1] == "np" ? "np" : alias.Name is "np" or "numpy" ? alias.Alias ?? alias.Name : null;
            if (chosen is not null || alias.Name != "*")
            {
                Bind(chosen ?? alias.Alias ?? alias.Name, chosen is null ? null : library.Import("numpy"), new(from, alias.Name), scope);
            }

            return;
        }

        // A student's own copy of the course's module may hold more than ours.
        var isCourse = library.IsExcerpt(source.Name);
        if (alias.Name == "*")
        {
            if (isCourse)
            {
                starImports.Add(new(from, import.Span));
            }

            foreach (var name in library.PublicNames(source.Name))
            {
                scope.Owner(name, module).Values[name] = library.Find(source.Name, name)!;
            }

            return;
        }

        var found = library.Find(source.Name, alias.Name);
        if (found is null && !library.Knows(source.Name, alias.Name) && from == source.Name && !isCourse)
        {
            throw Exceptions.WithHint("ImportError", ErrorCodes.UndefinedName, $"cannot import name '{alias.Name}' from '{from}'", NearestName.Hint(alias.Name, library.NamesOf(from)), import.Span);
        }

        Bind(alias.Alias ?? alias.Name, found, new(from, alias.Name), scope);
    }

    private void Bind(string name, Value? value, UnavailableValue missing, Scope scope)
    {
        var values = scope.Owner(name, module).Values;

        // The text of a second file may stand above the line that imports from it.
        if (value is not null || !values.TryGetValue(name, out var own) || own is not (FunctionValue or ClassValue))
        {
            values[name] = value ?? missing;
        }
    }

    /// <summary>Keeps what the imports of a try would have given, of which one failed.</summary>
    private void Miss(IReadOnlyList<Statement> body)
    {
        foreach (var import in body.OfType<ImportStatement>())
        {
            foreach (var alias in import.Names)
            {
                if (import.From is not null && alias.Name == "*")
                {
                    starImports.Add(new(import.From, import.Span));
                }
                else
                {
                    var name = alias.Alias ?? (import.From is null ? alias.Name.Split('.')[0] : alias.Name);
                    missedImports[name] = import.From is null ? new(alias.Name, string.Empty) : new(import.From, alias.Name);
                }
            }
        }
    }

    private void Guard(string name, Span span)
    {
        if (importGuards > 0)
        {
            throw Errors.Python("ModuleNotFoundError", ErrorCodes.UndefinedName, $"No module named '{name.TrimStart('.')}'", span);
        }
    }
}
