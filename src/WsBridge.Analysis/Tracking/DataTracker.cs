using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Tracking;

/// <summary>Unencrypted data frames: whatever one carries, EAPOL was seen in it, or it is a fragment of something.</summary>
internal sealed class DataTracker(HandshakeTracker handshakes, ConnectionTracker connections, CaptureHistory history, ExchangeEvents events)
{
    private readonly FragmentTable _fragments = new();

    /// <summary>An unencrypted data frame.</summary>
    public void OnData(Association association, StoredFrame frame, in MacHeader header, bool fromAp)
    {
        if (!header.MoreFragments && header.FragmentNumber == 0)
        {
            OnMsdus(association, frame, fromAp);
        }
        else if (_fragments.TryJoin(frame, out StoredFrame first) is { } whole)
        {
            association.Unread.Remove(first, fromAp);
            OnMsdus(association, whole, fromAp);
        }
        else
        {
            association.Unread.Add(frame, fromAp);
            ConnectionTracker.OnSecured(association);
        }
    }

    /// <summary>
    /// An encrypted data frame that carries EAPOL, in the clear. It goes where that in the clear goes; but of EAP under keys only a few
    /// packets are read, which do not make an exchange. Where only a few frames come, message 4 and EAPOL-Start alone are taken: the others
    /// would make half an exchange.
    /// </summary>
    /// <param name="association">Between whom.</param>
    /// <param name="frame">The frame in the clear.</param>
    /// <param name="fromAp">The AP sent it.</param>
    /// <param name="key">What it was encrypted with.</param>
    public void OnDecrypted(Association association, StoredFrame frame, bool fromAp, InstalledKey key)
    {
        foreach (Msdu msdu in new Msdus(frame.Header))
        {
            if (!msdu.TryGetEapol(out ReadOnlySpan<byte> octets, out int offset) || !Eapol.TryReadLenient(octets, out Eapol eapol, out _))
            {
                continue;
            }

            switch (eapol.Type)
            {
                case EapolType.Key:
                    ConnectionTracker.OnKeys(association);
                    handshakes.OnKey(association, frame, fromAp, eapol, offset, key);
                    break;
                case EapolType.Eap when fromAp && association.Keys is { SeesAllData: true } && IsSuccess(eapol.Body):
                    handshakes.OnEapSuccess(association);
                    break;
                case EapolType.Start when !fromAp:
                    events.EapolStart(new EapolStartReceived(frame, association));
                    break;
            }
        }
    }

    private void OnMsdus(Association association, StoredFrame frame, bool fromAp)
    {
        bool isRead = true;
        foreach (Msdu msdu in new Msdus(frame.Header))
        {
            isRead &= msdu.TryGetEapol(out ReadOnlySpan<byte> octets, out int offset)
                ? TryReadEapol(association, frame, fromAp, octets, offset)
                : msdu.IsWhole && msdu.IsSnap;
        }

        if (!isRead)
        {
            association.Unread.Add(frame, fromAp);
            ConnectionTracker.OnSecured(association);
        }
    }

    /// <returns>False when it may have been anything, for want of octets.</returns>
    private bool TryReadEapol(Association association, StoredFrame frame, bool fromAp, ReadOnlySpan<byte> octets, int offset)
    {
        if (!Eapol.TryReadLenient(octets, out Eapol eapol, out _))
        {
            return false;
        }

        history.HasEapol = true;
        switch (eapol.Type)
        {
            case EapolType.Eap:
                OnEap(association, frame, fromAp, eapol.Body);
                break;
            case EapolType.Key:
                ConnectionTracker.OnKeys(association);
                return handshakes.OnKey(association, frame, fromAp, eapol, offset);
            case EapolType.Start when !fromAp:
                ConnectionTracker.OnEapolStart(association, frame);
                events.EapolStart(new EapolStartReceived(frame, association));
                break;
        }

        return true;
    }

    private void OnEap(Association association, StoredFrame frame, bool fromAp, ReadOnlySpan<byte> packet)
    {
        if (association.Ending is { Handshake: null })
        {
            EndingWithdrawal.GoesOn(association, frame, fromAp);
        }

        if (fromAp && IsSuccess(packet))
        {
            handshakes.OnEapSuccess(association);
        }

        if (association.FirstEap is null)
        {
            association.FirstEap = frame;
            events.EapStarted(new EapStarted(frame, association, fromAp));
        }

        connections.OnEap(association, frame, packet, fromAp);
    }

    private static bool IsSuccess(ReadOnlySpan<byte> packet) => Eap.TryParse(packet, out Eap eap, out _) && eap.Code == EapCode.Success;
}
