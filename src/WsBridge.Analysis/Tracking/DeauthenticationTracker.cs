using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.KeyChecks;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Tracking;

/// <summary>Deauthentication and Disassociation frames, to one STA and to all.</summary>
internal sealed class DeauthenticationTracker(ExchangeEnds ends, Deadlines deadlines, ExchangeEvents events)
{
    /// <summary>An attempt of which nothing was seen for so long does not run any more.</summary>
    private const long RunningMicroseconds = 5_000_000;

    /// <summary>A Deauthentication or Disassociation.</summary>
    public void OnDeauthentication(Association association, StoredFrame frame, in MacHeader header, bool fromAp)
    {
        if (HandshakeEnds.IsOfEarlierAttempt(association, frame))
        {
            return;
        }

        ushort? reason = !header.Protected && Deauthentication.TryParse(header, out Deauthentication deauthentication, out _)
            ? deauthentication.Reason
            : null;
        HandshakeEnd? end = ends.OnDeauthentication(association, frame, fromAp, reason);
        association.EndedBy ??= frame;
        events.Deauthentication(new DeauthenticationReceived(frame, association, fromAp, reason ?? Decrypted(association, frame), end));
        association.GroupMessages.Clear();
        if (association.Ending is null)
        {
            association.Handshake = null;
        }
    }

    /// <summary>The reason in an encrypted frame that a known key decrypts.</summary>
    private static ushort? Decrypted(Association association, StoredFrame frame) =>
        frame.Header.Protected && association.Keys is not null && SecuredFrames.TryRead(association, frame) is { } clear
        && Deauthentication.TryParse(clear.Header, out Deauthentication read, out _)
            ? read.Reason
            : null;

    /// <summary>
    /// The AP sends everybody away: what runs ends as by a frame to that STA; who is associated has left, unless the frame lacks the
    /// protection (the MME) without which a STA under management frame protection ignores it.
    /// </summary>
    public void OnBroadcast(Bss bss, StoredFrame frame, in MacHeader header)
    {
        deadlines.Hear(bss, frame);
        if (!bss.HasExchanges)
        {
            return; // a flood of them
        }

        bss.HasExchanges = false;
        bool isProtected = Deauthentication.TryParse(header, out Deauthentication deauthentication, out _)
            && deauthentication.Elements.TryFind(ElementId.Mme, out _);
        for (int i = bss.Stations.Count - 1; i >= 0; i--)
        {
            Association association = bss.Stations[i];
            long latest = Math.Max(association.StaLastHeard, association.Attempt?.End.TimeMicroseconds ?? long.MinValue);
            bool hasLeft = association is { EndedBy: { } ended, Handshake: null, Ending: null } && ended.Ref.TimeMicroseconds >= latest;
            if (latest > frame.Ref.TimeMicroseconds || hasLeft)
            {
                continue; // handed in late: it came before that; or it ends nothing any more
            }

            bool runs = association.Handshake is { IsComplete: false }
                || (association.Attempt is { IsOver: false, IsRefused: false }
                && frame.Ref.TimeMicroseconds - latest <= RunningMicroseconds);
            if (runs)
            {
                OnDeauthentication(association, frame, header, fromAp: true);
            }
            else if (isProtected || !association.UsesManagementFrameProtection)
            {
                association.EndedBy ??= frame;
                events.SentAway(new SentAway(frame, association));
                association.Handshake = null;
            }
        }
    }
}
