using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Configuration;

/// <summary>A client asks for an association that management frame protection forbids.</summary>
internal sealed class PmfViolation : IRule<AssociationRequestReceived>
{
    internal const string Id = "WSB-CFG-008";

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(Id, "pmf-violation", Severity.Error, ExpertGroup.Security, Fault.Sta,
        "The client's request conflicts with the management frame protection of the BSS.")
    {
        Clause = Clauses.StatusCodes,
        Explanation = """
            Either the AP requires management frame protection and the client is not capable of it, or both are capable of it and the
            client selects TKIP, which rules it out.
            The AP refuses the request with status 31.
            The AP's latest Beacon or Probe Response says what it requires.
            Nothing is reported without one, for requests without an RSNE, or for truncated frames.
            """,
        Implementations = "hostapd refuses both with status 31 (robust management frame policy violation).",
        Next = """
            Enable management frame protection (802.11w) on the client, or make it optional on the SSID; with TKIP, switch to CCMP.
            """,
        Values = [("ap", "RSN Capabilities of the AP"), ("sta", "RSN Capabilities of the client")],
    };

    /// <inheritdoc/>
    public void Check(in AssociationRequestReceived e, in Report report)
    {
        if (e.Association.Bss.Beacon is not { } beacon || !BeaconFrames.TryGetRsne(e.Frame, out Element element, out Rsne rsne)
            || !BeaconFrames.TryGetRsne(beacon, out _, out Rsne offered))
        {
            return;
        }

        RsnCapabilities ap = offered.Capabilities.GetValueOrDefault();
        RsnCapabilities sta = rsne.Capabilities.GetValueOrDefault();
        bool isIncapable = ap is { Mfpr: true, Mfpc: true } && !sta.Mfpc;
        bool isTkip = ap.Mfpc && sta.Mfpc && rsne.PairwiseCiphers.Count == 1 && rsne.PairwiseCiphers[0] == CipherSuite.Tkip;
        if (!isIncapable && !isTkip)
        {
            return;
        }

        string message = isIncapable
            ? $"The AP requires management frame protection (RSN Capabilities {ap}) but the client does not offer it ({sta}); expect "
                + $"status 31."
            : $"The client selects TKIP together with management frame protection (RSN Capabilities {sta}); the two exclude each other, "
                + $"expect status 31.";
        report.Add(Info, message, new Detail
        {
            Octets = (element.Offset, element.Octets.Length),
            Related = [new RelatedFrame(beacon.Ref, "the AP's RSNE")],
            Values = [FindingValue.Of("ap", ap.ToString()), FindingValue.Of("sta", sta.ToString())],
        });
    }
}
