using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FourWayHandshake;

/// <summary>Messages of a 4-way handshake that completed were sent encrypted; a known key tells which.</summary>
internal sealed class EapolEncrypted : IRule<Message4Received>, IRule<KeysProven>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-4WH-026", "eapol-encrypted", Severity.Chat, ExpertGroup.Sequence, Fault.None,
        "Messages of a 4-way handshake were sent encrypted.")
    {
        Clause = Clauses.Message4,
        Explanation = """
            A PTK rekey is encrypted with the keys before it, so that without the key of the network nothing of it shows.
            Message 4 is the exception to look at: the client installs the new keys about then, and may send it in the clear, with the old
            keys or with the new ones, with which an AP that waits for it cannot decrypt it.
            Reported only where a known key decrypts the messages and the handshake completes, once for each handshake.
            """,
        Implementations = """
            With mac80211_hwsim wpa_supplicant 2.10 sends message 4 of a rekey in the clear, and 2.13-devel with the old keys. Both repeat
            message 4 encrypted once they have installed the keys.
            """,
        ExplainsFailure = false,
        Next = "Nothing to do, unless the connection stalls right after it: then compare how message 4 was sent in rekeys that went well.",
        Values =
        [
            ("encrypted", "numbers of the messages that were encrypted"),
            ("m4", "message 4: clear, old-keys or new-keys"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in Message4Received e, in Report report)
    {
        if (e.Handshake.M4.Count == 1)
        {
            Check(e.Handshake, report);
        }
    }

    /// <inheritdoc/>
    public void Check(in KeysProven e, in Report report)
    {
        if (e.Association.Handshake is { M4.Count: 0, EncryptedM4.Count: > 0 } handshake)
        {
            Check(handshake, report);
        }
    }

    private void Check(Handshake handshake, in Report report)
    {
        HandshakeFrame?[] latest = [Latest(handshake.M1), Latest(handshake.M2), Latest(handshake.M3)];
        HandshakeFrame[] encrypted = [.. latest.OfType<HandshakeFrame>().Where(static message => message.Frame.WasEncrypted)];
        bool isNew = handshake.EncryptedM4.Count > 0;
        HandshakeFrame message4 = isNew ? handshake.EncryptedM4[^1] : handshake.M4[^1];
        if (encrypted.Length == 0 && !message4.Frame.WasEncrypted)
        {
            return;
        }

        string before = encrypted.Length switch
        {
            0 => "The messages before were in the clear",
            1 => $"Message {encrypted[0].Number} was encrypted with the keys before this handshake",
            2 => $"Messages {encrypted[0].Number} and {encrypted[1].Number} were encrypted with the keys before this handshake",
            _ => "Messages 1, 2 and 3 were encrypted with the keys before this handshake",
        };
        string last = isNew ? "encrypted with the new keys"
            : !message4.Frame.WasEncrypted ? "in the clear"
            : encrypted.Length > 0 ? "encrypted too" : "encrypted with the keys before this handshake";
        HandshakeFrame[] all = message4.Frame.WasEncrypted ? [.. encrypted, message4] : encrypted;
        report.Add(Info, $"{before}. Message 4 was {last}.", new Detail
        {
            Related = [.. all.Select(static message => new RelatedFrame(message.Frame.Ref, $"message {message.Number}, encrypted"))],
            Values =
            [
                FindingValue.Of("encrypted", string.Join(" ", all.Select(static message => message.Number))),
                FindingValue.Of("m4", isNew ? "new-keys" : message4.Frame.WasEncrypted ? "old-keys" : "clear"),
            ],
        });
    }

    private static HandshakeFrame? Latest(Transmissions<HandshakeFrame> messages) => messages is [.., var latest] ? latest : null;
}
