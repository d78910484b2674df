using WsBridge.Analysis.Keys;

namespace WsBridge.Keys;

/// <summary>What a line of a key file is.</summary>
internal abstract record LineReading
{
    /// <summary>A key.</summary>
    public sealed record Key(KnownKey Known) : LineReading;

    /// <summary>A key that is of no use to the analysis.</summary>
    /// <param name="Why">Why, beginning in lower case.</param>
    public sealed record Useless(string Why) : LineReading;

    /// <summary>No key.</summary>
    /// <param name="What">What is wrong, beginning in lower case; never shows what the line says.</param>
    public sealed record Malformed(string What) : LineReading;
}
