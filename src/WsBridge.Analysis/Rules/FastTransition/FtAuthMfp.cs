using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>The AP takes management frame protection back within FT: its response says "not capable".</summary>
internal sealed class FtAuthMfp : IRule<FtResponseReceived>, IRule<AssociationResponseReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-046", "ft-auth-mfp", Severity.Warn, ExpertGroup.Security, Fault.Ap,
        "The AP drops management frame protection in FT.")
    {
        Explanation = """
            The RSNE of an FT response is that of the Beacon with a PMKID added.
            Where the Beacon says that the AP is capable of management frame protection (MFPC), or the client requires it (MFPR), a
            response without MFPC leaves the association open to forged Deauthentication.
            Checked in the FT response, and in the Reassociation Response where no FT response was captured.
            """,
        Implementations = """
            wpa_supplicant abandons the roam when it requires protection ("Target AP does not support PMF, but local configuration requires
            that").
            """,
        Next = """
            Restart the BSS if its configuration was changed; otherwise report it to the AP vendor.
            Check that all APs of the SSID advertise the same.
            """,
        Values =
        [
            ("response", "RSN Capabilities of the response"),
            ("expected", "RSN Capabilities of the Beacon or of the request"),
            ("compared_with", "beacon or request"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in FtResponseReceived e, in Report report)
    {
        if (FtFirstExchange.IsAccepted(e.Frame))
        {
            StoredFrame? request = FtFirstExchange.RequestOf(e.Association, e.Frame);
            Check(e.Association, e.Frame, report, request, FtFirstExchange.NameOf(e.Frame, isRequest: false));
        }
    }

    /// <inheritdoc/>
    public void Check(in AssociationResponseReceived e, in Report report)
    {
        if (e.Association is { Ft.Responses.Count: 0, ResponseStatus: StatusCodes.Success, IsFtReassociation: true })
        {
            Check(e.Association, e.Frame, report, e.Association.Request, "FT Reassociation Response");
        }
    }

    private void Check(Association association, StoredFrame frame, in Report report, StoredFrame? request, string name)
    {
        if (!frame.Elements.TryFind(ElementId.Rsne, out Element element) || !TryReadCapabilities(element, out RsnCapabilities found)
            || found.Mfpc)
        {
            return;
        }

        if (association.Bss.Beacon is { } beacon && beacon.Elements.TryFind(ElementId.Rsne, out Element there)
            && TryReadCapabilities(there, out RsnCapabilities announced) && announced.Mfpc)
        {
            var related = new RelatedFrame(beacon.Ref, "Beacon or Probe Response that announces protection");
            Report(report, name, element, found, announced, "the Beacon has MFPC", "beacon", related);
        }
        else if (request is not null && request.Elements.TryFind(ElementId.Rsne, out there)
            && TryReadCapabilities(there, out RsnCapabilities required) && required.Mfpr)
        {
            var related = new RelatedFrame(request.Ref, "request that requires protection");
            Report(report, name, element, found, required, "the client has MFPR", "request", related);
        }
    }

    /// <summary>RSN Capabilities; absent means 0, cut off means not known.</summary>
    private static bool TryReadCapabilities(in Element element, out RsnCapabilities capabilities)
    {
        Rsne rsne = Rsne.ReadLenient(element.Body, out ParseError? error);
        capabilities = rsne.Capabilities.GetValueOrDefault();
        return rsne.Capabilities is not null || error is null;
    }

    private void Report(
        in Report report, string name, in Element element, RsnCapabilities found, RsnCapabilities expected, string where,
        string comparedWith,
        RelatedFrame related)
    {
        string text = $"The {name} has RSN Capabilities {found}, without MFPC, although {where} ({expected}): "
            + "the association would lack management frame protection.";
        report.Add(Info, text, new Detail
        {
            Octets = FtFrames.Octets(element),
            Related = [related],
            Values =
            [
                FindingValue.Of("response", found.ToString()),
                FindingValue.Of("expected", expected.ToString()),
                FindingValue.Of("compared_with", comparedWith),
            ],
        });
    }
}
