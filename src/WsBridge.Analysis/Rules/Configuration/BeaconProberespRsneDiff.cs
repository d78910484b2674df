using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Configuration;

/// <summary>Beacon and Probe Response of one BSS carry different RSNEs.</summary>
/// <remarks>
/// Judged on a frame whose RSNE is the one of the same kind of frame before, with a different one of the other kind in between: an AP
/// that was configured anew does not look like that.
/// </remarks>
internal sealed class BeaconProberespRsneDiff : IRule<BeaconChanged>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-CFG-010", "beacon-proberesp-rsne-diff", Severity.Warn, ExpertGroup.Security, Fault.Ap,
        "Beacon and Probe Response of the BSS carry different RSNEs.")
    {
        Once = Once.PerBss,
        Milder = [Severity.Note],
        Clause = Clauses.Message3,
        Explanation = """
            A client compares the RSNE of message 3 with the Beacon or Probe Response that it has stored; if these differ, the handshake
            succeeds or fails (reason 17) depending on which one it stored.
            The RSN Capabilities with their replay counters count as well.
            A note when the same fields are only encoded differently.
            Reported once per BSS, and only when one kind appears both before and after the other, so that a reconfiguration is not
            reported.
            """,
        Implementations = "Clients compare message 3 with whichever frame they have stored; wpa_supplicant disconnects with reason 17.",
        Next = "Report it to the AP vendor. Also make sure that no second transmitter uses its BSSID.",
        Values =
        [
            ("beacon", "RSNE body of the Beacon in hexadecimal, empty when it has none"),
            ("probe_response", "RSNE body of the Probe Response in hexadecimal, empty when it has none"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in BeaconChanged e, in Report report)
    {
        if (e.Bss is not { LatestOfOtherKind: { } other, PreviousOfKind: { } before } || before.Ref.Id > other.Ref.Id
            || !FtFrames.IsWhole(e.Frame) || !FtFrames.IsWhole(other) || !FtFrames.IsWhole(before))
        {
            return;
        }

        ReadOnlySpan<byte> here = BodyOf(e.Frame, out bool isHere);
        ReadOnlySpan<byte> there = BodyOf(other, out bool isThere);
        if ((isHere == isThere && here.SequenceEqual(there)) || !BodyOf(before, out bool wasHere).SequenceEqual(here) || wasHere != isHere
            || !IsSameSsid(e.Frame, other))
        {
            return;
        }

        bool isProbeResponse = e.Frame.Kind == FrameKind.ProbeResponse;
        string what = Words(isHere, here, isThere, there, isProbeResponse, out bool sameFields);
        report.Add(Info, $"Beacon and Probe Response carry different RSNEs: {what}.", new Detail
        {
            Severity = sameFields ? Severity.Note : Severity.Warn,
            Octets = e.Frame.Elements.TryFind(ElementId.Rsne, out Element element) ? (element.Offset, element.Octets.Length) : null,
            Related =
            [
                new RelatedFrame(other.Ref, $"the {BeaconFrames.Word(other)} in between"),
                new RelatedFrame(before.Ref, $"the {BeaconFrames.Word(before)} before it"),
            ],
            Values =
            [
                FindingValue.Of("beacon", Convert.ToHexStringLower(isProbeResponse ? there : here)),
                FindingValue.Of("probe_response", Convert.ToHexStringLower(isProbeResponse ? here : there)),
            ],
        });
    }

    /// <summary>Both name one SSID, or one of them hides it. Old APs answer for several SSIDs under one BSSID.</summary>
    private static bool IsSameSsid(StoredFrame frame, StoredFrame other) =>
        frame.Elements.TryFind(ElementId.Ssid, out Element first) && other.Elements.TryFind(ElementId.Ssid, out Element second)
        && (first.Body.SequenceEqual(second.Body) || !first.Body.ContainsAnyExcept((byte)0) || !second.Body.ContainsAnyExcept((byte)0));

    private static ReadOnlySpan<byte> BodyOf(StoredFrame frame, out bool isThere)
    {
        isThere = frame.Elements.TryFind(ElementId.Rsne, out Element element);
        return element.Body;
    }

    private static string Words(bool isHere, ReadOnlySpan<byte> here, bool isThere, ReadOnlySpan<byte> there, bool isProbeResponse,
        out bool sameFields)
    {
        sameFields = false;
        if (isHere != isThere)
        {
            return $"the {(isHere == isProbeResponse ? "Beacon" : "Probe Response")} has none";
        }

        Rsne now = Rsne.ReadLenient(here, out ParseError? error);
        Rsne before = Rsne.ReadLenient(there, out ParseError? otherError);
        RsneFields fields = Rsne.Differences(now, before, ignorePmkids: false);
        sameFields = fields == RsneFields.None && error is null && otherError is null;
        return fields switch
        {
            RsneFields.None => "the same fields, encoded differently",
            RsneFields.Capabilities => isProbeResponse
                ? $"RSN Capabilities {before.Capabilities.GetValueOrDefault()} in the Beacon, {now.Capabilities.GetValueOrDefault()} in "
                    + $"the Probe Response"
                : $"RSN Capabilities {now.Capabilities.GetValueOrDefault()} in the Beacon, {before.Capabilities.GetValueOrDefault()} in "
                    + $"the Probe Response",
            RsneFields.Akms => isProbeResponse
                ? $"AKMs {BeaconFrames.Words(before.Akms)} in the Beacon, {BeaconFrames.Words(now.Akms)} in the Probe Response"
                : $"AKMs {BeaconFrames.Words(now.Akms)} in the Beacon, {BeaconFrames.Words(before.Akms)} in the Probe Response",
            _ => RsneText.FieldNames(fields),
        };
    }
}
