using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FourWayHandshake;

/// <summary>Message 3 lacks a flag that it must have, or names another key length than the cipher suite has.</summary>
/// <remarks>A message 3 without Install looks like a message 1 that is protected, so both moments are looked at.</remarks>
internal sealed class M3FlagsInvalid : IRule<Message1Received>, IRule<Message3Received>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-4WH-017", "m3-flags-invalid", Severity.Error, ExpertGroup.Protocol, Fault.Ap,
        "Message 3 of the 4-way handshake has invalid flags or an invalid key length.")
    {
        Clause = Clauses.Message3,
        Explanation = """
            Message 3 has Install, Key MIC, Secure and Encrypted Key Data set, and its Key Length is that of the pairwise cipher suite.
            A client that checks this drops it or leaves.
            Key MIC 0 is reported only when the AKM is known, Install 0 only when the request was captured and asks for a pairwise key, Key
            Length only when the request or message 2 names one cipher suite of known length, and nothing with WPA (not RSN).
            """,
        Implementations = """
            iwd drops such a message 3; wpa_supplicant ends with reason 1 when the key length is wrong and does not accept a group key that
            was not encrypted.
            """,
        Next = """
            Report it to the AP vendor.
            If only one of several is wrong, look for a second transmitter with the AP's address.
            """,
        Values = [("key_information", "Key Information"), ("key_length", "Key Length"), ("wrong", "what is wrong with it")],
    };

    /// <inheritdoc/>
    public void Check(in Message1Received e, in Report report)
    {
        if (IsWithoutInstall(e.Message.Key) && NeedsPairwiseKey(e.Association))
        {
            Check(e.Association, e.Handshake, e.Message, report);
        }
    }

    /// <inheritdoc/>
    public void Check(in Message3Received e, in Report report) => Check(e.Association, e.Handshake, e.Message, report);

    private void Check(Association association, Handshake handshake, HandshakeFrame message, in Report report)
    {
        EapolKey key = message.Key;
        KeyInformation information = key.Information;
        if (key.DescriptorType != EapolKey.RsnDescriptor)
        {
            return;
        }

        int? expected = KeyLengthOf(association, handshake);
        bool hasMic = information.Mic || key.MicLength == 0 || !IsAkmKnown(association, handshake);
        if ((information.Install && hasMic && information.Secure && information.EncryptedKeyData
            && (expected is null || expected == key.KeyLength)) || WasReported(handshake, key))
        {
            return;
        }

        var wrong = new List<string>();
        AddIf(!information.Install, "Install 0");
        AddIf(!hasMic, "Key MIC 0");
        AddIf(!information.Secure, "Secure 0");
        AddIf(!information.EncryptedKeyData, "Encrypted Key Data 0");
        bool hasFlag = wrong.Count > 0;
        AddIf(expected is not null && expected != key.KeyLength, $"Key Length {key.KeyLength} where the cipher suite has {expected}");

        string all = string.Join(", ", wrong);
        report.Add(Info, $"Message 3 has {all} (Key Information {information}).", new Detail
        {
            Octets = (message.EapolOffset + EapolKey.KeyInformationOffset + (hasFlag ? 0 : 2), 2),
            Values =
            [
                FindingValue.Of("key_information", information.ToString()),
                FindingValue.Of("key_length", key.KeyLength),
                FindingValue.Of("wrong", all),
            ],
        });

        void AddIf(bool isWrong, string what)
        {
            if (isWrong)
            {
                wrong.Add(what);
            }
        }
    }

    /// <summary>An EAPOL-Key frame of the AP that is protected as only message 3 is, but does not say Install.</summary>
    internal static bool IsWithoutInstall(in EapolKey key) =>
        key.Information is { Install: false, EncryptedKeyData: true, Secure: true } && (key.Information.Mic || key.MicLength == 0);

    /// <summary>The request asks for a pairwise key; false when it was not captured.</summary>
    private static bool NeedsPairwiseKey(Association association) =>
        association.TryGetRequestRsne(out _, out Rsne rsne) && !rsne.Capabilities.GetValueOrDefault().NoPairwise
        && rsne.PairwiseCiphers.Count == 1 && rsne.PairwiseCiphers[0].TemporalKeyLength is not null;

    /// <summary>Whether the AKM has a MIC at all: with FILS Key Data is authenticated as it is encrypted.</summary>
    private static bool IsAkmKnown(Association association, Handshake handshake) =>
        (handshake.M2 is [.., var message2] && message2.TryGetRsne(out _, out _)) || association.TryGetRequestRsne(out _, out _);

    /// <summary>Message 2 belongs to this handshake for certain, the request only if no association was missed since.</summary>
    private static int? KeyLengthOf(Association association, Handshake handshake) =>
        (handshake.M2 is [.., var message2] && message2.TryGetRsne(out _, out Rsne rsne)) || association.TryGetRequestRsne(out _, out rsne)
            ? rsne.PairwiseCiphers.Count == 1 ? rsne.PairwiseCiphers[0].TemporalKeyLength : null
            : null;

    /// <summary>The transmission before this one was just as wrong.</summary>
    private static bool WasReported(Handshake handshake, in EapolKey key) =>
        (key.Information.Install ? handshake.M3 : handshake.M1) is [.., var before, _] && before.Key.Information == key.Information
        && before.Key.KeyLength == key.KeyLength;
}
