using System.Diagnostics.CodeAnalysis;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Rules.Support;

/// <summary>The Key Data of message 3, decrypted with a key that its MIC has proven: what the rules about its elements have in common.</summary>
internal static class M3InClear
{
    /// <summary>
    /// The message 3 at hand of the first handshake of an association, where it is the first one that can be decrypted: a repetition says the
    /// same. Multi-link operation is left out, which carries the RSNE of each link in a KDE.
    /// </summary>
    public static bool TryGet(RuleContext context, [NotNullWhen(true)] out Association? association, [NotNullWhen(true)] out HandshakeFrame? message, out Kdes kdes)
    {
        message = context.Message;
        return TryGetAnyLink(context, out association, out kdes) && message is not null && (association.Request is not { } request || !MldAddresses.TryGet(request.Elements, out _));
    }

    /// <summary>The same, multi-link operation included.</summary>
    public static bool TryGetAnyLink(RuleContext context, [NotNullWhen(true)] out Association? association, out Kdes kdes)
    {
        association = context.Association;
        HandshakeFrame? message = context.Message;
        kdes = default;
        return association is { HandshakeCount: 1, Handshake: { } handshake } && message is { Mic: MicState.Valid, Frame.IsCutOff: false }
            && message.Key.DescriptorType == EapolKey.RsnDescriptor && handshake.M2 is [.., var message2] && !message2.Key.Information.Secure
            && FirstValid(handshake) == message
            && context.Keys is { } keys && keys.TryGetKeyData(message, out kdes) && kdes.Error is null;
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
