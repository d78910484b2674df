using WsBridge.Analysis.Events;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>A successful FT Reassociation Response brings no GTK, or no IGTK where management frame protection was agreed on.</summary>
internal sealed class FtReassocrespNoGtk : IRule<AssociationResponseReceived>
{
    /// <summary>Group addressed traffic not allowed: a network of this group cipher has no such key.</summary>
    private static readonly CipherSuite NotAllowed = CipherSuite.Rsn(7);

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-056", "ft-reassocresp-no-gtk", Severity.Warn, ExpertGroup.Protocol, Fault.Ap,
        "A successful FT Reassociation Response carries no GTK or no IGTK.")
    {
        Explanation = """
            FT has no message 3; the FTE of the last message carries the group keys, wrapped with the KEK.
            Without the GTK the client cannot decrypt broadcast (ARP, DHCP) until the next group rekey, without the IGTK it cannot verify a
            protected broadcast Deauthentication.
            Not checked where the FTE is incomplete, in multi-link operation, or where the group cipher forbids such traffic.
            """,
        Implementations = "wpa_supplicant logs \"No GTK included in FTIE\" and continues.",
        Next = "Check whether broadcast reaches the client after roams. Report it to the AP vendor with this frame.",
        Values = [("missing", "gtk, igtk or both")],
    };

    /// <inheritdoc/>
    public void Check(in AssociationResponseReceived e, in Report report)
    {
        StoredFrame frame = e.Frame;
        if (e.Association is not { IsFtProtocol: true, ResponseStatus: StatusCodes.Success } association || !association.IsFtReassociation
            || !FtInitialResponse.TryGetFte(association, frame, out Element element, out Fte fte)
            || !frame.Elements.TryFind(ElementId.Rsne, out Element found) || !Rsne.TryParse(found.Body, out Rsne rsne, out _))
        {
            return;
        }

        Elements subelements = fte.Subelements;
        bool noGtk = rsne.GroupDataCipher is { } cipher && cipher != NotAllowed && !subelements.TryFind(FteSubelement.Gtk, out _);
        bool noIgtk = rsne.Capabilities is { Mfpc: true } && rsne.GroupManagementCipher != NotAllowed
            && association.TryGetRequestRsne(out _, out Rsne requested) && requested.Capabilities is { Mfpc: true }
            && !subelements.TryFind(FteSubelement.Igtk, out _);
        if ((!noGtk && !noIgtk) || !FtFrames.IsWhole(frame) || FtFrames.IsMultiLink(frame))
        {
            return;
        }

        (string missing, string value, string lost) = (noGtk, noIgtk) switch
        {
            (true, true) => ("neither GTK nor IGTK", "both", "cannot decrypt broadcast"),
            (true, false) => ("no GTK", "gtk", "cannot decrypt broadcast"),
            _ => ("no IGTK, although both sides have MFPC", "igtk", "cannot verify broadcast management frames"),
        };
        report.Add(Info, $"The FTE of the successful FT Reassociation Response has {missing}: the client {lost} until the next group "
            + $"rekey.", new Detail
            {
                Octets = FtFrames.Octets(element),
                Values = [FindingValue.Of("missing", value)],
            });
    }
}
