using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Events;

/// <summary>Deauthentication or Disassociation between the two.</summary>
/// <param name="Frame">The frame that shows it.</param>
/// <param name="Association">The STA at the BSS.</param>
/// <param name="FromAp">The AP sent it.</param>
/// <param name="Reason">Reason code; null when it is encrypted and no known key decrypts it.</param>
/// <param name="End">The handshake that it seems to have ended; null when none ran.</param>
internal readonly record struct DeauthenticationReceived(
    StoredFrame Frame, Association Association, bool FromAp, ushort? Reason, HandshakeEnd? End) : IAssociationEvent;
