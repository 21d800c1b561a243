using System.Text.RegularExpressions;

namespace GradCheck.Programs.Sources;

/// <summary>A cell of a notebook as Python alone: magics, shell lines and questions are passed over, and every line keeps its number.</summary>
internal static partial class CellText
{
    /// <summary>The magics of a whole cell under which its other lines are run as they stand.</summary>
    private static readonly HashSet<string> Running = [.. "time timeit capture prun python python3 debug mprun memit heat snakeviz".Split(' ')];

    /// <summary>The cell as Python reads it.</summary>
    /// <param name="cell">Its text.</param>
    public static string Plain(string cell)
    {
        var lines = cell.Split('\n');
        var first = Array.FindIndex(lines, line => line.Trim().Length > 0);
        if (first < 0)
        {
            return cell;
        }

        if (WholeCell().Match(lines[first]) is { Success: true } magic)
        {
            if (!Running.Contains(magic.Groups[1].Value))
            {
                return Blank(cell);
            }

            lines[first] = string.Empty;
        }

        var state = new TextState();
        var isContinued = false;
        for (var k = 0; k < lines.Length; k++)
        {
            var line = lines[k];
            if (isContinued || (state.IsAtStart && IsForeign(line)))
            {
                var goesOn = line.TrimEnd().EndsWith('\\');
                lines[k] = isContinued ? string.Empty : Passed(line);
                isContinued = goesOn;
                continue;
            }

            state.Read(line);
        }

        return string.Join('\n', lines);
    }

    /// <summary>A text of nothing but its line ends.</summary>
    /// <param name="cell">The text.</param>
    public static string Blank(string cell) => new([.. cell.Select(character => character == '\n' ? '\n' : ' ')]);

    private static bool IsForeign(string line) => Magic().IsMatch(line) || Question().IsMatch(line) || AssignedMagic().IsMatch(line);

    /// <summary>A statement that does nothing in the place of a line; what a magic runs, such as <c>%time a = f()</c>, stays, but for the magic.</summary>
    private static string Passed(string line)
    {
        var indent = line[..(line.Length - line.TrimStart().Length)];
        return Timed().Match(line) is { Success: true } timed ? indent + timed.Groups[1].Value : indent + "pass";
    }

    [GeneratedRegex(@"^%%(\w+)")]
    private static partial Regex WholeCell();

    [GeneratedRegex(@"^\s*(%|!|\?\S)")]
    private static partial Regex Magic();

    [GeneratedRegex(@"^\s*[\w.]+\?{1,2}\s*$")]
    private static partial Regex Question();

    [GeneratedRegex(@"^\s*[\w, ]+=\s*[!%]")]
    private static partial Regex AssignedMagic();

    [GeneratedRegex(@"^\s*%(?:time|prun)\s+((?!-)\S.*)$")]
    private static partial Regex Timed();
}
