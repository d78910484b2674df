using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Configuration;

/// <summary>An RSNE requires management frame protection and says that its sender is not capable of it.</summary>
internal sealed class MfprWithoutMfpc : IRule<BeaconChanged>, IRule<AssociationRequestReceived>, IRule<FtRequestReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-CFG-007", "mfpr-without-mfpc", Severity.Error, ExpertGroup.Protocol, Fault.Unknown,
        "An RSNE requires management frame protection but claims not to support it.")
    {
        Explanation = """
            This combination of MFPR and MFPC in the RSN Capabilities is invalid: a STA that requires protection is capable of it.
            The other side may read it as required, as capable or as neither.
            The sender of the RSNE is at fault.
            Reported once per BSS for Beacons and Probe Responses; not on truncated frames.
            """,
        Implementations = "hostapd evaluates MFPC: where it requires protection, it refuses such a client with status 31.",
        Next = """
            Correct the configuration of the sender (protection off, optional or required); if it is right, report it to the sender's
            vendor.
            """,
        Values = [("capabilities", "RSN Capabilities")],
    };

    /// <inheritdoc/>
    public void Check(in BeaconChanged e, in Report report) => Check(e.Frame, report, isAp: true);

    /// <inheritdoc/>
    public void Check(in FtRequestReceived e, in Report report)
    {
        if (e.Association.Ft.Requests.Count <= 1)
        {
            Check(e.Frame, report, isAp: false);
        }
    }

    /// <inheritdoc/>
    public void Check(in AssociationRequestReceived e, in Report report)
    {
        if (e.Association.Ft.Requests.Count == 0)
        {
            Check(e.Frame, report, isAp: false);
        }
    }

    private void Check(StoredFrame frame, in Report report, bool isAp)
    {
        if (!BeaconFrames.TryGetRsne(frame, out Element element, out Rsne rsne)
            || rsne.Capabilities is not { Mfpr: true, Mfpc: false } capabilities)
        {
            return;
        }

        string text = $"The {(isAp ? "AP" : "client")} sets MFPR without MFPC in its RSN Capabilities ({capabilities}): "
            + "it requires management frame protection but claims not to support it.";
        report.Add(Info, text, new Detail
        {
            Fault = isAp ? Fault.Ap : Fault.Sta,
            Once = isAp ? Once.PerBss : Once.Always,
            Octets = (element.BodyOffset + rsne.PmkidListOffset - (rsne.PmkidCount is null ? 2 : 4), 2),
            Values = [FindingValue.Of("capabilities", capabilities.ToString())],
        });
    }
}
