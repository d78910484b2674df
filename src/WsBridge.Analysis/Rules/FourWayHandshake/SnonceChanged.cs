using System.Diagnostics.CodeAnalysis;
using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FourWayHandshake;

/// <summary>The client takes a new SNonce when it sends message 2 again.</summary>
/// <remarks>Only answers to message 1 with the same ANonce are compared: with a new one a new SNonce is right.</remarks>
internal sealed class SnonceChanged : IRule<Message2Received>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-4WH-012", "snonce-changed", Severity.Note, ExpertGroup.Sequence, Fault.Sta,
        "The client uses a new SNonce in each message 2 of one handshake.")
    {
        Explanation = """
            With each new SNonce the client derives a new PTK.
            If message 2 and a repeated message 1 cross, the AP may answer the first SNonce while the client already uses the second:
            message 3 then has a MIC that the client cannot verify.
            Reported once per handshake; compares only message 2s that answer message 1s with the same ANonce.
            """,
        Implementations = """
            wpa_supplicant and iwd keep the SNonce as long as the ANonce stays. hostapd also tries the previous SNonce (a workaround for
            Windows XP).
            """,
        Next = """
            Nothing to do while handshakes complete.
            If they fail after repeated message 1s, look at how long the client takes to answer.
            """,
        Values = [("snonce", "SNonce of the frame in hexadecimal"), ("before", "SNonce of the message 2 before in hexadecimal")],
    };

    /// <inheritdoc/>
    public void Check(in Message2Received e, in Report report)
    {
        HandshakeFrame message = e.Message;
        if (e.Association.Handshake is not { M2: [.., var before, _] } handshake || before.Key.Nonce.SequenceEqual(message.Key.Nonce)
            || !TryGetAnswered(handshake, message, out HandshakeFrame? answered)
            || !TryGetAnswered(handshake, before, out HandshakeFrame? answeredBefore)
            || !answered.Key.Nonce.SequenceEqual(answeredBefore.Key.Nonce) || WasReported(handshake))
        {
            return;
        }

        report.Add(Info, $"Message 2 has SNonce {ShortHex.Of(message.Key.Nonce, before.Key.Nonce)}; the previous one had "
            + $"{ShortHex.Of(before.Key.Nonce, message.Key.Nonce)}, both in answer to the same ANonce.", new Detail
            {
                Octets = (message.EapolOffset + EapolKey.NonceOffset, message.Key.Nonce.Length),
                Related = [new RelatedFrame(before.Frame.Ref, "message 2 with the other SNonce")],
                Values =
                [
                    FindingValue.Of("snonce", Convert.ToHexStringLower(message.Key.Nonce)),
                    FindingValue.Of("before", Convert.ToHexStringLower(before.Key.Nonce)),
                ],
            });
    }

    /// <summary>The message 1 with the replay counter of this message 2, the latest before it.</summary>
    private static bool TryGetAnswered(Handshake handshake, HandshakeFrame message2, [NotNullWhen(true)] out HandshakeFrame? answered)
    {
        answered = null;
        foreach (HandshakeFrame message1 in handshake.M1)
        {
            if (message1.Frame.Ref.Id < message2.Frame.Ref.Id && message1.ReplayCounter == message2.ReplayCounter)
            {
                answered = message1;
            }
        }

        return answered is not null;
    }

    /// <summary>The message 2s before the latest one differed already.</summary>
    private static bool WasReported(Handshake handshake)
    {
        for (int i = 1; i < handshake.M2.Count - 1; i++)
        {
            if (!handshake.M2[i].Key.Nonce.SequenceEqual(handshake.M2[0].Key.Nonce))
            {
                return true;
            }
        }

        return false;
    }
}
