using WsBridge.Analysis.Events;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Pmk;

/// <summary>Message 1 of a PSK network carries the PMKID.</summary>
internal sealed class M1PmkidPsk : IRule<Message1Received>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-PMK-010", "m1-pmkid-psk", Severity.Note, ExpertGroup.Security, Fault.Ap,
        "Message 1 on a PSK network carries a PMKID, which allows offline passphrase guessing.")
    {
        Once = Once.PerBss,
        Explanation = """
            With a PSK the PMKID is computed from the passphrase, the SSID and both addresses.
            Anybody can associate, get message 1 and try passphrases offline, even when no client is present.
            Nobody needs the PMKID with a PSK.
            Reported once per BSS, when the association request with the AKM was captured; not with FT, where the KDE names another key.
            """,
        Implementations = "hostapd leaves the PMKID out of message 1 on purpose when a PSK is used.",
        Next = """
            Turn off the PMKID in message 1 if the AP has a setting for it, update its firmware, or use SAE.
            A long random passphrase makes guessing pointless.
            """,
        Values = [("pmkid", "the PMKID in hexadecimal")],
    };

    /// <inheritdoc/>
    public void Check(in Message1Received e, in Report report)
    {
        if (e.Association is not { Akm: { IsPsk: true, IsFt: false } akm, Request: not null } association
            || e.Message is not { IsEncrypted: false } message || !Offer.IsFirstMessage1(association)
            || !message.Kdes.TryFind(KdeType.Pmkid, out Kde kde) || kde.Data.Length != Rsne.PmkidSize
            || !kde.Data.ContainsAnyExcept((byte)0))
        {
            return;
        }

        report.Add(Info, $"Message 1 carries PMKID {Offer.Short(kde.Data)} with {akm}: it allows an offline attack on the passphrase, even "
            + $"without a client.", new Detail
            {
                Octets = (kde.DataOffset, kde.Data.Length),
                Values = [FindingValue.Of("pmkid", Convert.ToHexStringLower(kde.Data))],
            });
    }
}
