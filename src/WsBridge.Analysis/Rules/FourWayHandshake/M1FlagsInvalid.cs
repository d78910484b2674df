using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FourWayHandshake;

/// <summary>Message 1 sets flags or fields that it must leave at 0, or has an ANonce of zeros.</summary>
/// <remarks>Secure is not looked at: it is 1 in the message 1 of a rekey.</remarks>
internal sealed class M1FlagsInvalid : IRule<Message1Received>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-4WH-016", "m1-flags-invalid", Severity.Error, ExpertGroup.Protocol, Fault.Ap,
        "Message 1 of the 4-way handshake has invalid flags or fields.")
    {
        Milder = [Severity.Warn, Severity.Note],
        Clause = Clauses.Message1,
        Explanation = """
            There is no key yet at message 1: Key MIC and Encrypted Key Data are 0, and so are Key RSC and the reserved field after it.
            An all-zero ANonce is an error, because the PTK then depends only on the client's nonce; a wrong flag is a warning; a nonzero
            RSC or reserved field only a note.
            Secure may be 1 in a rekey.
            """,
        Implementations = "iwd drops such a message 1; wpa_supplicant does not check most of this.",
        Next = """
            Report it to the AP vendor.
            If only one of several is wrong, look for a second transmitter with the AP's address.
            """,
        Values = [("key_information", "Key Information"), ("wrong", "what is wrong with it")],
    };

    /// <inheritdoc/>
    public void Check(in Message1Received e, in Report report)
    {
        HandshakeFrame message = e.Message;
        Handshake handshake = e.Handshake;
        EapolKey key = message.Key;
        bool hasFlag = IsFlagWrong(key);
        bool hasField = key.Rsc.ContainsAnyExcept((byte)0) || key.KeyId.ContainsAnyExcept((byte)0);
        if ((key.HasNonZeroNonce && !hasFlag && !hasField) || key.DescriptorType != EapolKey.RsnDescriptor
            || M3FlagsInvalid.IsWithoutInstall(key) || WasReported(handshake, key))
        {
            return;
        }

        KeyInformation information = key.Information;
        var wrong = new List<string>();
        AddIf(!key.HasNonZeroNonce, "an ANonce of zeros");
        AddIf(information.Mic, "Key MIC 1");
        AddIf(information.EncryptedKeyData, "Encrypted Key Data 1");
        AddIf(key.Rsc.ContainsAnyExcept((byte)0), "Key RSC not 0");
        AddIf(key.KeyId.ContainsAnyExcept((byte)0), "the reserved field after Key RSC not 0");

        string all = string.Join(", ", wrong);
        int offset = !key.HasNonZeroNonce ? EapolKey.NonceOffset : hasFlag ? EapolKey.KeyInformationOffset : 65;
        report.Add(Info, $"Message 1 has {all} (Key Information {information}).", new Detail
        {
            Severity = !key.HasNonZeroNonce ? Severity.Error : hasFlag ? Severity.Warn : Severity.Note,
            Octets = (message.EapolOffset + offset, !key.HasNonZeroNonce ? 32 : hasFlag ? 2 : 16),
            Values = [FindingValue.Of("key_information", information.ToString()), FindingValue.Of("wrong", all)],
        });

        void AddIf(bool isWrong, string what)
        {
            if (isWrong)
            {
                wrong.Add(what);
            }
        }
    }

    private static bool IsFlagWrong(in EapolKey key) => key.Information is { Mic: true } or { EncryptedKeyData: true };

    /// <summary>The transmission before this one was just as wrong.</summary>
    private static bool WasReported(Handshake handshake, in EapolKey key) =>
        handshake.M1 is [.., var before, _] && before.Key.Information == key.Information
        && before.Key.HasNonZeroNonce == key.HasNonZeroNonce;
}
