using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>Message 2 of an FT initial mobility domain association lacks the MDE, the FTE or both.</summary>
internal sealed class FtM2MdeFteMissing : IRule<Message2Received>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-008", "ft-m2-mde-fte-missing", Severity.Error, ExpertGroup.Protocol, Fault.Sta,
        "Message 2 of an FT association lacks the MDE or the FTE.")
    {
        Clause = Clauses.FtInitialAssociation,
        Explanation = """
            Message 2 of an FT association repeats MDE and FTE of the association response, so that both sides know under which mobility
            domain and key holders the keys were derived.
            Not checked when the Key Data is encrypted (some newer clients do that), truncated or malformed, or the handshake is a rekey.
            """,
        Implementations = """
            hostapd refuses such a message 2 with reason 2 and logs "No MDIE" or "No FTIE in FT 4-way handshake message 2/4".
            """,
        Next = """
            Update the client's driver or supplicant and report it to its vendor with this frame.
            Until then use an SSID without 802.11r for this client.
            """,
        Values = [("missing", "mde, fte or both")],
    };

    /// <inheritdoc/>
    public void Check(in Message2Received e, in Report report)
    {
        (Association association, HandshakeFrame message) = (e.Association, e.Message);
        if (!FtM2.IsForFirstKeys(e))
        {
            return;
        }

        EapolKey key = message.Key;
        Kdes kdes = message.Kdes;
        bool mde = kdes.TryFindElement(ElementId.Mde, out _);
        bool fte = kdes.TryFindElement(ElementId.Fte, out _);
        if ((mde && fte) || key.KeyData.Length != key.KeyDataLength || kdes.Error is not null
            || !kdes.TryFindElement(ElementId.Rsne, out _))
        {
            return;
        }

        (string missing, string value) = (mde, fte) switch
        {
            (true, false) => ("the MDE but no FTE", "fte"),
            (false, true) => ("the FTE but no MDE", "mde"),
            _ => ("neither MDE nor FTE", "both"),
        };
        report.Add(Info, $"Message 2 carries {missing}; under FT it must repeat both from the association response.", new Detail
        {
            Octets = (message.EapolOffset + key.KeyDataOffset, key.KeyDataLength),
            Related = FtM2.ResponseFor(association, message) is { } response
                ? [new RelatedFrame(response.Ref, "association response with the elements to repeat")]
                : null,
            Values = [FindingValue.Of("missing", value)],
        });
    }
}
