using WsBridge.Analysis.Events;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.GroupKey;

/// <summary>A group key handshake repeats a key of a link with a lower packet number than before.</summary>
internal sealed class GroupPnGoesBack : IRule<GroupMessageReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-GRP-005", "group-pn-goes-back", Severity.Note, ExpertGroup.Security, Fault.Ap,
        "A group key handshake delivers a group key that a link already has with a lower packet number than before.")
    {
        ExplainsFailure = false,
        Explanation = """
            MLO GTK, MLO IGTK and MLO BIGTK KDEs tell the packet number that the AP has reached with the key, below which the client takes
            frames for replayed.
            With the same key it only grows; a client that installs the key again with a lower one accepts group frames of before again.
            Compared with message 3 or the latest group key handshake that was confirmed, for each link and Key ID; only in multi-link
            operation, and only with a key that verifies the MIC and decrypts both.
            """,
        Implementations = """
            hostapd 2.13-devel (August 2026) sends 0 for all links whenever it changes the GTK of one. wpa_supplicant of that date does not
            install a key again that it has.
            """,
        Next = "Report it to the AP vendor; with a client that does not install a key twice it does no harm.",
        Values =
        [
            ("wrong", "the keys, as GTK 1"),
            ("key", "where the key is from"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in GroupMessageReceived e, in Report report)
    {
        if (!e.FromAp || e is not { Message: { Mic: MicState.Valid } message, Keys: { GtkCarrier: { } carrier } keys }
            || e.Association.GroupMessages.Messages.Count > 1 || !keys.TryGetKeyData(message, out Kdes kdes))
        {
            return;
        }

        using var sent = new Secret(kdes.KeyData);
        if (!keys.TryGetKeyData(carrier, out Kdes before))
        {
            return;
        }

        List<string> back = [];
        string first = "";
        foreach (Kde kde in new Kdes(sent.Octets))
        {
            if (LinkKey.TryRead(kde, out LinkKey key) && key.TryFindSame(before, out LinkKey known)
                && key.PacketNumber < known.PacketNumber)
            {
                first = back.Count == 0 ? $"{key.PacketNumber} after {known.PacketNumber}" : first;
                back.Add($"{key.Name} {key.LinkId}");
            }
        }

        if (back.Count > 0)
        {
            string where = carrier.Number == 3 ? "message 3" : "the previous group key handshake";
            report.Add(Info,
                $"Message 1 of the group key handshake repeats {string.Join(", ", back)} of {where} with a lower packet number, {first} "
                + $"(key: {keys.Source}).", new Detail
                {
                    Related = [new RelatedFrame(carrier.Frame.Ref, "message that brought the same key")],
                    Values = [FindingValue.Of("wrong", string.Join(", ", back)), FindingValue.Of("key", keys.Source ?? "")],
                });
        }
    }
}
