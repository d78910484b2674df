using WsBridge.Analysis.Events;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>A (Re)Association Request selects an FT AKM but has no MDE.</summary>
internal sealed class FtAssocNoMde : IRule<AssociationRequestReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-020", "ft-assoc-no-mde", Severity.Error, ExpertGroup.Protocol, Fault.Sta,
        "A (Re)Association Request selects an FT AKM but has no MDE.")
    {
        Milder = [Severity.Note],
        Explanation = """
            FT keys are derived for a mobility domain, which the request names in its MDE; without one the AP cannot use an FT AKM.
            A note where the request also lists another AKM: some printers do that, and the AP then continues without FT.
            Wireshark itself marks the frame (wlan.rsn.akms.mismatched); this is for the command line.
            """,
        Implementations = """
            hostapd answers status 54 ("Trying to use FT, but MDIE not included"); where another AKM is listed too, it drops the FT one.
            """,
        Next = "Update the client's driver or supplicant. Until then use an SSID without 802.11r for it.",
        Values = [("akm", "the first FT AKM of the request"), ("akms", "how many AKMs the request names")],
    };

    /// <inheritdoc/>
    public void Check(in AssociationRequestReceived e, in Report report)
    {
        StoredFrame frame = e.Frame;
        Elements elements = frame.Elements;
        if (!elements.TryFind(ElementId.Rsne, out Element element))
        {
            return;
        }

        Rsne rsne = Rsne.ReadLenient(element.Body);
        if (!rsne.Akms.ContainsFt || rsne.AkmCount != rsne.Akms.Count || elements.TryFind(ElementId.Mde, out _) || !FtFrames.IsWhole(frame))
        {
            return;
        }

        AkmSuite? ft = null;
        int others = 0;
        for (int i = 0; i < rsne.Akms.Count; i++)
        {
            if (rsne.Akms[i].IsFt)
            {
                ft ??= rsne.Akms[i];
            }
            else
            {
                others++;
            }
        }

        string text = others == 0
            ? $"The {FtInitialResponse.RequestName(frame)} selects {ft} but has no MDE; APs refuse that, usually with status 54."
            : $"The {FtInitialResponse.RequestName(frame)} names {ft} beside {(others == 1 ? "another AKM" : $"{others} other AKMs")} and "
                + $"has no MDE: an AP that accepts it continues without FT.";
        report.Add(Info, text, new Detail
        {
            Severity = others == 0 ? Severity.Error : Severity.Note,
            Octets = FtFrames.Octets(element),
            Values = [FindingValue.Of("akm", ft.ToString()!), FindingValue.Of("akms", rsne.Akms.Count)],
        });
    }
}
