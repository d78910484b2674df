using System.Security.Cryptography;
using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.GroupKey;

/// <summary>A group key handshake brings the group key that the STA has already.</summary>
internal sealed class GtkSame : IRule<GroupMessageReceived>
{
    /// <summary>So long after a message 1 that was answered, the same one is a retry: APs wait about a second for message 2.</summary>
    private const double RetryMilliseconds = 5_000;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-GRP-003", "gtk-same", Severity.Note, ExpertGroup.Security, Fault.Ap,
        "A group key handshake delivers the GTK that the client already has.")
    {
        Explanation = """
            A group key handshake exists to change the GTK: so that STAs that have left cannot decrypt any more, and before its packet
            numbers run out.
            One that repeats the GTK of message 3, or of the previous group key handshake, changes nothing; an AP that does so at every
            rekey never changes its group key, and a client that reinstalls it resets its receive counters.
            With multi-link operation, where each link has a GTK, all that the message brings are the same.
            Group key messages are usually encrypted, and the key must decrypt them too; retries of an unanswered message 1 do not count.
            The same key within five seconds is a retry too: the AP seems not to have taken message 2.
            """,
        Next = """
            If this happens at every rekey, report it to the AP vendor.
            Some APs resend the key on purpose, for example to a client that was asleep.
            """,
        Values = [("key_id", "Key ID of the GTK"), ("key", "where the key is from")],
    };

    /// <inheritdoc/>
    public void Check(in GroupMessageReceived e, in Report report)
    {
        if (!e.FromAp || e is not { Message: { Mic: MicState.Valid } message, Keys: { GtkCarrier: { } carrier, Source: { } source } keys }
            || e.Association!.GroupMessages.Messages.Count > 1
            || !keys.TryGetKeyData(message, out Kdes kdes))
        {
            return;
        }

        using var sent = new Secret(kdes.KeyData);
        if (keys.TryGetKeyData(carrier, out Kdes before)
            && (IsSameOfLinks(new Kdes(sent.Octets), before, out int keyId, out string links)
                || IsSame(message, new Kdes(sent.Octets), carrier, before, out keyId)))
        {
            if (carrier.Number != 3 && message.Frame.MillisecondsSince(carrier.Frame) <= RetryMilliseconds)
            {
                report.Add(Info,
                    $"Message 1 of the group key handshake came again with the same GTK (Key ID {keyId}{links}, key: {source}): the AP "
                    + "seems not to have taken message 2.", new Detail
                    {
                        Fault = Fault.Unknown,
                        Next = "Look for message 2 before it, and in the AP's log for why it was not taken.",
                        Related = [new RelatedFrame(carrier.Frame.Ref, "message that brought the same GTK")],
                        Values = [FindingValue.Of("key_id", keyId), FindingValue.Of("key", source)],
                    });
                return;
            }

            string where = carrier.Number == 3 ? "message 3" : "the previous group key handshake";
            report.Add(Info,
                $"Message 1 of the group key handshake repeats the GTK of {where} (Key ID {keyId}{links}, key: {source}).", new Detail
                {
                    Related = [new RelatedFrame(carrier.Frame.Ref, "message that brought the same GTK")],
                    Values = [FindingValue.Of("key_id", keyId), FindingValue.Of("key", source)],
                });
        }
    }

    private static bool IsSame(HandshakeFrame message, Kdes sent, HandshakeFrame carrier, Kdes before, out int keyId) =>
        TryGetGtk(message, sent, out keyId, out ReadOnlySpan<byte> gtk)
        && TryGetGtk(carrier, before, out _, out ReadOnlySpan<byte> inUse)
        && CryptographicOperations.FixedTimeEquals(gtk, inUse);

    /// <summary>
    /// Multi-link operation: every GTK of the message is the one that its link has. An AP that changes the key of one link may repeat those
    /// of the others.
    /// </summary>
    private static bool IsSameOfLinks(Kdes sent, Kdes before, out int keyId, out string links)
    {
        keyId = 0;
        links = "";
        List<int> same = [];
        foreach (Kde kde in sent)
        {
            if (kde.Type == KdeType.MloGtk && LinkKey.TryRead(kde, out LinkKey gtk))
            {
                if (!gtk.TryFindSame(before, out _))
                {
                    return false;
                }

                keyId = gtk.KeyId;
                same.Add(gtk.LinkId);
            }
        }

        links = same.Count switch { 0 => "", 1 => $", link {same[0]}", _ => $", links {string.Join(", ", same)}" };
        return same.Count > 0;
    }

    private static bool TryGetGtk(HandshakeFrame message, Kdes kdes, out int keyId, out ReadOnlySpan<byte> gtk)
    {
        if (message.Key.IsWpaGroup1)
        {
            keyId = message.Key.Information.KeyIndex;
            gtk = kdes.KeyData;
            return true;
        }

        if (kdes.TryFind(KdeType.Gtk, out Kde kde) && GtkKde.TryParse(kde.Data, out GtkKde read, out _))
        {
            keyId = read.KeyId;
            gtk = read.Gtk;
            return true;
        }

        keyId = 0;
        gtk = default;
        return false;
    }
}
