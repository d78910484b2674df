using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11;

namespace WsBridge.Analysis.KeyChecks;

/// <summary>
/// Why the AP may not have gone on after message 2. Asked only once a handshake has failed there: where the AP went on, both sides agree
/// and nothing is wrong.
/// </summary>
internal sealed class MicExplanations(
    KeyFinder finder, FtRoots roots, Func<IEnumerable<Bss>> allBsses, IReadOnlyList<IMicHypothesis> hypotheses) : IDisposable
{
    /// <summary>How many keys the mistakes are tried with, the likely ones first.</summary>
    private const int MaxCandidates = 16;

    /// <summary>RADIUS delivers the MSK between the first EAP packet and message 1; its clock may differ this much.</summary>
    private const long ClockMicroseconds = 2_000_000;

    /// <summary>How many SSIDs of BSSs beside this one are tried.</summary>
    private const int MaxOtherNames = 8;

    /// <summary>
    /// The octets of an address that BSSs of one device share: all but the first, which may be locally administered, and the last.
    /// </summary>
    private const ulong SameDevice = 0x00FF_FFFF_FF00;

    private readonly Derivation _scratch = new();

    /// <summary>A 4-way handshake has failed.</summary>
    public void OnHandshakeFailed(Association association, ExchangeKeys keys, HandshakeEnd end)
    {
        if (end.Stage != HandshakeStage.Message2Unanswered || end.Handshake.M2 is not [.., var last]
            || last.Mic is not (MicState.Valid or MicState.NoKey))
        {
            return;
        }

        if (last.Mic == MicState.Valid)
        {
            keys.Cause = ExplainValid(association, keys.Key!, last);
            keys.ApProof = SsidReader.Association(association, out ReadOnlySpan<byte> ssid)
                ? ApKeyProofs.Of(association, end.Handshake, keys.Key!, DeliveredIn(association, last), finder.NetworkOf(ssid))
                : ApKeyProof.None;
        }
        else if (!keys.IsHandshakeRight)
        {
            keys.Cause = Explain(association, end.Handshake, last);
            keys.Expected = keys.Cause is null ? ExpectedKey(association, end.Handshake, last) : null;
        }
    }

    /// <summary>The key that RADIUS delivered to the AP in this attempt; null when none did, or the STA has answered message 1.</summary>
    public KnownKey? Delivered(Association association, HandshakeEnd end) =>
        end.Stage == HandshakeStage.Message1Unanswered && association is { Akm: { Is8021X: true }, FirstEap: { } eap }
            ? Delivered(association.Sta, eap, end.Handshake.Last.Frame)
            : null;

    public void Dispose() => _scratch.Dispose();

    private MicCause? Explain(Association association, Handshake handshake, HandshakeFrame message)
    {
        if (!HandshakeNonces.TryRead(association, handshake, message, out PtkInputs inputs, out _))
        {
            return null;
        }

        List<KnownKey> candidates = finder.Candidates(association.Sta, inputs.Ssid, MaxCandidates);
        var question = new MicQuestion(finder, _scratch, association, handshake, message, inputs, candidates)
        {
            R0khIdBefore = RootOf(inputs),
            OtherNames = OtherNames(association.Bss),
        };
        foreach (IMicHypothesis hypothesis in hypotheses)
        {
            if (hypothesis.Explain(question) is { } cause)
            {
                return cause;
            }
        }

        return null;
    }

    private ReadOnlySpan<byte> RootOf(in PtkInputs inputs) =>
        inputs.Akm.IsFt && roots.TryGet(inputs.Sta, inputs.Mdid, out FtRoot root) ? root.R0khId : default;

    /// <summary>BSSs of the same device with another SSID, one for each.</summary>
    private List<Bss> OtherNames(Bss bss) =>
    [
        .. allBsses().Where(other => (other.Bssid.Value & SameDevice) == (bss.Bssid.Value & SameDevice) && other.Ssid is not null
            && other.Ssid != bss.Ssid)
            .DistinctBy(other => other.Ssid).Take(MaxOtherNames),
    ];

    /// <summary>
    /// The key that the AP holds, as sure as can be: only where everything that the PTK is derived from was captured, so that it is not
    /// us who are wrong.
    /// </summary>
    private KnownKey? ExpectedKey(Association association, Handshake handshake, HandshakeFrame message)
    {
        if (association.Request is not { IsCutOff: false } || (association.Client is not null && association.Response is null)
            || (association.Akm is { IsFt: true } && association.Response is null)
            || !HandshakeNonces.TryRead(association, handshake, message, out PtkInputs inputs, out bool isCertain) || !isCertain)
        {
            return null;
        }

        if (inputs.Akm.IsPsk)
        {
            foreach (KnownKey key in finder.Index.OfSsid)
            {
                if (KeyIndex.FitsSsid(key, inputs.Ssid) && key.Kind != KeyKind.Msk)
                {
                    return key;
                }
            }

            return finder.NetworkOf(inputs.Ssid).OfAp;
        }

        return inputs.Akm.Is8021X ? DeliveredIn(association, message) : null;
    }

    /// <summary>The key that RADIUS has delivered in this attempt; null without EAP, or when none is known.</summary>
    private KnownKey? DeliveredIn(Association association, HandshakeFrame message) => association.FirstEap is { } eap
        ? Delivered(association.Sta, eap, message.Frame)
        : null;

    /// <summary>The latest key of a STA that was delivered between two frames, by clocks that may differ.</summary>
    private KnownKey? Delivered(MacAddress sta, StoredFrame from, StoredFrame until)
    {
        KnownKey? latest = null;
        foreach (KnownKey key in finder.Index.OfSta(sta))
        {
            bool isBetween = key.Binding.FromMicroseconds is { } at
                && at >= from.Ref.TimeMicroseconds - ClockMicroseconds && at <= until.Ref.TimeMicroseconds + ClockMicroseconds;
            latest = isBetween ? key : latest;
        }

        return latest;
    }

    private MicCause? ExplainValid(Association association, KnownKey used, HandshakeFrame message)
    {
        long? eapBegan = association.FirstEap?.Ref.TimeMicroseconds - ClockMicroseconds;
        KnownKey? delivered = DeliveredIn(association, message);
        foreach (IMicHypothesis hypothesis in hypotheses)
        {
            if (hypothesis.ExplainValid(association, used, delivered, eapBegan, message) is { } cause)
            {
                return cause;
            }
        }

        return null;
    }
}
