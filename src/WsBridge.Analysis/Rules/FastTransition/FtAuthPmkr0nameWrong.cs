using WsBridge.Analysis.Events;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>An FT request names another PMK-R0 than that of the STA's initial association.</summary>
/// <remarks>
/// With a preshared key, PMK-R0 is the same as long as STA, SSID, mobility domain and R0KH-ID are. EAP and SAE make a new one each time,
/// perhaps where the capture did not see it: then it is a note.
/// </remarks>
internal sealed class FtAuthPmkr0nameWrong : IRule<FtRequestReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-031", "ft-auth-pmkr0name-wrong", Severity.Error, ExpertGroup.Security, Fault.Sta,
        "The PMKR0Name of an FT request does not match the keys.")
    {
        Milder = [Severity.Note],
        Clause = Clauses.FtFirstMessage,
        Explanation = """
            PMKR0Name follows from the key, SSID, mobility domain, R0KH-ID and address of the STA; a MIC of the initial association has
            proven the key.
            A request that names another one with the same R0KH-ID asks for a PMK-R0 that does not exist or is outdated.
            A note with EAP and SAE, where the STA may have associated again outside the capture.
            Not reported where a known key produces the name that was sent, nor where the request does not list exactly one PMKID.
            """,
        Implementations = "hostapd finds no PMK-R1 for that name and answers status 53.",
        Next = """
            Report it to the client vendor with the expected PMKR0Name.
            With EAP or SAE, first check whether an initial association is missing from the capture.
            """,
        Values =
        [
            ("pmkr0name", "PMKR0Name of the request"),
            ("expected", "PMKR0Name that follows from the keys"),
            ("key", "where the key is from"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in FtRequestReceived e, in Report report)
    {
        if (e is not { Association: { Akm: { } akm } association, Keys.ExpectedPmkR0Name: { IsEmpty: false } expected } || e.Keys.IsRight
            || !e.Frame.Elements.TryFind(ElementId.Rsne, out Element element)
            || Rsne.ReadLenient(element.Body) is not { PmkidCount: 1, PmkidsThere: 1 } rsne)
        {
            return;
        }

        string source = e.Keys.ExpectedKey?.Source ?? "";
        string doubt = akm.IsPsk ? "" : " It may have associated again outside the capture.";
        report.Add(Info, $"The {FtFirstExchange.NameOf(e.Frame, isRequest: true)} names PMKR0Name "
            + $"{FtFrames.Short(rsne.Pmkid(0), expected)}; the STA's initial association has {FtFrames.Short(expected, rsne.Pmkid(0))} "
            + $"(key: {source}).{doubt}", new Detail
            {
                Severity = akm.IsPsk ? Severity.Error : Severity.Note,
                Fault = akm.IsPsk ? Fault.Sta : Fault.Unknown,
                Octets = (element.BodyOffset + rsne.PmkidListOffset, Rsne.PmkidSize),
                Related = association.Initial?.Response is { } initial
                ? [new RelatedFrame(initial.Ref, "response of the initial association")]
                : null,
                Values =
                [
                    FindingValue.Of("pmkr0name", FtFrames.Hex(rsne.Pmkid(0))),
                    FindingValue.Of("expected", FtFrames.Hex(expected)),
                    FindingValue.Of("key", source),
                ],
            });
    }
}
