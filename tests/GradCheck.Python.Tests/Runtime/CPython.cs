using System.Diagnostics;

namespace GradCheck.Python.Tests.Runtime;

/// <summary>The real Python with the real NumPy, where they are installed.</summary>
internal static class CPython
{
    private const string Program = "/usr/bin/python3";

    /// <summary>Runs a program; skips the test where there is no Python with NumPy, unless it must be there.</summary>
    /// <param name="text">The program.</param>
    /// <param name="input">What it reads.</param>
    /// <returns>What it prints.</returns>
    public static string Run(string text, string input = "")
    {
        Need(File.Exists(Program) && Execute("import numpy", string.Empty).ExitCode == 0, "python3 with NumPy not found: apt-get install -y python3-numpy");
        var (exitCode, output, errors) = Execute(text, input);
        Assert.True(exitCode == 0, errors);
        return output;
    }

    public static void Need(bool isThere, string reason)
    {
        Assert.False(!isThere && Environment.GetEnvironmentVariable("GRADCHECK_REQUIRE_EXTRAS") == "1", reason);
        Skip.If(!isThere, reason);
    }

    private static (int ExitCode, string Output, string Errors) Execute(string text, string input)
    {
        using var process = Process.Start(new ProcessStartInfo(Program, ["-c", text]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return (process.ExitCode, output.Result, errors.Result);
    }
}
