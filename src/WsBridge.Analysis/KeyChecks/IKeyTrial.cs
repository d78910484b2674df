namespace WsBridge.Analysis.KeyChecks;

/// <summary>One question put to key after key.</summary>
internal interface IKeyTrial
{
    /// <summary>The PMK (the XXKey with FT) is the one looked for.</summary>
    bool Fits(ReadOnlySpan<byte> pmk);
}
