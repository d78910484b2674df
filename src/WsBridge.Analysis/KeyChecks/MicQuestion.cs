using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;

namespace WsBridge.Analysis.KeyChecks;

/// <summary>A message 2 whose MIC no known key makes the way it should, and the means to try other ways.</summary>
internal readonly ref struct MicQuestion
{
    private readonly KeyFinder _finder;
    private readonly Derivation _scratch;

    public MicQuestion(KeyFinder finder, Derivation scratch, Association association, Handshake handshake, HandshakeFrame message,
        in PtkInputs inputs, IReadOnlyList<KnownKey> candidates)
    {
        _finder = finder;
        _scratch = scratch;
        Association = association;
        Handshake = handshake;
        Message = message;
        Key = message.Key;
        Inputs = inputs;
        Candidates = candidates;
    }

    /// <summary>STA and BSS.</summary>
    public Association Association { get; }

    /// <summary>The handshake.</summary>
    public Handshake Handshake { get; }

    /// <summary>The message.</summary>
    public HandshakeFrame Message { get; }

    /// <summary>The message, read.</summary>
    public EapolKey Key { get; }

    /// <summary>What its PTK should be derived from.</summary>
    public PtkInputs Inputs { get; }

    /// <summary>The keys that may be of this STA and SSID.</summary>
    public IReadOnlyList<KnownKey> Candidates { get; }

    /// <summary>BSSs of the same device with other SSIDs.</summary>
    public required IReadOnlyList<Bss> OtherNames { get; init; }

    /// <summary>R0KH-ID of the STA's initial association before this one in the mobility domain; empty when none is known.</summary>
    public ReadOnlySpan<byte> R0khIdBefore { get; init; }

    /// <summary>All known keys.</summary>
    public IReadOnlyList<KnownKey> AllKeys => _finder.Index.All;

    /// <summary>The other BSSs that name the same SSID.</summary>
    public IReadOnlyList<Bss> Siblings => Association.Bss.Ess?.Bsses ?? [];

    /// <summary>PMK (XXKey with FT) of a key; a passphrase is taken with this SSID.</summary>
    public ReadOnlySpan<byte> PmkOf(KnownKey key, ReadOnlySpan<byte> ssid) => KeyFinder.PmkOf(key, Inputs.Akm, _finder.NetworkOf(ssid));

    /// <summary>What the AKM does with keys; false for an AKM that is not known.</summary>
    public bool TryGetAkm(int pmkLength, out AkmKeys akm) =>
        AkmKeys.TryGet(Inputs.Akm, pmkLength, Key.Information.DescriptorVersion, out akm);

    /// <summary>The candidate that makes the MIC with these inputs; null when none does.</summary>
    public KnownKey? KeyFor(in PtkInputs inputs)
    {
        foreach (KnownKey key in Candidates)
        {
            if (Makes(inputs, PmkOf(key, Inputs.Ssid)))
            {
                return key;
            }
        }

        return null;
    }

    /// <summary>The PMK makes the MIC with these inputs, all the rest as it should be.</summary>
    public bool Makes(in PtkInputs inputs, ReadOnlySpan<byte> pmk) =>
        TryGetAkm(pmk.Length, out AkmKeys akm) && Makes(akm, inputs, pmk, akm.EapolMic);

    /// <summary>The PMK makes the MIC by this derivation and algorithm.</summary>
    public bool Makes(in AkmKeys akm, in PtkInputs inputs, ReadOnlySpan<byte> pmk, MicAlgorithm algorithm) =>
        !pmk.IsEmpty && EapolMic.Verify(algorithm, Derive(akm, inputs, pmk).Kck, Key);

    /// <summary>The PTK, until the next one is derived.</summary>
    public Ptk Derive(in AkmKeys akm, in PtkInputs inputs, ReadOnlySpan<byte> pmk)
    {
        _scratch.Derive(akm, inputs, pmk);
        return _scratch.Ptk;
    }
}
