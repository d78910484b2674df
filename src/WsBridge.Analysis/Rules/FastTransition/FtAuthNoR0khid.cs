using WsBridge.Analysis.Events;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>An FT Authentication request, or an FT Request over the DS, does not say which R0KH holds its PMK-R0.</summary>
internal sealed class FtAuthNoR0khid : IRule<FtRequestReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-034", "ft-auth-no-r0khid", Severity.Error, ExpertGroup.Protocol, Fault.Sta,
        "An FT request has no R0KH-ID, or no FTE at all.")
    {
        Clause = Clauses.FtFirstMessage,
        Explanation = """
            The target AP asks the R0KH for the PMK-R1; the request names it by R0KH-ID in the FTE.
            Without it the AP does not know which R0KH to ask.
            A missing FTE counts where the request has an RSNE, because FT without RSN has none.
            Not reported where the FTE is truncated or malformed.
            """,
        Implementations = "hostapd answers status 55 (Invalid FTE).",
        Next = "Update the client's driver or supplicant and report it to its vendor with this frame.",
        Values = [("missing", "fte, r0kh-id or octets (an R0KH-ID of length 0)")],
    };

    /// <inheritdoc/>
    public void Check(in FtRequestReceived e, in Report report)
    {
        StoredFrame frame = e.Frame;
        Elements elements = frame.Elements;
        if (!elements.TryFind(ElementId.Fte, out Element element))
        {
            if (elements.TryFind(ElementId.Rsne, out _) && FtFrames.IsWhole(frame))
            {
                report.Add(Info, $"The {FtFirstExchange.NameOf(frame, isRequest: true)} has no FTE and therefore no R0KH-ID; the AP cannot "
                    + $"tell which R0KH to ask.", new Detail { Values = [FindingValue.Of("missing", "fte")] });
            }

            return;
        }

        if (Missing(elements.JoinedBody(element), e.Association.Akm) is { } missing)
        {
            string seen = missing == "octets" ? "an empty R0KH-ID" : "no R0KH-ID";
            report.Add(Info, $"The FTE of the {FtFirstExchange.NameOf(frame, isRequest: true)} has {seen}; without an R0KH-ID of 1 to 48 "
                + $"octets the AP cannot tell which R0KH to ask.", new Detail
                {
                    Octets = (element.Offset, element.Octets.Length),
                    Values = [FindingValue.Of("missing", missing)],
                });
        }
    }

    /// <summary>What the FTE lacks; null where the R0KH-ID is there, or the octets could be read in more than one way.</summary>
    private static string? Missing(ReadOnlySpan<byte> body, AkmSuite? akm)
    {
        if (akm?.FteMicLength is not { } micLength || !Fte.TryParse(body, micLength, out Fte fte, out _))
        {
            return null;
        }

        if (fte.TryGetR0khId(out ReadOnlySpan<byte> r0khId))
        {
            return r0khId.IsEmpty ? "octets" : null;
        }

        bool otherReading = Fte.GuessMicLength(body) is { } guessed && guessed != micLength;
        return fte.Subelements.AreWhole && !otherReading ? "r0kh-id" : null;
    }
}
