using GradCheck.Python.Syntax;

namespace GradCheck.Python.Values;

/// <summary>Which names of a function are its own, decided by its text alone, as Python does.</summary>
internal sealed class LocalNames
{
    private readonly HashSet<string> locals = new(StringComparer.Ordinal);
    private readonly HashSet<string> globals = new(StringComparer.Ordinal);
    private readonly HashSet<string> nonlocals = new(StringComparer.Ordinal);

    /// <summary>The names in the order in which they are first bound.</summary>
    public IReadOnlyCollection<string> Names => locals;

    /// <summary>The name of a function's first parameter, which is the object of a method; null where it has none.</summary>
    public string? First { get; private init; }

    /// <summary>Whether these are the targets of a comprehension: <c>:=</c> in it binds a name of what is around it.</summary>
    public bool IsComprehension { get; private init; }

    /// <summary>Whether these are the names of the body of a class: it binds whatever it does not leave to others, and no function inside sees them.</summary>
    public bool IsClass { get; private init; }

    /// <summary>The names of a function: its parameters, and whatever its body binds.</summary>
    public static LocalNames Of(Signature parameters, IReadOnlyList<Statement> body, IReadOnlyList<string> named)
    {
        var names = new LocalNames { First = parameters.Names.FirstOrDefault() };
        names.locals.UnionWith(parameters.Names);
        names.Bind(parameters.Rest);
        names.Bind(parameters.Keywords);
        names.locals.UnionWith(named);
        names.Read(body);
        names.locals.ExceptWith(names.globals);
        names.locals.ExceptWith(names.nonlocals);
        return names;
    }

    /// <summary>The names of the body of a class: which of them are not its own.</summary>
    public static LocalNames Of(ClassStatement statement)
    {
        var names = new LocalNames { IsClass = true };
        names.Read(statement.Body);
        names.locals.Clear();
        return names;
    }

    /// <summary>The names of a comprehension: its targets.</summary>
    public static LocalNames Of(ComprehensionExpression comprehension)
    {
        var names = new LocalNames { IsComprehension = true };
        foreach (var clause in comprehension.Clauses)
        {
            names.Target(clause.Target);
        }

        return names;
    }

    public bool IsLocal(string name) => locals.Contains(name);

    public bool IsGlobal(string name) => globals.Contains(name);

    public bool IsNonlocal(string name) => nonlocals.Contains(name);

    private void Bind(string? name)
    {
        if (name is not null)
        {
            locals.Add(name);
        }
    }

    private void Read(IReadOnlyList<Statement> body)
    {
        foreach (var statement in body)
        {
            Read(statement);
        }
    }

    private void Read(Statement statement)
    {
        switch (statement)
        {
            case AssignStatement assign:
                foreach (var target in assign.Targets)
                {
                    Target(target);
                }

                break;
            case AugmentedAssignStatement assign:
                Target(assign.Target);
                break;
            case AnnotationStatement annotated:
                Target(annotated.Target);
                break;
            case ForStatement loop:
                Target(loop.Target);
                Read(loop.Body);
                Read(loop.Otherwise);
                break;
            case WhileStatement loop:
                Read(loop.Body);
                Read(loop.Otherwise);
                break;
            case WithStatement with:
                if (with.Target is not null)
                {
                    Target(with.Target);
                }

                Read(with.Body);
                break;
            case IfStatement branch:
                Read(branch.Then);
                Read(branch.Otherwise);
                break;
            case TryStatement attempt:
                Read(attempt.Body);
                foreach (var handler in attempt.Handlers)
                {
                    Bind(handler.Name);
                    Read(handler.Body);
                }

                Read(attempt.Otherwise);
                Read(attempt.Finally);
                break;
            case FunctionStatement function:
                Bind(function.Name);
                break;
            case ClassStatement made:
                Bind(made.Name);
                break;
            case DeleteStatement delete:
                foreach (var target in delete.Targets)
                {
                    Target(target);
                }

                break;
            case ImportStatement import:
                foreach (var alias in import.Names)
                {
                    Bind(alias.Name == "*" ? null : alias.Alias ?? (import.From is null ? alias.Name.Split('.')[0] : alias.Name));
                }

                break;
            case ScopeStatement scope:
                (scope.IsGlobal ? globals : nonlocals).UnionWith(scope.Names);
                break;
        }
    }

    private void Target(Expression target)
    {
        switch (target)
        {
            case NameExpression { Attribute: null } name:
                Bind(name.Id);
                break;
            case StarredExpression starred:
                Target(starred.Value);
                break;
            case TupleExpression tuple:
                foreach (var element in tuple.Elements)
                {
                    Target(element);
                }

                break;
            case ListExpression list:
                foreach (var element in list.Elements)
                {
                    Target(element);
                }

                break;
        }
    }
}
