using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.KeyChecks;
using WsBridge.Analysis.Keys;

namespace WsBridge.Analysis.Verdicts;

/// <summary>The next step where a key would tell who is right: which key, and how to give it.</summary>
internal static class KeyStep
{
    /// <summary>E.g. "Supply the passphrase (--psk 'Corp=PASSPHRASE' or --keys FILE) to check the MIC of message 2."</summary>
    public static string ToCheckMessage2(Association association)
    {
        string ssid = association.Bss.Ssid is { } name && name.IndexOfAny(['\'', '\\']) < 0 ? name : "SSID";
        string key = association.Akm switch
        {
            { IsPsk: true } => $"the passphrase (--psk '{ssid}=PASSPHRASE' or --keys FILE)",
            { Is8021X: true } => "a capture between AP and RADIUS server (--radius CAPTURE --radius-secret-file FILE), or the MSK (--keys "
                + "FILE),",
            _ => "the PMK from the log of client or AP (--keys FILE)",
        };
        return $"Supply {key} to check the MIC of message 2.";
    }

    /// <summary>What to do about a message 2 that the AP did not accept, by what is known of it.</summary>
    public static string AfterMessage2(Association association, HandshakeEnd end)
    {
        HandshakeFrame last = end.Handshake.M2[^1];
        return end is { By: HandshakeEndedBy.Ap, Reason: 2 } && end.Handshake.M2.Count == 1
                ? "Compare RSNE, RSNXE, MDE and FTE of message 2 with those of the association request and response; `wsbridge compare` "
                    + "with an attempt that succeeded shows what differs."
            : last.Mic == MicState.Valid
                ? "The client's MIC is valid: see the AP's log for why it did not continue, and send this exchange to its vendor."
            : association.Keys is { Cause: not null } or { Expected: not null }
                ? "Compare the client's key with the one supplied, octet by octet."
            : MicObstacle.Of(association, end.Handshake, last) is { } obstacle ? $"See the AP's log; no key helps here because {obstacle}."
            : ToCheckMessage2(association);
    }
}
