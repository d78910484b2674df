using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>How a handshake failed, and how sure the capture is of it.</summary>
/// <param name="Handshake">The handshake.</param>
/// <param name="By">What ended it.</param>
/// <param name="Frame">The frame where the end became clear: the deauthentication, the new attempt, or any frame of the BSS after the silence.</param>
/// <param name="Reason">Reason code, when ended by Deauthentication or Disassociation in the clear.</param>
/// <param name="WasHeard">
/// The side whose answer is missing was heard around the time it was due, so that "never sent" can be told from "not captured".
/// </param>
public sealed record HandshakeEnd(Handshake Handshake, HandshakeEndedBy By, StoredFrame Frame, ushort? Reason, bool WasHeard)
{
    /// <summary>How far the handshake came.</summary>
    public HandshakeStage Stage => Handshake.Stage;

    /// <summary>Milliseconds from the last message to the end.</summary>
    public double MillisecondsAfterLast => Frame.MillisecondsSince(Handshake.Last.Frame);

    /// <summary>The reason as people read it: <c>reason 2 (…)</c>.</summary>
    public string ReasonText => Reason is { } reason ? $"reason {ReasonCodes.Describe(reason)}" : "an encrypted reason";
}
