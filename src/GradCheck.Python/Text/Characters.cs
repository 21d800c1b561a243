using System.Numerics;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Text;

/// <summary>Letters and their codes.</summary>
internal static class Characters
{
    /// <summary><c>chr(code)</c>.</summary>
    public static string Chr(CallContext context, BigInteger code) =>
        code.Sign < 0 || code > 0x10FFFF ? throw Errors.Value("chr() arg not in range(0x110000)", context.Span)
        : code >= 0xD800 && code <= 0xDFFF ? throw Errors.Unsupported("half of a pair of surrogates is outside of the subset", context.Span)
        : char.ConvertFromUtf32((int)code);
}
