using WsBridge.Analysis.Keys;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;

namespace WsBridge.Analysis.KeyChecks;

/// <summary>Looks for the key that makes the MIC of an EAPOL-Key frame. What it derived is in the scratch derivation.</summary>
internal ref struct FourWayTrial(Derivation scratch, in PtkInputs inputs, EapolKey message) : IKeyTrial
{
    private const int Owe = 18;

    private readonly PtkInputs _inputs = inputs;
    private readonly EapolKey _message = message;

    public readonly bool Fits(ReadOnlySpan<byte> pmk)
    {
        if (!AkmKeys.TryGet(_inputs.Akm, pmk.Length, _message.Information.DescriptorVersion, out AkmKeys akm)
            || akm.EapolMicLength != _message.MicLength)
        {
            return false;
        }

        scratch.Derive(akm, _inputs, pmk);
        return EapolMic.Verify(akm.EapolMic, scratch.Ptk.Kck, _message)
            || (_inputs.Akm.RsnType == Owe && akm.Kdf != KeyHash.Sha256 && FitsOldOwe(akm, pmk));
    }

    public readonly bool FitsFt(KeyKind kind, ReadOnlySpan<byte> key)
    {
        if (!AkmKeys.TryGet(_inputs.Akm, key.Length, _message.Information.DescriptorVersion, out AkmKeys akm)
            || !akm.IsFt || akm.Kdf.DigestLength() != key.Length || akm.EapolMicLength != _message.MicLength)
        {
            return false;
        }

        scratch.Derive(akm, _inputs, kind, key);
        return EapolMic.Verify(akm.EapolMic, scratch.Ptk.Kck, _message);
    }

    /// <summary>OWE before the groups had hashes of their own, which APs accept: hostapd has it as owe_ptk_workaround.</summary>
    private readonly bool FitsOldOwe(in AkmKeys akm, ReadOnlySpan<byte> pmk)
    {
        scratch.Derive(akm with { Kdf = KeyHash.Sha256, KckLength = 16, KekLength = 16 }, _inputs, pmk);
        return EapolMic.Verify(akm.EapolMic, scratch.Ptk.Kck, _message);
    }
}
