using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Python.Runtime;

/// <content>Names: where they are looked up, and what is said where they are not found.</content>
internal sealed partial class Interpreter
{
    // Names that Python 2 alone has, and what has taken their place.
    private static readonly Dictionary<string, string> PythonTwo = new(StringComparer.Ordinal)
    {
        ["xrange"] = "range",
        ["raw_input"] = "input",
        ["unicode"] = "str",
        ["basestring"] = "str",
        ["long"] = "int",
        ["unichr"] = "chr",
        ["reduce"] = "functools.reduce",
        ["izip"] = "zip",
    };

    private readonly List<StarImport> starImports = [];

    private Value Lookup(NameExpression name, Scope scope)
    {
        var value = scope.Values.TryGetValue(name.Id, out var own) ? own : Find(name.Id, scope) ?? throw Undefined(name.Id, scope, name.Span);
        return value is UnavailableValue missing ? throw Unavailable(name.Id, missing, name.Span) : value;
    }

    /// <summary>The value of a name as Python finds it: own, of the functions around, of the file, built in.</summary>
    private Value? Find(string name, Scope scope)
    {
        if (scope.Names is null || !scope.Names.IsGlobal(name))
        {
            for (var at = scope; at?.Names is not null; at = at.Parent)
            {
                if (at.Values.TryGetValue(name, out var value))
                {
                    return value;
                }

                if (at.Names.IsLocal(name))
                {
                    return null;
                }

                if (at.Names.IsGlobal(name))
                {
                    break;
                }
            }
        }

        return module.Values.TryGetValue(name, out var global) ? global : library.Builtin(name);
    }

    /// <summary>Keeps the names that a line of the file would have given a value, where it left the subset.</summary>
    private void Miss(Statement statement, ProgramError error)
    {
        if (error.Kind != ProgramErrorKind.Unsupported)
        {
            return;
        }

        if (((statement as ClassStatement)?.Name ?? (statement as FunctionStatement)?.Name) is { } defined)
        {
            stoppedNames.TryAdd(defined, error);
            return;
        }

        foreach (var line in Walk.Statements([statement]).OfType<AssignStatement>())
        {
            foreach (var name in line.Targets.SelectMany(Walk.Expressions).OfType<NameExpression>())
            {
                stoppedNames.TryAdd(name.Id, error);
            }
        }
    }

    private ProgramException Undefined(string name, Scope scope, Span span)
    {
        if (scope.Names?.IsLocal(name) == true)
        {
            return Errors.Python("UnboundLocalError", ErrorCodes.UndefinedName, $"cannot access local variable '{name}' where it is not associated with a value", span);
        }

        for (var outer = scope.Parent; outer?.Names is not null && scope.Names?.IsGlobal(name) != true; outer = outer.Parent)
        {
            if (outer.Names.IsLocal(name))
            {
                return Errors.Python("NameError", ErrorCodes.UndefinedName, $"cannot access free variable '{name}' where it is not associated with a value in enclosing scope", span);
            }
        }

        if (missedImports.TryGetValue(name, out var missed))
        {
            return Unavailable(name, missed, span);
        }

        // What a line of the file would have made, if that line were in the subset, is missing through no fault of the code.
        if (stoppedNames.TryGetValue(name, out var stopped))
        {
            return Errors.Unsupported($"'{name}' has no value, because the line of the file that makes it was not run: {stopped.Message}", span);
        }

        if (library.Knows("builtins", name))
        {
            return Errors.Unsupported($"'{name}' is outside of the subset", span);
        }

        if ((session.Language.Standing.GetValueOrDefault(name) ?? (library.Import(name) is null ? null : name)) is { } wanted && starImports.Count == 0)
        {
            return Exceptions.WithHint("NameError", ErrorCodes.UndefinedName, $"name '{name}' is not defined", $". Did you forget to import '{wanted}'?", span);
        }

        if (PythonTwo.TryGetValue(name, out var now))
        {
            return Exceptions.WithHint("NameError", ErrorCodes.PythonTwo, $"name '{name}' is not defined", $": Python 2 had it, Python 3 has {now}", span);
        }

        var near = Near(name, scope);

        // A name that is nearly one of the function's own is a slip of the pen; any other may have come with the star.
        return starImports.Count > 0 && (near is null || scope.Names?.IsLocal(near) != true)
            ? Errors.Unsupported($"name '{name}' is not defined here; it may come from {string.Join(" or ", starImports.Select(star => $"'from {star.Module} import *'"))}, which is not part of the code that was sent: paste its definition as well", span)
            : Exceptions.WithHint("NameError", ErrorCodes.UndefinedName, $"name '{name}' is not defined", near is null ? string.Empty : $". Did you mean: '{near}'?", span);
    }

    // The nearest name, those of the function first.
    private string? Near(string name, Scope scope)
    {
        var known = new List<string>();
        for (var at = scope; at is not null; at = at.Parent)
        {
            known.AddRange(at.Values.Keys);
        }

        known.AddRange(module.Values.Keys);
        known.AddRange(library.BuiltinNames);
        return NearestName.Near(name, known.Where(candidate => candidate != "__name__"));
    }

    private ProgramException Unavailable(string name, UnavailableValue missing, Span span) => Errors.Unsupported(
        library.Knows(missing.Module, missing.Name) ? $"'{missing.Module}.{missing.Name}' is outside of the subset"
            : missing.Name.Length == 0
            ? $"'{name}' comes from 'import {missing.Module}', a module that is not available here; those that are: {string.Join(", ", session.Language.Offered)}"
            : $"'{name}' comes from 'from {missing.Module} import {missing.Name}', which is not part of the code that was sent: paste its definition as well",
        span);
}
