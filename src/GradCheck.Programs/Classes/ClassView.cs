using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Classes;

/// <summary>The classes of a file, and the methods that each has of its own or from its bases.</summary>
internal sealed class ClassView
{
    private readonly Dictionary<string, ClassStatement> classes;

    /// <summary>Reads a file; of classes of one name the last counts.</summary>
    /// <param name="tree">The file.</param>
    public ClassView(ProgramTree tree)
    {
        All = [.. tree.Body.SelectMany(statement => statement is IfStatement or TryStatement ? Walk.Statements([statement]) : [statement]).OfType<ClassStatement>()
            .GroupBy(made => made.Name).Select(group => group.Last())];
        classes = All.ToDictionary(made => made.Name);
    }

    /// <summary>All of them, in the order of the text.</summary>
    public IReadOnlyList<ClassStatement> All { get; }

    /// <summary>The class of a name; null where there is none.</summary>
    /// <param name="name">The name.</param>
    public ClassStatement? Find(string name) => classes.GetValueOrDefault(name);

    /// <summary>A class and its bases in the file, each once, the class itself first.</summary>
    /// <param name="made">The class.</param>
    public IReadOnlyList<ClassStatement> Lineage(ClassStatement made)
    {
        var seen = new List<ClassStatement>();
        var open = new Queue<ClassStatement>([made]);
        while (open.TryDequeue(out var next))
        {
            if (!seen.Contains(next))
            {
                seen.Add(next);
                BasesOf(next).Select(Find).OfType<ClassStatement>().ToList().ForEach(open.Enqueue);
            }
        }

        return seen;
    }

    /// <summary>The names that stand between the brackets of a class.</summary>
    /// <param name="made">The class.</param>
    public static IEnumerable<string> BasesOf(ClassStatement made) => made.Bases.Select(parent => parent switch
    {
        NameExpression name => name.Id,
        AttributeExpression attribute => attribute.Name,
        _ => null,
    }).OfType<string>();

    /// <summary>The methods of a class, those of its bases included where it has none of the name.</summary>
    /// <param name="made">The class.</param>
    public IReadOnlyList<FunctionStatement> Methods(ClassStatement made) =>
        [.. Lineage(made).SelectMany(owner => OwnMethods(owner).Reverse()).DistinctBy(method => method.Name)];

    /// <summary>A method of a class; null where it has none of the name.</summary>
    /// <param name="made">The class.</param>
    /// <param name="name">The method's name.</param>
    public FunctionStatement? Method(ClassStatement made, string name) => Methods(made).FirstOrDefault(method => method.Name == name);

    /// <summary>Whether a class comes from another of a name, in the file or of a library.</summary>
    /// <param name="made">The class.</param>
    /// <param name="names">The names.</param>
    public bool IsA(ClassStatement made, params IReadOnlyList<string> names) => Lineage(made).Any(owner => BasesOf(owner).Any(names.Contains));

    /// <summary>Whether a method is called without an object.</summary>
    /// <param name="method">The method.</param>
    public static bool IsStatic(FunctionStatement method) => method.Decorators.Any(decorator => decorator is NameExpression { Id: "staticmethod" });

    /// <summary>Whether a method only says that classes below have one.</summary>
    /// <param name="method">The method.</param>
    public static bool IsAbstract(FunctionStatement method) =>
        method.Decorators.Any(decorator => decorator is NameExpression { Id: "abstractmethod" } or AttributeExpression { Name: "abstractmethod" })
        || method.Body.All(statement => statement is PassStatement or RaiseStatement or ReturnStatement { Value: null or NoneLiteral }
            or ExpressionStatement { Value: StringLiteral or EllipsisLiteral });

    /// <summary>The name of a function as it is told: that of a method with its class.</summary>
    /// <param name="tree">The file.</param>
    /// <param name="function">The function.</param>
    public static string NameOf(ProgramTree tree, FunctionStatement function) =>
        Walk.Statements(tree.Body).OfType<ClassStatement>().FirstOrDefault(made => OwnMethods(made).Any(method => method.Name == function.Name && method.Span == function.Span)) is { } owner
            ? $"{owner.Name}.{function.Name}"
            : function.Name;

    /// <summary>The function of a name as it is told; null where there is none.</summary>
    /// <param name="tree">The file.</param>
    /// <param name="name">The name, that of a method with its class.</param>
    public static FunctionStatement? FunctionOf(ProgramTree tree, string name) => name.Split('.') is [var owner, var method]
        ? Walk.Statements(tree.Body).OfType<ClassStatement>().LastOrDefault(made => made.Name == owner) is { } found ? OwnMethods(found).LastOrDefault(own => own.Name == method) : null
        : Outside(tree.Body).LastOrDefault(function => function.Name == name);

    /// <summary>The functions that are no methods.</summary>
    private static IEnumerable<FunctionStatement> Outside(IReadOnlyList<Statement> body) => body.SelectMany(statement => statement switch
    {
        ClassStatement => [],
        FunctionStatement function => Outside(function.Body).Prepend(function),
        _ => Walk.Blocks(statement).SelectMany(Outside),
    });

    private static IEnumerable<FunctionStatement> OwnMethods(ClassStatement made) =>
        made.Body.SelectMany(statement => statement is IfStatement ? Walk.Statements([statement]) : [statement]).OfType<FunctionStatement>();
}
