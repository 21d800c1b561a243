using GradCheck.Python.Arrays;
using GradCheck.Python.Budgets;
using GradCheck.Python.Runtime;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax.Parsing;
using GradCheck.Python.Values;

namespace GradCheck.Python.Tests.Runtime;

/// <summary>A program that was run as a script: what it printed, and what ended it.</summary>
internal sealed class ProgramRun
{
    private ProgramRun(RunSession session, Interpreter interpreter, ProgramException? failure) =>
        (Session, Interpreter, Failure) = (session, interpreter, failure);

    public RunSession Session { get; }

    public Interpreter Interpreter { get; }

    /// <summary>What ended it; null where it came to its end.</summary>
    public ProgramException? Failure { get; }

    public string Printed => Session.Printed.ToString();

    public static ProgramRun Of(string text, BudgetLimits? limits = null) => Of(new SourceText(text), limits);

    public static ProgramRun Of(SourceText source, BudgetLimits? limits = null)
    {
        var session = new RunSession(new(limits ?? BudgetLimits.Default), GradientTape.Off, Languages.Course);
        var tree = Parser.Parse(source);
        Assert.Empty(tree.Faults);
        var interpreter = new Interpreter(tree, session);
        try
        {
            interpreter.Run();
            return new(session, interpreter, null);
        }
        catch (ProgramException failure)
        {
            return new(session, interpreter, failure);
        }
    }

    /// <summary>A program loaded as a file of functions.</summary>
    public static Interpreter Load(string text, RunObserver? observer = null, GradientTape? tape = null, BudgetLimits? limits = null)
    {
        var interpreter = new Interpreter(Parser.Parse(new(text)), new(new(limits ?? BudgetLimits.Default), tape ?? GradientTape.Off, Languages.Course), observer);
        interpreter.Load();
        return interpreter;
    }

    /// <summary>What was printed, and then the error with its code, as the tables of cases hold it.</summary>
    public IEnumerable<string> Lines()
    {
        var lines = Printed.Length == 0 ? [] : Printed.TrimEnd('\n').Split('\n').ToList();
        if (Failure is not null)
        {
            lines.Add($"{$"{Failure.Error.Type}: {Failure.Error.Message}".TrimEnd(' ', ':')}   [{Failure.Error.Code}]");
        }

        return lines;
    }
}
