using System.Globalization;
using WsBridge.Analysis.Events;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>
/// Seconds after a successful FT the client associates in full at the same AP, although nobody had ended its association.
/// </summary>
internal sealed class FtThenFullAssociation : IRule<AssociationRequestReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-063", "ft-then-full-association", Severity.Warn, ExpertGroup.Sequence, Fault.Ap,
        "FT succeeded, yet the client associates in full with the same AP soon after.")
    {
        Once = Once.PerRoam,
        ReadsDataFrames = true, // where it is asked for alone: then it tells more
        Milder = [Severity.Note],
        ExplainsFailure = false,
        Explanation = """
            Reported where a client performs a full association within ten seconds after FT to the same AP, and neither side had sent
            Deauthentication or Disassociation.
            A client does so when nothing comes back.
            A warning where encrypted data frames prove it: the client sent several in a second or more and the AP sent it none, although
            the capture had frames in that direction before; otherwise a note, since the client may have had another reason.
            After an association the first, second, fourth, eighth and sixteenth data frame are looked at in each direction, which shows
            the start of the silence; `wsbridge roams` and `wsbridge analyze --rule ft-then-full-association` look at all of them.
            """,
        Implementations = """
            Known from mt76 and ath10k access points whose driver did not accept the pairwise key of an FT association: the AP acknowledges
            the client's frames, cannot decrypt them and sends nothing.
            """,
        Next = """
            Look at the AP's log for a key that its driver rejected at the time of the FT reassociation, and update driver and firmware.
            A capture with data frames shows whether the AP sent anything to this client after FT; until it is fixed, turn off 802.11r on
            this SSID.
            """,
        Values =
        [
            ("after_ms", "milliseconds from the end of FT to this request"),
            ("uplink_frames", "data frames of the client to which nothing came back, at least; absent when data frames do not prove it"),
            ("uplink_ms", "milliseconds from the first to the last of them"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in AssociationRequestReceived e, in Report report)
    {
        if (e.Association.IsFtProtocol || report.Roam is not { FtBefore: { } ft })
        {
            return;
        }

        double after = (e.Frame.Ref.TimeMicroseconds - ft.End.TimeMicroseconds) / 1000.0;
        var values = new List<FindingValue> { FindingValue.Of("after_ms", after) };
        bool isProven = ft.UplinkFrames > 0;
        if (isProven)
        {
            values.Add(FindingValue.Of("uplink_frames", ft.UplinkFrames));
            values.Add(FindingValue.Of("uplink_ms", ft.UplinkMilliseconds));
        }

        string text = isProven && ft.IsSample
            ? string.Create(CultureInfo.InvariantCulture, $"FT to this AP succeeded {after / 1000:0.0} s ago, but then the client sent at "
                + $"least {ft.UplinkFrames} encrypted frames in {ft.UplinkMilliseconds / 1000:0.0} s and the AP sent it none; now the "
                + $"client performs a full association. The AP probably did not install the key.")
            : isProven
            ? string.Create(CultureInfo.InvariantCulture, $"FT to this AP succeeded, but in the {after / 1000:0.0} s since then the client "
                + $"sent {ft.UplinkFrames} encrypted frames and the AP sent it none; now the client performs a full association. The AP "
                + $"probably did not install the key.")
            : string.Create(CultureInfo.InvariantCulture, $"FT to this AP succeeded {after / 1000:0.0} s ago and neither side ended it, "
                + $"but the client performs a full association: perhaps nothing came back from the AP.");
        report.Add(Info, text, new Detail
        {
            Severity = isProven ? Severity.Warn : Severity.Note,
            Fault = isProven ? Fault.Ap : Fault.Unknown,
            Related = [new RelatedFrame(ft.End, "end of the successful FT")],
            Values = values,
        });
    }
}
