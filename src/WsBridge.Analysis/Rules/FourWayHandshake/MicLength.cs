using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FourWayHandshake;

/// <summary>The Key MIC field is not as long as the AKM asks for.</summary>
internal sealed class MicLength : IRule<Message1Received>, IRule<Message2Received>, IRule<Message3Received>, IRule<Message4Received>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-4WH-004", "mic-length", Severity.Error, ExpertGroup.Malformed, Fault.Unknown,
        "The Key MIC field of an EAPOL-Key frame does not have the length that the AKM requires.")
    {
        Clause = Clauses.EapolKeyFrames,
        Explanation = """
            The length of the Key MIC is not in the frame: 16 octets with most AKMs, 24 with SHA-384 AKMs, none with FILS.
            It shows because Key Data Length fits the frame only with a wrong length.
            The receiver misreads all fields after it.
            The sender is at fault.
            Suites that leave the length to the group (OWE, SAE with group-dependent hash) are not checked, nor are truncated frames.
            Reported once for each side of a handshake.
            """,
        Next = "Report it to the sender's vendor. First check whether the two sides use different AKMs.",
        Values = [("length", "octets of the Key MIC field"), ("expected", "octets that the AKM asks for"), ("akm", "the AKM")],
    };

    /// <inheritdoc/>
    public void Check(in Message1Received e, in Report report) => Check(e.Association, e.Handshake, e.Message, report);

    /// <inheritdoc/>
    public void Check(in Message2Received e, in Report report) => Check(e.Association, e.Handshake, e.Message, report);

    /// <inheritdoc/>
    public void Check(in Message3Received e, in Report report) => Check(e.Association, e.Handshake, e.Message, report);

    /// <inheritdoc/>
    public void Check(in Message4Received e, in Report report) => Check(e.Association, e.Handshake, e.Message, report);

    private void Check(Association association, Handshake handshake, HandshakeFrame message, in Report report)
    {
        if (message.Frame.IsCutOff || message.Key.DescriptorType != EapolKey.RsnDescriptor
            || !SelectedSuites.TryGet(association, handshake, message, out AkmSuite akm, out _) || Expected(akm) is not { } expected)
        {
            return;
        }

        EapolKey key = message.Key;
        if (key.MicLength == expected || key.TrailingLength != 0 || key.KeyData.Length != key.KeyDataLength
            || SelectedSuites.EarlierOfSide(handshake, message)?.Key.MicLength == key.MicLength)
        {
            return;
        }

        report.Add(Info, $"Message {message.Number} has a Key MIC of {key.MicLength} octets; {akm} requires {expected}.", new Detail
        {
            Fault = message.Number is 1 or 3 ? Fault.Ap : Fault.Sta,
            Octets = (message.EapolOffset + EapolKey.MicOffset, key.MicLength),
            Values =
            [
                FindingValue.Of("length", key.MicLength),
                FindingValue.Of("expected", expected),
                FindingValue.Of("akm", akm.ToString()),
            ],
        });
    }

    /// <summary>The length; null where the suite does not fix it or no source tells it.</summary>
    private static int? Expected(AkmSuite akm) =>
        akm.RsnType is (>= 1 and <= 6) or 8 or 9 or (>= 11 and <= 17) or 22 or 23 ? akm.EapolMicLength : null;
}
