using System.Text;
using GradCheck.Python.Syntax.Parsing;

namespace GradCheck.Python.Syntax.Printing;

/// <summary>Writes statements, one a line.</summary>
/// <param name="into">Where to.</param>
/// <param name="spelling">How the student spelt what was not edited.</param>
internal sealed class StatementPrinter(StringBuilder into, Spelling spelling)
{
    private const int IndentSize = 4;
    private readonly ExpressionPrinter expressions = new(into, spelling);

    public void WriteBlock(IReadOnlyList<Statement> body, int level)
    {
        foreach (var statement in body)
        {
            Write(statement, level);
        }
    }

    public void Write(Statement statement, int level)
    {
        WriteDecorators(statement, level);
        Indent(level);
        switch (statement)
        {
            case IfStatement branch:
                WriteIf(branch, level);
                break;
            case ForStatement loop:
                into.Append("for ");
                expressions.WriteList(loop.Target);
                into.Append(" in ");
                expressions.WriteList(loop.Source);
                WriteBody(loop.Body, level);
                WriteTail("else", loop.Otherwise, level);
                break;
            case WhileStatement loop:
                into.Append("while ");
                expressions.Write(loop.Test, BindingLevel.Lambda);
                WriteBody(loop.Body, level);
                WriteTail("else", loop.Otherwise, level);
                break;
            case WithStatement with:
                into.Append("with ");

                // Between single parentheses a tuple would be several contexts.
                into.Append(with.Context is TupleExpression ? "(" : string.Empty);
                expressions.Write(with.Context, BindingLevel.Lambda);
                into.Append(with.Context is TupleExpression ? ")" : string.Empty);
                if (with.Target is not null)
                {
                    into.Append(" as ");
                    expressions.Write(with.Target, BindingLevel.Primary);
                }

                WriteBody(with.Body, level);
                break;
            case FunctionStatement function:
                into.Append("def ").Append(function.Name).Append('(');
                expressions.Write(function.Parameters);
                into.Append(')');
                WriteBody(function.Body, level);
                break;
            case ClassStatement made:
                into.Append("class ").Append(made.Name);
                if (made.Bases.Count + made.Keywords.Count > 0)
                {
                    expressions.WriteArguments(made.Bases, made.Keywords);
                }

                WriteBody(made.Body, level);
                break;
            case TryStatement attempt:
                WriteTry(attempt, level);
                break;
            default:
                WriteSimple(statement);
                into.Append('\n');
                break;
        }
    }

    private void WriteDecorators(Statement statement, int level)
    {
        var decorators = statement switch
        {
            FunctionStatement function => function.Decorators,
            ClassStatement made => made.Decorators,
            _ => [],
        };
        foreach (var decorator in decorators)
        {
            Indent(level);
            into.Append('@');
            expressions.Write(decorator, BindingLevel.Lambda);
            into.Append('\n');
        }
    }

    private void WriteIf(IfStatement branch, int level)
    {
        into.Append("if ");
        expressions.Write(branch.Test, BindingLevel.Lambda);
        WriteBody(branch.Then, level);
        while (branch.Otherwise is [IfStatement next])
        {
            branch = next;
            Indent(level);
            into.Append("elif ");
            expressions.Write(branch.Test, BindingLevel.Lambda);
            WriteBody(branch.Then, level);
        }

        WriteTail("else", branch.Otherwise, level);
    }

    private void WriteTry(TryStatement attempt, int level)
    {
        into.Append("try");
        WriteBody(attempt.Body, level);
        foreach (var handler in attempt.Handlers)
        {
            Indent(level);
            into.Append("except");
            if (handler.Type is not null)
            {
                into.Append(' ');
                expressions.Write(handler.Type, BindingLevel.Lambda);
                into.Append(handler.Name is null ? string.Empty : $" as {handler.Name}");
            }

            WriteBody(handler.Body, level);
        }

        WriteTail("else", attempt.Otherwise, level);
        WriteTail("finally", attempt.Finally, level);
    }

    private void WriteTail(string keyword, IReadOnlyList<Statement> body, int level)
    {
        if (body.Count > 0)
        {
            Indent(level);
            into.Append(keyword);
            WriteBody(body, level);
        }
    }

    private void WriteBody(IReadOnlyList<Statement> body, int level)
    {
        into.Append(":\n");
        WriteBlock(body, level + 1);
    }

    private void WriteSimple(Statement statement)
    {
        switch (statement)
        {
            case AssignStatement assign:
                foreach (var target in assign.Targets)
                {
                    expressions.WriteList(target);
                    WriteAnnotation(assign.Annotation);
                    into.Append(" = ");
                }

                expressions.WriteList(assign.Value);
                break;
            case AnnotationStatement annotated:
                expressions.WriteList(annotated.Target);
                WriteAnnotation(annotated.Annotation);
                break;
            case AugmentedAssignStatement assign:
                expressions.Write(assign.Target, BindingLevel.Primary);
                into.Append(' ').Append(Precedence.SignOf(assign.Operator)).Append("= ");
                expressions.WriteList(assign.Value);
                break;
            case ExpressionStatement alone:
                expressions.WriteList(alone.Value);
                break;
            case ReturnStatement back:
                into.Append(back.Value is null ? "return" : "return ");
                if (back.Value is not null)
                {
                    expressions.WriteList(back.Value);
                }

                break;
            case RaiseStatement raise:
                into.Append(raise.Exception is null ? "raise" : "raise ");
                expressions.WriteOptional(raise.Exception);
                break;
            case AssertStatement assertion:
                into.Append("assert ");
                expressions.Write(assertion.Test, BindingLevel.Lambda);
                if (assertion.Message is not null)
                {
                    into.Append(", ");
                    expressions.Write(assertion.Message, BindingLevel.Lambda);
                }

                break;
            case DeleteStatement delete:
                into.Append("del ");
                for (var k = 0; k < delete.Targets.Count; k++)
                {
                    into.Append(k > 0 ? ", " : string.Empty);
                    expressions.Write(delete.Targets[k], BindingLevel.Lambda);
                }

                break;
            case ImportStatement import:
                into.Append(import.From is null ? "import " : $"from {import.From} import ");
                into.AppendJoin(", ", import.Names.Select(name => name.Alias is null ? name.Name : $"{name.Name} as {name.Alias}"));
                break;
            case ScopeStatement scope:
                into.Append(scope.IsGlobal ? "global " : "nonlocal ").AppendJoin(", ", scope.Names);
                break;
            default:
                into.Append(WordOf(statement));
                break;
        }
    }

    private void WriteAnnotation(Expression? annotation)
    {
        if (annotation is not null)
        {
            into.Append(": ");
            expressions.Write(annotation, BindingLevel.Conditional);
        }
    }

    private string WordOf(Statement statement) => statement switch
    {
        BreakStatement => "break",
        ContinueStatement => "continue",
        FaultyStatement faulty => spelling.OfFault(faulty) ?? $"pass  # {faulty.Error.Message}",
        _ => "pass",
    };

    private void Indent(int level) => into.Append(' ', level * IndentSize);
}
