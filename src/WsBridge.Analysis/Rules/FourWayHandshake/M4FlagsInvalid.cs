using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FourWayHandshake;

/// <summary>Message 4 lacks Secure or Key MIC, sets Install, or carries key data.</summary>
internal sealed class M4FlagsInvalid : IRule<Message4Received>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-4WH-015", "m4-flags-invalid", Severity.Warn, ExpertGroup.Protocol, Fault.Sta,
        "Message 4 of the 4-way handshake has invalid flags.")
    {
        Milder = [Severity.Note],
        Clause = Clauses.Message4,
        Explanation = """
            Message 4 has Key MIC and Secure set, Install not.
            Some APs drop a message 4 without them and repeat message 3 until they give up.
            Key data in it is a note: only multi-link clients have something to put there (a MAC Address KDE).
            WPA (not RSN) leaves Secure at 0 and is not checked.
            A message 4 without Secure that has a nonce is not checked either: it may be a message 2 without key data.
            """,
        Implementations = "iwd as an AP drops it; hostapd requires Key MIC and no Key Ack, and does not check Secure.",
        Next = "Check whether the AP repeats message 3 after it. Report it to the vendor of the client's supplicant.",
        Values = [("key_information", "Key Information"), ("wrong", "what is wrong with it")],
    };

    /// <inheritdoc/>
    public void Check(in Message4Received e, in Report report)
    {
        HandshakeFrame message = e.Message;
        Handshake handshake = e.Handshake;
        EapolKey key = message.Key;
        KeyInformation information = key.Information;
        bool lacksMic = !information.Mic && key.MicLength > 0;
        bool lacksSecure = !information.Secure && !key.HasNonZeroNonce;
        bool hasKeyData = key.KeyDataLength > 0 && !information.EncryptedKeyData;
        if ((!lacksMic && !lacksSecure && !information.Install && !hasKeyData) || key.DescriptorType != EapolKey.RsnDescriptor
            || (hasKeyData && !IsKeyDataStrange(message)) || WasReported(handshake, key))
        {
            return;
        }

        var wrong = new List<string>();
        AddIf(lacksMic, "Key MIC 0");
        AddIf(lacksSecure, "Secure 0");
        AddIf(information.Install, "Install 1");
        bool hasFlag = wrong.Count > 0;
        AddIf(hasKeyData, $"{key.KeyDataLength} octets of key data");

        string all = string.Join(", ", wrong);
        report.Add(Info, $"Message 4 has {all} (Key Information {information}).", new Detail
        {
            Severity = hasFlag ? Severity.Warn : Severity.Note,
            Octets = (message.EapolOffset + EapolKey.KeyInformationOffset, 2),
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

    /// <summary>Not the key data of a multi-link client, nor those of a message 2 whose nonce is zero, nor cut off.</summary>
    private static bool IsKeyDataStrange(HandshakeFrame message) =>
        !message.Frame.IsCutOff && !message.Kdes.TryFind(KdeType.MacAddress, out _) && !message.TryGetRsne(out _, out _);

    /// <summary>The transmission before this one was just as wrong.</summary>
    private static bool WasReported(Handshake handshake, in EapolKey key) =>
        handshake.M4 is [.., var before, _] && before.Key.Information == key.Information && before.Key.KeyDataLength == key.KeyDataLength;
}
