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

        read = found;
        return changes.Count == 0 ? tree : Walk.Replace(tree, changes);
    }

    private static bool IsOpen(Expression expression) => expression is CallExpression { Function: NameExpression { Id: "open" }, Arguments: [_, ..] };

    private static Expression? Read(Expression expression, List<Span> found)
    {
        if (expression is not CallExpression { Function: AttributeExpression { Value: var file, Name: "read" or "readlines" } method } || !IsOpen(file))
        {
            return null;
        }

        found.Add(expression.Span);
        var text = new StringLiteral(Names, expression.Span);
        return method.Name == "read" ? text
            : new CallExpression(new AttributeExpression(text, "splitlines", expression.Span), [new BooleanLiteral(true, expression.Span)], [], expression.Span);
    }
}
