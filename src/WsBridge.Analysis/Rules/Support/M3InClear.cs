using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.KeyChecks;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Rules.Support;

/// <summary>
/// The Key Data of message 3, decrypted with a key that its MIC has proven: what the rules about its elements have in common.
/// </summary>
internal static class M3InClear
{
    /// <summary>
    /// Of the first handshake of an association the first message 3 that can be decrypted: a repetition says the same. Multi-link operation
    /// is left out, which carries the RSNE of each link in a KDE.
    /// </summary>
    public static bool TryGet(in Message3Received e, out Kdes kdes) =>
        TryGetAnyLink(e, out kdes) && (e.Association.Request is not { } request || !MldAddresses.TryGet(request.Elements, out _));

    /// <summary>The same, multi-link operation included.</summary>
    public static bool TryGetAnyLink(in Message3Received e, out Kdes kdes)
    {
        kdes = default;
        return e is { Association.HandshakeCount: 1, Message: { Mic: MicState.Valid, Frame.IsCutOff: false } message, Keys: { } keys }
            && message.Key.DescriptorType == EapolKey.RsnDescriptor && e.Handshake.M2 is [.., var message2]
            && !message2.Key.Information.Secure
            && FirstValid(e.Handshake) == message
            && keys.TryGetKeyData(message, out kdes) && kdes.Error is null;
    }

    private static HandshakeFrame? FirstValid(Handshake handshake)
    {
        foreach (HandshakeFrame sent in handshake.M3)
        {
            if (sent.Mic == MicState.Valid)
            {
                return sent;
            }
        }

        return null;
    }
}
