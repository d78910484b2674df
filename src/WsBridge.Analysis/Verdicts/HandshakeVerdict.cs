using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.KeyChecks;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Roams;

namespace WsBridge.Analysis.Verdicts;

/// <summary>Who is right when a 4-way handshake has failed after message 2 or message 3.</summary>
internal static class HandshakeVerdict
{
    /// <summary>An AP that refuses an element ends the handshake at once; one that cannot verify a MIC waits for a timeout.</summary>
    private const double AtOnceMilliseconds = 90;

    /// <summary>Rules that find a client at fault over the elements of message 2.</summary>
    private static readonly string[] OfM2Elements =
    [
        "WSB-4WH-001",
        "WSB-CFG-011",
        "WSB-FT-006",
        "WSB-FT-007",
        "WSB-FT-008",
        "WSB-FT-009",
        "WSB-FT-010",
        "WSB-PMK-001",
    ];

    /// <summary>Rules that find an AP at fault over the elements of message 3.</summary>
    private static readonly string[] OfM3Elements =
    [
        "WSB-4WH-002",
        "WSB-4WH-022",
        "WSB-4WH-023",
        "WSB-4WH-025",
        "WSB-CFG-012",
        "WSB-FT-011",
        "WSB-FT-012",
        "WSB-FT-013",
    ];

    /// <summary>
    /// The verdict; null where no MIC has a part in it: message 1 was not answered, a broadcast ended it, or the AKM protects EAPOL-Key
    /// frames otherwise.
    /// </summary>
    public static Verdict? Of(Association association, HandshakeEnd end, Roam? roam) => end.Stage switch
    {
        _ when end.AnswersNothing && association.Keys is null => null,
        HandshakeStage.Message2Unanswered when end.Handshake.M2[^1].Key.MicLength > 0 => OfMessage2(association, end, roam),
        HandshakeStage.Message3Unanswered when end.Handshake.M3[^1].Key.MicLength > 0 => OfMessage3(association, end, roam),
        _ => null,
    };

    private static Verdict OfMessage2(Association association, HandshakeEnd end, Roam? roam)
    {
        HandshakeFrame last = end.Handshake.M2[^1];
        return association.Keys switch
        {
            { Cause: { } cause } => new Verdict(
                (cause.Rule.Fault == Fault.Sta ? "The client computed the MIC of message 2 wrongly" : "Client and AP use different keys")
                    + $": it verifies only {cause.How} ({KeyText.Name(cause.Key)}).",
                cause.Rule.Fault, cause.Evidence),
            { Expected: { } expected } => OfOtherKey(end, expected),
            { Key: { } key } keys when last.Mic == MicState.Valid => OfRightMic(association, end, roam, keys, key),
            { Key: { } key }
                when last.Mic == MicState.Invalid =>
                    new Verdict($"The keys match: an earlier message 2 verifies with {KeyText.Name(key)} and the last one does not, so the "
                    + $"client computed its MIC wrongly or the frame is corrupt."),
            _ when MicObstacle.Of(association, end.Handshake, last) is { } obstacle =>
                new Verdict($"Cannot verify the MIC of message 2 with any key: {obstacle}."),
            { } when !IsANonceKnown(end.Handshake, last) =>
                new Verdict("The MIC of message 2 does not verify with any known key and the ANonce of an earlier message 1; the message 1 "
                + "that it answers was not captured and may have another ANonce."),
            { } =>
                new Verdict($"The MIC of message 2 does not verify with any known key; supply {KeyText.Needed(association.Akm)} to tell "
                + $"whether client or AP is wrong."),
            null => new Verdict($"Cannot verify the client's MIC without the PMK; supply {KeyText.Needed(association.Akm)}."),
        };
    }

    private static bool IsANonceKnown(Handshake handshake, HandshakeFrame message2)
    {
        HandshakeNonces.ANonceOf(handshake, message2, out bool isCertain);
        return isCertain;
    }

    private static Verdict OfOtherKey(HandshakeEnd end, KnownKey expected)
    {
        int sent = end.Handshake.M2.Count;
        bool isPassphrase = expected.Kind == KeyKind.Passphrase;
        string other = isPassphrase ? "a different passphrase" : "a different key";
        string whose = KeyText.Name(expected)
            + (expected.Binding.Sta is not null
            ? " to the AP for this attempt"
            : expected.Binding.Ssid is not null ? ", given for this SSID"
            : ", which an AP of this SSID uses");
        return sent == 1
            ? new Verdict($"The only message 2 does not verify with {whose}: the client has {other}, or the frame is corrupt.")
            : new Verdict($"None of {sent} transmissions of message 2 verifies with {whose}: the client has {other}.",
                !end.IsCertain ? Fault.Unknown : isPassphrase ? Fault.Config : null);
    }

