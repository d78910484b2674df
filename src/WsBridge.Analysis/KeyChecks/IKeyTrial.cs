using WsBridge.Analysis.Keys;

namespace WsBridge.Analysis.KeyChecks;

/// <summary>One question put to key after key.</summary>
internal interface IKeyTrial
{
    /// <summary>The PMK (the XXKey with FT) is the one looked for.</summary>
    bool Fits(ReadOnlySpan<byte> pmk);

    /// <summary>The key of the FT hierarchy (PMK-R0 or PMK-R1) leads to what is looked for.</summary>
    bool FitsFt(KeyKind kind, ReadOnlySpan<byte> key);
}
