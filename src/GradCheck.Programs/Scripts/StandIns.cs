using GradCheck.Python.Source;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Scripts;

/// <summary>What a script reads from a file: a text of made-up names stands in for it, which is of the kind that such exercises read.</summary>
internal static class StandIns
{
    /// <summary>Names of three to eight letters with every letter of the alphabet.</summary>
    private const string Names = """
        abel
        adela
        alva
        amir
        anouk
        arvid
        balthazar
        bea
        bruno
        cato
        celine
        cyrus
        dario
        delphine
        edwin
        elif
        emeka
        enzo
        esme
        fabian
        felix
        fumiko
        gemma
        giorgio
        greta
        hakan
        helene
        hugo
        ida
        ilya
        ines
        ivo
        jasper
        joaquin
        juno
        kaya
        kofi
        kwame
        lars
        leonie
        lou
        malik
        maxine
        milo
        nadja
        nikita
        noor
        odette
        oskar
        otto
        pavel
        penelope
        pia
        quentin
        quinn
        rafael
        rhea
        rosa
        saskia
        selma
        sven
        tadeo
        thea
        tove
        uma
        ursula
        uwe
        valentin
        vera
        vito
        wanda
        wilma
        wren
        xaver
        ximena
        xenia
        yara
        yusuf
        yvonne
        zeno
        zita
        zoe
        """;

    /// <summary>A file in which nothing is read any more.</summary>
    /// <param name="tree">The file.</param>
    /// <param name="read">Where it reads.</param>
    public static ProgramTree In(ProgramTree tree, out IReadOnlyList<Span> read)
    {
        var found = new List<Span>();
        var changes = new List<(Statement, IReadOnlyList<Statement>)>();
        foreach (var statement in Walk.Statements(tree.Body).Where(statement => Walk.Children(statement).SelectMany(Walk.Expressions).Any(IsOpen)))
        {
            var made = Walk.Change(statement, expression => Read(expression, found));
            if (!ReferenceEquals(made, statement))
            {
                changes.Add((statement, [made]));
            }
        }

        foreach (var with in Walk.Statements(tree.Body).OfType<WithStatement>().Where(with => with.Target is NameExpression && IsOpen(with.Context)))
        {
            var file = ((NameExpression)with.Target!).Id;
            found.Add(with.Context.Span);
            changes.Add((with, [.. with.Body.Select(line => Walk.Change(line, expression => InBlock(expression, file)))]));
        }

        read = found;
        return changes.Count == 0 ? tree : Walk.Replace(tree, changes);
    }

    // f.read(), f.readlines(), and f itself, which is a list of its lines.
    private static Expression? InBlock(Expression expression, string file) => expression switch
    {
        CallExpression { Function: AttributeExpression { Value: NameExpression name, Name: "read" or "readlines" } method } when name.Id == file => TextOf(method.Name, expression.Span),
        NameExpression name when name.Id == file => TextOf("readlines", expression.Span),
        _ => null,
    };

    private static Expression TextOf(string method, Span span)
    {
        var text = new StringLiteral(Names, span);
        return method == "read" ? text : new CallExpression(new AttributeExpression(text, "splitlines", span), [new BooleanLiteral(true, span)], [], span);
    }

    private static bool IsOpen(Expression expression) => expression is CallExpression { Function: NameExpression { Id: "open" }, Arguments: [_, ..] };

    private static Expression? Read(Expression expression, List<Span> found)
    {
        if (expression is not CallExpression { Function: AttributeExpression { Value: var file, Name: "read" or "readlines" } method } || !IsOpen(file))
        {
            return null;
        }

        found.Add(expression.Span);
        return TextOf(method.Name, expression.Span);
    }
}
