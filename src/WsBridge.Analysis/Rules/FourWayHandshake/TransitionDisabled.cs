using WsBridge.Analysis.Events;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FourWayHandshake;

/// <summary>Message 3 carries a Transition Disable KDE: the client is to stay with the newer security for this SSID.</summary>
internal sealed class TransitionDisabled : IRule<Message3Received>
{
    private static readonly Mode[] Modes =
    [
        new(TransitionModes.Wpa3Personal, "WPA3-Personal", "WPA2-Personal (PSK)", akm => akm.IsSae),
        new(TransitionModes.SaePk, "SAE-PK", "SAE without SAE-PK", akm => akm.IsSae),
        new(TransitionModes.Wpa3Enterprise, "WPA3-Enterprise", "WPA2-Enterprise", akm => akm.Is8021X || akm.IsFils),
        new(TransitionModes.EnhancedOpen, "Enhanced Open (OWE)", "open access without encryption", akm => akm == AkmSuite.Rsn(18)),
    ];

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "WSB-4WH-024", "transition-disabled", Severity.Chat, ExpertGroup.Security, Fault.None,
        "The AP turns off a transition mode in the client's saved network.")
    {
        Explanation = """
            Where all APs of a network offer the newer security, they may say so in a Transition Disable KDE (Wi-Fi Alliance, WPA3
            Specification), which message 3 carries encrypted.
            A client that follows it changes its saved network and from then on refuses APs of the SSID that offer only the older security,
            which protects it against a downgrade.
            It matters later: such a client "cannot see" or refuses an older AP with the same SSID until the network is forgotten and added
            again, and no later frame says why.
            Nothing is reported without a key, where message 3 is not decrypted, without the KDE, where the bitmap sets no defined bit, or
            for later handshakes of the same association; the KDE of a FILS association response is not read.
            It is said once for each client, SSID and bitmap.
            """,
        Implementations = """
            hostapd sends what transition_disable says to every client. wpa_supplicant follows a bit only where the client itself uses that
            mode (SAE, SAE-PK, 802.1X, OWE), and keeps it over a restart only with update_config=1.
            """,
        ExplainsFailure = false,
        Next = """
            Nothing to do while every AP of this SSID offers the newer security.
            If the client later refuses an older AP of this SSID, forget the network on the client and add it again, or upgrade that AP.
            """,
        Once = Once.PerEss,
        Values =
        [
            ("bitmap", "first octet of the bitmap, in hexadecimal"),
            ("modes", "the transition modes that are turned off"),
            ("key", "where the key is from"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in Message3Received e, in Report report)
    {
        if (!M3InClear.TryGetAnyLink(e, out Kdes kdes) || !TransitionDisableKde.TryFind(kdes, out TransitionModes modes))
        {
            return;
        }

        Mode[] turnedOff = [.. Modes.Where(mode => modes.HasFlag(mode.Bit))];
        if (turnedOff.Length == 0)
        {
            return;
        }

        AkmSuite? akm = e.Association.Akm;
        Mode[] ofClient = [.. turnedOff.Where(mode => akm is not { } used || mode.IsUsedWith(used))];
        string source = e.Keys!.Source ?? "";
        string what = ofClient.Length > 0
            ? $"turns off the transition mode of {Names(ofClient)} in this client's saved network: a client that follows it from now on "
                + $"refuses APs of this SSID that offer only {string.Join(" or ", ofClient.Select(mode => mode.Older))}"
            : $"turns off the transition mode of {Names(turnedOff)} for clients that use it; this one uses {akm}";
        report.Add(Info, $"Message 3, decrypted, {what} (key: {source}).", new Detail
        {
            Subject = (long)(byte)modes << 48 | (long)e.Association.ClientAddress.Value,
            Values =
            [
                FindingValue.Of("bitmap", $"{(byte)modes:x2}"),
                FindingValue.Of("modes", string.Join(", ", turnedOff.Select(mode => mode.Name))),
                FindingValue.Of("key", source),
            ],
        });
    }

    private static string Names(Mode[] modes) => string.Join(" and ", modes.Select(mode => mode.Name));

    /// <param name="Bit">Its bit.</param>
    /// <param name="Name">The newer security.</param>
    /// <param name="Older">What the client refuses when it stands alone.</param>
    /// <param name="IsUsedWith">A client with this AKM may use the newer security.</param>
    private sealed record Mode(TransitionModes Bit, string Name, string Older, Func<AkmSuite, bool> IsUsedWith);
}