    private static Verdict OfRightMic(Association association, HandshakeEnd end, Roam? roam, ExchangeKeys keys, KnownKey key)
    {
        string right = $"The client's MIC verifies with {KeyText.Name(key)}";
        if (Blamed(roam, OfM2Elements) is { } rule)
        {
            return new Verdict($"{right}, but the AP could not accept message 2 for another reason: {rule.Id} ({rule.Name}).", Fault.Sta);
        }

        if (!end.IsCertain)
        {
            return new Verdict($"{right}; the capture does not show whether the AP continued.", Fault.Unknown);
        }

        if (end.By == HandshakeEndedBy.Sta)
        {
            return new Verdict($"{right}; the AP had not answered when the client left.");
        }

        int sent = end.Handshake.M2.Count;
        if (end is { By: HandshakeEndedBy.Ap, MillisecondsAfterLast: <= AtOnceMilliseconds } && sent == 1)
        {
            string such = M2Pmkids.TryRead(association, end.Handshake.M2[0], out M2Pmkids pmkids) && pmkids.Count is > 1 and { } count
                ? $" such as its {M2Pmkids.Words(count)}"
                : "";
            return new Verdict($"{right}; the AP rejected message 2 at once because of an element{such}, not because of its MIC.");
        }

        string dropped = $"dropped a correct message 2{(sent > 1 ? $", sent {EndText.Times(sent)}" : "")}";
        return keys.ApProof switch
        {
            ApKeyProof.Named =>
                new Verdict($"{right}, whose PMKID the AP itself sent in message 1; the AP {dropped}.", Fault.Ap,
                new RelatedFrame(end.Handshake.M1[^1].Frame.Ref, "message 1 with the PMKID of that key")),
            ApKeyProof.Used => new Verdict($"{right}, with which this AP has completed handshakes; the AP {dropped}.", Fault.Ap),
            ApKeyProof.OtherUsed when association.Bss.KeyUsed is { } used =>
                new Verdict($"{right}, and this AP has completed a handshake with another one, {KeyText.Name(used)}; it {dropped}, so it "
                + "probably has another passphrase for this client.", sent > 1 ? Fault.Config : null),
            ApKeyProof.UsedElsewhere when sent > 1 && association.Akm is { IsFt: false } =>
                new Verdict($"{right}, with which other APs of this SSID have completed handshakes; this AP {dropped}, so it probably has "
                + "another passphrase.", Fault.Config),
            ApKeyProof.UsedElsewhere =>
                new Verdict($"{right}, with which APs of this SSID have completed handshakes; the AP {dropped}.", Fault.Ap),
            ApKeyProof.Confirmed =>
                new Verdict($"{right}, which the AP itself confirmed by SAE; the AP {dropped}.{MultiLinkWords(association)}", Fault.Ap,
                new RelatedFrame(association.SaeConfirm!.Ref, "SAE confirm of the AP")),
            ApKeyProof.Delivered => new Verdict($"{right}; the AP {dropped}.", Fault.Ap),
            _ => new Verdict($"{right}; if the AP has the same key, it {dropped}.{MultiLinkWords(association)}"),
        };
    }

    /// <summary>With FT the PTK has the addresses of both MLDs; APs are seen that take the BSSID of the link.</summary>
    private static string MultiLinkWords(Association association) =>
        association is { Akm.IsFt: true, Client: not null, Ap: { } ap } && MldAddresses.Of(association, null).Ap == ap.Address
        ? " The client derives the PTK with the AP's MLD address, as the standard specifies; an AP that uses the BSSID of the link, as "
            + "hostapd 2.13-devel of August 2026 does, cannot verify it."
        : "";

    private static Verdict OfMessage3(Association association, HandshakeEnd end, Roam? roam)
    {
        Handshake handshake = end.Handshake;
        if (association.Keys is not { IsRight: true, Key: { } key } || handshake.M3[^1].Mic is not (MicState.Valid or MicState.Invalid))
        {
            if (MicObstacle.Of(association, handshake, handshake.M3[^1]) is { } obstacle)
            {
                return new Verdict($"Cannot verify the MICs of messages 3 and 4 with any key: {obstacle}.");
            }

            return new Verdict(association.Keys is null
                ? $"Cannot verify the MICs of messages 3 and 4 without the PMK; supply {KeyText.Needed(association.Akm)}."
                : $"The MICs of messages 2 and 3 do not verify with any known key; supply {KeyText.Needed(association.Akm)} to tell who "
                    + $"is wrong.");
        }

        string words = KeyText.Name(key);
        return handshake switch
        {
            { M3: [.., { Mic: MicState.Invalid }] } =>
                new Verdict($"The keys match: message 2 verifies with {words} and message 3 does not, so the AP computed its MIC wrongly "
                + $"or the frame is corrupt.", end.IsCertain ? Fault.Ap : null),
            { M4: [.., { Mic: MicState.Invalid }] } =>
                new Verdict($"The keys match: message 3 verifies with {words} and message 4 does not, so the client computed its MIC "
                + $"wrongly or the frame is corrupt.", end.IsCertain ? Fault.Sta : null),
            _ when Blamed(roam, OfM3Elements) is { } rule =>
                new Verdict($"Both sides have {words}; the client could not accept the contents of message 3: {rule.Id} ({rule.Name}).",
                Fault.Ap),
            { M4: [.., { Mic: MicState.Valid }] } =>
                new Verdict($"Both sides have {words} and message 4 verifies; it did not reach the AP, or the AP dropped a correct message "
                + $"4."),
            { EncryptedM4: [.., { Mic: MicState.Valid }] } =>
                new Verdict($"Both sides have {words} and message 3 verifies; the client's message 4 was lost, and what it sent again was "
                + $"encrypted with the new keys."),
            _ when end is { By: HandshakeEndedBy.Sta, IsLeaving: false } =>
                new Verdict($"Both sides have {words} and message 3 verifies; the client rejected it for a reason other than its MIC."),
            _ when association.Keys.ShowsEncryptedSince(handshake.M3[0].Frame) =>
                new Verdict($"Both sides have {words} and message 3 verifies; the client dropped a correct message 3, or its message 4 was "
                + $"lost. No message 4 was sent encrypted."),
            _ =>
                new Verdict($"Both sides have {words} and message 3 verifies; the client dropped a correct message 3, or its message 4 was "
                + $"lost and later ones were encrypted."),
        };
    }

    /// <summary>The first of the rules that has found an error in this attempt.</summary>
    private static RuleInfo? Blamed(Roam? roam, string[] rules) => roam?.Errors.FirstOrDefault(rule => rules.Contains(rule.Id));
}
