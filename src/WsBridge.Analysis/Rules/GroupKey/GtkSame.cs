using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Reporting;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.GroupKey;

/// <summary>A group key handshake brings the group key that the STA has already.</summary>
internal sealed class GtkSame : IRule<GroupMessageReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-GRP-003", "gtk-same", Severity.Note, ExpertGroup.Security, Fault.Ap,
        "A group key handshake delivers the GTK that the client already has.")
    {
        Explanation = """
            A group key handshake exists to change the GTK: so that STAs that have left cannot decrypt any more, and before its packet
            numbers run out.
            One that repeats the GTK of message 3, or of the previous group key handshake, changes nothing; an AP that does so at every
            rekey never changes its group key, and a client that reinstalls it resets its receive counters.
            Group key messages are usually encrypted, and the key must decrypt them too; retries of an unanswered message 1 do not count.
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
            || !TryGetGtk(keys, message, out int keyId, out Secret? sent))
        {
            return;
        }

        using (sent)
        {
            if (!TryGetGtk(keys, carrier, out _, out Secret? inUse))
            {
                return;
            }

            using (inUse)
            {
                if (CryptographicOperations.FixedTimeEquals(sent.Octets, inUse.Octets))
                {
                    string where = carrier.Number == 3 ? "message 3" : "the previous group key handshake";
                    report.Add(Info,
                        $"Message 1 of the group key handshake repeats the GTK of {where} (Key ID {keyId}, key: {source}).", new Detail
                        {
                            Related = [new RelatedFrame(carrier.Frame.Ref, "message that brought the same GTK")],
                            Values = [FindingValue.Of("key_id", keyId), FindingValue.Of("key", source)],
                        });
                }
            }
        }
    }

    private static bool TryGetGtk(ExchangeKeys keys, HandshakeFrame message, out int keyId, [NotNullWhen(true)] out Secret? gtk)
    {
        bool isRead = keys.TryGetKeyData(message, out Kdes kdes);
        if (isRead && message.Key.IsWpaGroup1)
        {
            keyId = message.Key.Information.KeyIndex;
            gtk = new Secret(kdes.KeyData);
            return true;
        }

        if (isRead && kdes.TryFind(KdeType.Gtk, out Kde kde) && GtkKde.TryParse(kde.Data, out GtkKde read, out _))
        {
            keyId = read.KeyId;
            gtk = new Secret(read.Gtk);
            return true;
        }

        keyId = 0;
        gtk = null;
        return false;
    }
}
