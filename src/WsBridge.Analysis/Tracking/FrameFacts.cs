using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Keys;

namespace WsBridge.Analysis.Tracking;

/// <summary>What a frame is within its exchange.</summary>
/// <param name="Frame">The frame.</param>
/// <param name="Association">STA and BSS.</param>
/// <param name="HandshakeMessage">1 to 4, or null.</param>
/// <param name="RsneOffset">Offset of the RSNE's body from the MAC header; -1 when the frame has none that can be read.</param>
public readonly record struct FrameFacts(StoredFrame Frame, Association Association, int? HandshakeMessage, int RsneOffset)
{
    /// <summary>What the known keys say of its MIC, or of the MIC of its FTE.</summary>
    public MicState Mic { get; init; }

    /// <summary>Its PMKIDs, and what they stand for.</summary>
    public IReadOnlyList<NamedPmkid> Pmkids => Frame.Pmkids;
}
