using GradCheck.Python.Syntax;
using GradCheck.Python.Syntax.Lexing;
using GradCheck.Python.Syntax.Parsing;

namespace GradCheck.Python.Tests.Syntax;

/// <summary>The page about the language and the tables of the parser say the same.</summary>
public class GrammarTests
{
    [Fact]
    public void Grammar_HasEveryKeywordAndSign()
    {
        var words = Grammar.Text.Split([' ', '\n', '\'', '(', ')', ','], StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        Assert.All(TokenTable.Keywords.Keys, keyword => Assert.Contains(keyword, words));
        Assert.All(Precedence.Binary, row => Assert.Contains(row.Sign, words));
        Assert.All(Precedence.Binary, row => Assert.Contains(row.Sign + "=", words));
        Assert.All(Precedence.Comparisons, row => Assert.Contains(row.Sign, words));
    }

    [Fact]
    public void Grammar_ListsOperatorsInTheOrderOfTheTable()
    {
        var places = Precedence.Binary.Select(row => Grammar.Text.Split('\n').ToList().FindIndex(line =>
            line.StartsWith("#   ", StringComparison.Ordinal) && line[4..].Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Contains(row.Sign))).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }
}
