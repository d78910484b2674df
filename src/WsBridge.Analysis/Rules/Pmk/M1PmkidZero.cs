using WsBridge.Analysis.Events;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Pmk;

/// <summary>Message 1 carries a PMKID of zeros.</summary>
internal sealed class M1PmkidZero : IRule<Message1Received>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-PMK-009", "m1-pmkid-zero", Severity.Note, ExpertGroup.Protocol, Fault.Ap,
        "The PMKID KDE of message 1 is all zeros.")
    {
        Once = Once.PerBss,
        Explanation = """
            Some APs always put a PMKID KDE into message 1 and fill it with zeros when they have none to name.
            It names no PMKSA; it is common and harmless.
            Reported once per BSS.
            """,
        Implementations = "iwd ignores such a KDE.",
        Next = "Ignore it, unless the client answers with EAPOL-Start instead of message 2.",
    };

    /// <inheritdoc/>
    public void Check(in Message1Received e, in Report report)
    {
        if (e.Message is not { IsEncrypted: false } message || !message.Kdes.TryFind(KdeType.Pmkid, out Kde kde)
            || kde.Data.Length != Rsne.PmkidSize
            || kde.Data.ContainsAnyExcept((byte)0))
        {
            return;
        }

        report.Add(Info, "Message 1 carries an all-zero PMKID, which names no PMKSA.",
            new Detail { Octets = (kde.DataOffset, kde.Data.Length) });
    }
}
