using WsBridge.Analysis.Keys;
using WsBridge.Dot11.Keys;

namespace WsBridge.Analysis.KeyChecks;

/// <summary>The PMK-R0 of a STA in a mobility domain, as a MIC of its initial association has proven it.</summary>
internal sealed class FtRoot(KnownKey key, byte[] r0khId) : IDisposable
{
    /// <summary>PMK-R0.</summary>
    public PmkR0 R0 { get; } = new();

    /// <summary>The key it comes from.</summary>
    public KnownKey Key { get; } = key;

    /// <summary>The R0KH-ID it is derived with.</summary>
    public ReadOnlySpan<byte> R0khId => r0khId;

    public void Dispose() => R0.Dispose();
}
