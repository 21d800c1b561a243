using System.Collections.Frozen;

namespace GradCheck.Python.Syntax.Lexing;

/// <summary>The keywords and signs of the language as data.</summary>
internal static class TokenTable
{
    /// <summary>The longest sign has so many characters.</summary>
    public const int LongestSign = 3;

    public static readonly FrozenDictionary<string, TokenKind> Keywords = new Dictionary<string, TokenKind>
    {
        ["and"] = TokenKind.And,
        ["as"] = TokenKind.As,
        ["assert"] = TokenKind.Assert,
        ["async"] = TokenKind.Async,
        ["await"] = TokenKind.Await,
        ["break"] = TokenKind.Break,
        ["class"] = TokenKind.Class,
        ["continue"] = TokenKind.Continue,
        ["def"] = TokenKind.Def,
        ["del"] = TokenKind.Del,
        ["elif"] = TokenKind.Elif,
        ["else"] = TokenKind.Else,
        ["except"] = TokenKind.Except,
        ["False"] = TokenKind.False,
        ["finally"] = TokenKind.Finally,
        ["for"] = TokenKind.For,
        ["from"] = TokenKind.From,
        ["global"] = TokenKind.Global,
        ["if"] = TokenKind.If,
        ["import"] = TokenKind.Import,
        ["in"] = TokenKind.In,
        ["is"] = TokenKind.Is,
        ["lambda"] = TokenKind.Lambda,
        ["None"] = TokenKind.None,
        ["nonlocal"] = TokenKind.Nonlocal,
        ["not"] = TokenKind.Not,
        ["or"] = TokenKind.Or,
        ["pass"] = TokenKind.Pass,
        ["raise"] = TokenKind.Raise,
        ["return"] = TokenKind.Return,
        ["True"] = TokenKind.True,
        ["try"] = TokenKind.Try,
        ["while"] = TokenKind.While,
        ["with"] = TokenKind.With,
        ["yield"] = TokenKind.Yield,
    }.ToFrozenDictionary();

    public static readonly FrozenDictionary<string, TokenKind> Signs = new Dictionary<string, TokenKind>
    {
        ["("] = TokenKind.OpenParenthesis,
        [")"] = TokenKind.CloseParenthesis,
        ["["] = TokenKind.OpenBracket,
        ["]"] = TokenKind.CloseBracket,
        ["{"] = TokenKind.OpenBrace,
        ["}"] = TokenKind.CloseBrace,
        [","] = TokenKind.Comma,
        [":"] = TokenKind.Colon,
        [":="] = TokenKind.ColonEqual,
        [";"] = TokenKind.Semicolon,
        ["."] = TokenKind.Dot,
        ["..."] = TokenKind.Ellipsis,
        ["->"] = TokenKind.Arrow,
        ["+"] = TokenKind.Plus,
        ["-"] = TokenKind.Minus,
        ["*"] = TokenKind.Star,
        ["**"] = TokenKind.DoubleStar,
        ["/"] = TokenKind.Slash,
        ["//"] = TokenKind.DoubleSlash,
        ["%"] = TokenKind.Percent,
        ["@"] = TokenKind.At,
        ["&"] = TokenKind.Ampersand,
        ["|"] = TokenKind.Bar,
        ["^"] = TokenKind.Caret,
        ["~"] = TokenKind.Tilde,
        ["<<"] = TokenKind.LeftShift,
        [">>"] = TokenKind.RightShift,
        ["=="] = TokenKind.DoubleEqual,
        ["!="] = TokenKind.NotEqual,
        ["<"] = TokenKind.Less,
        ["<="] = TokenKind.LessOrEqual,
        [">"] = TokenKind.Greater,
        [">="] = TokenKind.GreaterOrEqual,
        ["="] = TokenKind.Equal,
        ["+="] = TokenKind.PlusEqual,
        ["-="] = TokenKind.MinusEqual,
        ["*="] = TokenKind.StarEqual,
        ["**="] = TokenKind.DoubleStarEqual,
        ["/="] = TokenKind.SlashEqual,
        ["//="] = TokenKind.DoubleSlashEqual,
        ["%="] = TokenKind.PercentEqual,
        ["@="] = TokenKind.AtEqual,
        ["&="] = TokenKind.AmpersandEqual,
        ["|="] = TokenKind.BarEqual,
        ["^="] = TokenKind.CaretEqual,
        ["<<="] = TokenKind.LeftShiftEqual,
        [">>="] = TokenKind.RightShiftEqual,
    }.ToFrozenDictionary();

    /// <summary>Keywords that begin a statement and cannot stand inside of brackets: a bracket still open before them was never closed.</summary>
    public static readonly FrozenSet<TokenKind> StatementKeywords = new[]
    {
        TokenKind.Assert, TokenKind.Break, TokenKind.Class, TokenKind.Continue, TokenKind.Def, TokenKind.Del, TokenKind.Elif,
        TokenKind.Except, TokenKind.Finally, TokenKind.Global, TokenKind.Import, TokenKind.Nonlocal, TokenKind.Pass,
        TokenKind.Raise, TokenKind.Return, TokenKind.Try, TokenKind.While, TokenKind.With,
    }.ToFrozenSet();

    private static readonly FrozenDictionary<string, TokenKind>.AlternateLookup<ReadOnlySpan<char>> KeywordLookup = Keywords.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenDictionary<string, TokenKind>.AlternateLookup<ReadOnlySpan<char>> SignLookup = Signs.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The kind of a word: a keyword's, or a name.</summary>
    public static TokenKind OfWord(ReadOnlySpan<char> word) => KeywordLookup.TryGetValue(word, out var kind) ? kind : TokenKind.Name;

    /// <summary>The longest sign that a text begins with; its length is 0 where it begins with none.</summary>
    public static (TokenKind Kind, int Length) OfSign(ReadOnlySpan<char> text)
    {
        for (var length = Math.Min(LongestSign, text.Length); length > 0; length--)
        {
            if (SignLookup.TryGetValue(text[..length], out var kind))
            {
                return (kind, length);
            }
        }

        return (TokenKind.Error, 0);
    }
}
