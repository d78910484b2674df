using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>A successful FT response does not repeat the PMKR0Name of the request as its one PMKID.</summary>
internal sealed class FtAuthrespPmkid : IRule<FtResponseReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-032", "ft-authresp-pmkid", Severity.Error, ExpertGroup.Protocol, Fault.Ap,
        "A successful FT response does not repeat the PMKR0Name of the request.")
    {
        Clause = Clauses.FtSecondMessage,
        Explanation = """
            In the second message of FT authentication the AP repeats the PMKR0Name that it was asked for, as the only PMKID of its RSNE.
            Anything else means that it uses another PMK-R0, or that its RSNE is wrong.
            The request is the one with the same SNonce; without it only the PMKID Count is checked.
            """,
        Implementations = """
            wpa_supplicant drops such a response ("No matching PMKR0Name"), and so does iwd: the client behaves as if none had come.
            """,
        Next = """
            Report it to the AP vendor with both frames.
            Until then turn off 802.11r on this SSID or, if only one path is affected, FT over the DS.
            """,
        Values =
        [
            ("pmkid_count", "PMKID Count of the response; missing when it has no RSNE"),
            ("pmkid", "PMKID of the response"),
            ("expected", "PMKID of the request"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in FtResponseReceived e, in Report report)
    {
        Association association = e.Association;
        StoredFrame frame = e.Frame;
        if (!FtFirstExchange.IsAccepted(frame))
        {
            return;
        }

        Elements elements = frame.Elements;
        if (!elements.TryFind(ElementId.Rsne, out Element element))
        {
            if (FtFrames.IsWhole(frame) && elements.TryFind(ElementId.Fte, out _))
            {
                report.Add(Info, $"The {FtFirstExchange.NameOf(frame, isRequest: false)} has no RSNE; it must carry one with the request's "
                    + $"PMKR0Name.");
            }

            return;
        }

        Rsne rsne = Rsne.ReadLenient(element.Body, out ParseError? error);
        if (rsne.PmkidCount is not 1)
        {
            if (rsne.PmkidCount is not null || error is null)
            {
                int count = rsne.PmkidCount ?? 0;
                report.Add(Info, $"The {FtFirstExchange.NameOf(frame, isRequest: false)} carries {M2Pmkids.Words(count)} instead of "
                    + $"exactly one, PMKR0Name.", new Detail
                    {
                        Octets = (element.Offset, element.Octets.Length),
                        Related = Related(FtFirstExchange.RequestOf(association, frame)),
                        Values = [FindingValue.Of("pmkid_count", count)],
                    });
            }

            return;
        }

        if (rsne.PmkidsThere != 1 || FtFirstExchange.RequestOf(association, frame) is not { } request
            || !request.Elements.TryFind(ElementId.Rsne, out Element asked))
        {
            return;
        }

        Rsne requested = Rsne.ReadLenient(asked.Body);
        if (requested.PmkidsThere == 0 || requested.ContainsPmkid(rsne.Pmkid(0)))
        {
            return;
        }

        string seen = Convert.ToHexStringLower(rsne.Pmkid(0));
        string expected = Convert.ToHexStringLower(requested.Pmkid(0));
        report.Add(Info,
            $"The {FtFirstExchange.NameOf(frame, isRequest: false)} carries PMKR0Name {seen}; the request has {expected}.", new Detail
            {
                Octets = (element.BodyOffset + rsne.PmkidOffset(0), Rsne.PmkidSize),
                Related = Related(request),
                Values = [FindingValue.Of("pmkid_count", 1), FindingValue.Of("pmkid", seen), FindingValue.Of("expected", expected)],
            });
    }

    private static RelatedFrame[]? Related(StoredFrame? request) =>
        request is null ? null : [new RelatedFrame(request.Ref, "FT request with the PMKR0Name asked for")];
}
